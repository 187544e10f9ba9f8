import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';
import { readEnvironment } from '../../config/environment.ts';
import { environmentForSuccessor } from '../../config/handed-socket.ts';
import { programVersion } from '../../release/program-version.ts';
import { askControl } from '../../runtime/takeover/ask-control.ts';
import type { ControlRequest } from '../../runtime/takeover/control-messages.ts';
import { TakeoverError } from '../../runtime/takeover/takeover-error.ts';
import { atMost, type CommandDeps, type Output, runCommand } from '../command-line.ts';

const USAGE = `Usage: dateline restart [options]

  Has the server of DATA_DIR replaced by one of this program and this Node. Readers notice nothing: the new one
  serves before the old one leaves. Where it cannot start, the old one stays.

  --env     with the environment of this command, in place of that of the server
  --help    print this

Example, from the folder of a new release: DATA_DIR=/var/lib/dateline dateline restart

Exit code: 0, 1 for a failure, 2 for a wrong call.
`;

const OPTIONS = { env: { type: 'boolean' } } as const;

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Replaces the running server by this program. Returns the exit code. @throws EnvironmentError for a wrong environment. */
export async function restart(
  args: readonly string[],
  output: Output,
  errors: Output,
  { env }: CommandDeps = {},
): Promise<number> {
  return runCommand(
    args,
    { name: 'restart', usage: USAGE, options: OPTIONS },
    output,
    errors,
    async (line) => {
      atMost(0, line.words, 'is one word too many: DATA_DIR says which server is meant.');
      const settings = readEnvironment(env);
      const request: ControlRequest = {
        do: 'restart',
        // As it was called: by a link that leads to another release one day.
        program: process.argv[1] ?? join(ROOT, 'src', 'launch.cjs'),
        node: process.execPath,
        folder: ROOT,
        environment: line.given.has('env') ? environmentForSuccessor(settings, env) : null,
      };
      try {
        const pid = await askControl(resolve(settings.dataDir), request, (step) => output.write(`${step}\n`));
        output.write(`Dateline ${programVersion()} serves now, as process ${pid}.\n`);
        return 0;
      } catch (error) {
        if (!(error instanceof TakeoverError)) throw error;
        errors.write(`${error.message}\n`);
        return 1;
      }
    },
  );
}
