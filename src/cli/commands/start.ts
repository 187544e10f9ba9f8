import { isatty } from 'node:tty';
import { readEnvironment } from '../../config/environment.ts';
import { SiteError } from '../../ingest/read/site-error.ts';
import { openLog } from '../../runtime/children/open-log.ts';
import { ListenError } from '../../runtime/server/listen-error.ts';
import { serve } from '../../runtime/serve.ts';
import { StartError } from '../../runtime/children/start-error.ts';
import { formatProblem } from '../../problems/show/format-problem.ts';
import { type BarStream, createProgressBar } from '../progress-bar.ts';

/**
 * Serves the site until a signal stops it. Returns the exit code so far: 0 when it runs, 1 when it could
 * not start, in which case `errors` has been told why and what to do.
 * @throws EnvironmentError for a wrong environment.
 */
export async function start(errors: BarStream): Promise<number> {
  const bar = createProgressBar(errors, 'Reading articles');
  try {
    const settings = readEnvironment();
    const log = openLog(settings);
    await serve(settings, { log, now: Date.now, onProgress: bar.update, isTerminal: isatty(1) });
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
