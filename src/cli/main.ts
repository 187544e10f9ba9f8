import { EnvironmentError } from '../config/environment.ts';
import { programVersion } from '../release/program-version.ts';

const USAGE = `Usage: dateline [command]

  start            serve the site (the default)
  check [folder]   list every problem in a content folder; "dateline check --help" tells its options
  feeds            list the partner feeds and how they are; "dateline feeds --help" tells its options
  permalinks …     export, import or rebuild the ledger of all URLs; "dateline permalinks --help" tells how
  help             print this
  --version        print the version
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

/**
 * Files that this process and its children make from now on are their user's alone: what is in DATA_DIR, such as the
 * texts of drafts, is nobody else's. Who writes into the content folder has to say another mode.
 */
const keepToOwner = (): void => void process.umask(0o077);

// Each command loads what it needs itself: `start` is to be quick.
async function runCommand(args: readonly string[]): Promise<void> {
  const [command = 'start', ...rest] = args;
  switch (command) {
    case 'start': {
      keepToOwner();
      const { start } = await import('./commands/start.ts');
      process.exitCode = await start(process.stderr);
      return;
    }
    case 'check': {
      const { check } = await import('./commands/check.ts');
      process.exitCode = await check(rest, process.stdout, process.stderr);
      return;
    }
    case 'feeds': {
      const { feeds } = await import('./commands/feeds.ts');
      process.exitCode = await feeds(rest, process.stdout, process.stderr);
      return;
    }
    case 'permalinks': {
      keepToOwner();
      const { permalinks } = await import('./commands/permalinks.ts');
      process.exitCode = await permalinks(rest, process.stdin, process.stdout, process.stderr);
      return;
    }
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(USAGE);
      return;
    case '--version':
    case '-v':
      process.stdout.write(`${programVersion()}\n`);
      return;
    default:
      process.stderr.write(`dateline: "${command}" is not a command.\n\n${USAGE}`);
      process.exitCode = 2;
  }
}
