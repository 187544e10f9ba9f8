import { isatty } from 'node:tty';
import { hasServiceManager, takeHandedSocket } from '../../config/handed-socket.ts';
import { readEnvironment, type Settings } from '../../config/environment.ts';
import { SiteError } from '../../ingest/read/site-error.ts';
import { formatProblem } from '../../problems/show/format-problem.ts';
import { openLog } from '../../runtime/children/open-log.ts';
import { serve } from '../../runtime/serve.ts';
import type { ServeDeps } from '../../runtime/serve-alone.ts';
import { ListenError } from '../../runtime/server/listen-error.ts';
import { StartError } from '../../runtime/children/start-error.ts';
import { tellServiceManager } from '../../runtime/takeover/service-manager.ts';
import { atMost, type Output, runCommand } from '../command-line.ts';
import { type BarStream, createProgressBar } from '../progress-bar.ts';

const USAGE = `Usage: dateline start

  Serves the site until a signal stops it. The environment decides everything: see the table in the README.

  --help    print this

Example: CONTENT_DIR=content PORT=8080 dateline start

Exit code: 0 when it was stopped, 1 when it could not start, 2 for a wrong call.
`;

/**
 * Serves the site until a signal stops it. Returns the exit code so far: 0 when it runs, 1 when it could
 * not start, in which case `errors` has been told why and what to do, 2 for a wrong call.
 * @throws EnvironmentError for a wrong environment.
 */
export function start(args: readonly string[], output: Output, errors: BarStream): Promise<number> {
  return runCommand(args, { name: 'start', usage: USAGE, options: {} }, output, errors, ({ words }) => {
    atMost(0, words, 'is one word too many: the environment says what is served and where.');
    return startServing(readEnvironment(), errors, serve);
  });
}

/** Serves by a way of serving, and tells `errors` why that could not begin. Returns the exit code so far. */
export async function startServing(
  settings: Settings,
  errors: BarStream,
  by: (settings: Settings, deps: ServeDeps) => Promise<void>,
): Promise<number> {
  const bar = createProgressBar(errors, 'Reading articles');
  try {
    const log = openLog(settings);
    const { handed, manager } = {
      handed: takeHandedSocket(),
      manager: tellServiceManager(hasServiceManager(), log),
    };
    await by(settings, {
      log,
      now: Date.now,
      onProgress: bar.update,
      isTerminal: isatty(1),
      handed,
      manager,
    });
    bar.end();
    return 0;
  } catch (error) {
    bar.end();
    if (error instanceof SiteError) {
      errors.write(`${error.message}\n`);
      for (const problem of error.problems) errors.write(formatProblem(problem, error.contentDir));
    } else if (error instanceof ListenError || error instanceof StartError) {
      errors.write(`${error.message}\n`);
    } else {
      throw error;
    }
    return 1;
  }
}
