import { resolve } from 'node:path';
import { readEnvironment, type Settings } from '../../config/environment.ts';
import type { Problem } from '../../problems/problem.ts';
import { formatPlace } from '../../problems/show/format-problem.ts';
import { paintNothing } from '../../problems/show/paint.ts';
import type { ShownProblem } from '../../runtime/dev/dev-session.ts';
import { serveDev } from '../../runtime/dev/serve-dev.ts';
import { atMost, type Output, runCommand } from '../command-line.ts';
import type { BarStream } from '../progress-bar.ts';
import { formatCodeFrame } from '../../problems/show/code-frame.ts';
import { pickLines } from '../../problems/show/pick-lines.ts';
import { createSourceReader } from '../report/read-source-text.ts';
import { startServing } from './start.ts';

const USAGE = `Usage: dateline dev

  Serves the site to those who work on it, from one process and to this machine only: browsers load their page anew when
  content, views or styles change, and show what is wrong with a file, and where, over the last good version.
  The environment decides the rest; see the table in the README.

  --help    print this

Example: CONTENT_DIR=content dateline dev

Exit code: 0 when it was stopped, 1 when it could not start, 2 for a wrong call.
`;

const OWN_HOST = /^(?:localhost|127\.0\.0\.1|\[?::1\]?)$/;
const FRAME_WIDTH = 120;

/**
 * Serves the site with live reload until a signal stops it. Returns the exit code so far, as `start` does.
 * @throws EnvironmentError for a wrong environment.
 */
export function dev(args: readonly string[], output: Output, errors: BarStream): Promise<number> {
  return runCommand(args, { name: 'dev', usage: USAGE, options: {} }, output, errors, async ({ words }) => {
    atMost(0, words, 'is one word too many: the environment says what is served and where.');
    const settings = readEnvironment();
    const refusal = whyNotHere(settings);
    if (refusal !== null) {
      errors.write(`${refusal}\n`);
      return 1;
    }
    const folders = { contentDir: resolve(settings.contentDir), dataDir: resolve(settings.dataDir) };
    const show = (problem: Problem): ShownProblem => showProblem(problem, settings.contentDir);
    return startServing(settings, errors, (given, deps) =>
      serveDev({ ...given, ...folders }, deps, { show }),
    );
  });
}

/** Why a site is not served so: it would show its files to strangers. Null where it may be. */
function whyNotHere({ host, origin }: Settings): string | null {
  if (!OWN_HOST.test(host))
    return `HOST: dev serves this machine only, and ${host} is more. Leave HOST out, or use start.`;
  if (OWN_HOST.test(new URL(origin).hostname)) return null;
  return `SITE_URL: dev serves this machine only, and ${origin} is a public site. Leave SITE_URL out, or use start.`;
}

function showProblem(problem: Problem, contentDir: string): ShownProblem {
  const { severity, message, hint, file, line } = problem;
  const text = createSourceReader(contentDir)(file);
  const lines = text === null ? new Map() : pickLines(text, [line]);
  const frame = formatCodeFrame(problem, lines, FRAME_WIDTH, paintNothing);
  return { severity, place: formatPlace(problem, contentDir), message, hint, frame: frame.trimEnd() };
}
