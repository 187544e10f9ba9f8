import { EnvironmentError } from '../config/environment.ts';
import { check } from './commands/check.ts';
import { start } from './commands/start.ts';

const USAGE = `Usage: dateline [command]

  start            serve the site (the default)
  check [folder]   list every problem in a content folder; exit code 1 when one is an error
  help             print this
`;

/** Runs the command that the arguments name. Sets the exit code: 1 for a failure, 2 for a wrong call. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await runCommand(args);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

async function runCommand(args: readonly string[]): Promise<void> {
  const [command = 'start', ...rest] = args;
  switch (command) {
    case 'start':
      process.exitCode = await start(process.stderr);
      return;
    case 'check':
      process.exitCode = await check(rest, process.stdout, process.stderr);
      return;
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(USAGE);
      return;
    default:
      process.stderr.write(`dateline: "${command}" is not a command.\n\n${USAGE}`);
      process.exitCode = 2;
  }
}
