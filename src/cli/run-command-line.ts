import { EnvironmentError } from '../config/environment.ts';
import { quoteText } from '../problems/quote-text.ts';
import { didYouMean } from '../problems/suggest-name.ts';
import { programVersion } from '../release/program-version.ts';

const USAGE = `Usage: dateline [command]

  start            serve the site (the default)
  dev              serve it for those who work on it: the browser follows what is saved, and shows what is wrong
  new "Headline"   write the file of a new article
  init FOLDER      begin a newsroom of your own
  check [folder]   list every problem in a content folder
  feeds            list the partner feeds and how they are
  permalinks …     export, import or rebuild the ledger of all URLs
  help [command]   print this, or the options of a command with an example
  --version        print the version

Example: CONTENT_DIR=content dateline start
`;

/** Runs the command that the arguments name. Sets the exit code: 1 for a failure, 2 for a wrong call. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    process.exitCode = await run(args);
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

type Command = (args: readonly string[]) => Promise<number>;

const { stdin, stdout, stderr } = process;

// Each command loads what it needs itself: `start` is to be quick.
const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'start',
    async (args) => {
      keepToOwner();
      return (await import('./commands/start.ts')).start(args, stdout, stderr);
    },
  ],
  [
    'dev',
    async (args) => {
      keepToOwner();
      return (await import('./commands/dev.ts')).dev(args, stdout, stderr);
    },
  ],
  ['new', async (args) => (await import('./commands/new.ts')).newArticle(args, stdout, stderr)],
  ['init', async (args) => (await import('./commands/init.ts')).init(args, stdout, stderr)],
  ['check', async (args) => (await import('./commands/check.ts')).check(args, stdout, stderr)],
  ['feeds', async (args) => (await import('./commands/feeds.ts')).feeds(args, stdout, stderr)],
  [
    'permalinks',
    async (args) => {
      keepToOwner();
      return (await import('./commands/permalinks.ts')).permalinks(args, stdin, stdout, stderr);
    },
  ],
]);

async function run([word = 'start', ...rest]: readonly string[]): Promise<number> {
  const command = COMMANDS.get(word);
  if (command !== undefined) return command(rest);
  if (['help', '--help', '-h'].includes(word)) return help(rest);
  if (['--version', '-v'].includes(word)) {
    stdout.write(`${programVersion()}\n`);
    return 0;
  }
  return refuse(word, word.startsWith('-') ? 'an option' : 'a command');
}

async function help([word]: readonly string[]): Promise<number> {
  const command = COMMANDS.get(word ?? '');
  if (command !== undefined) return command(['--help']);
  if (word !== undefined) return refuse(word, 'a command');
  stdout.write(USAGE);
  return 0;
}

function refuse(word: string, kind: string): number {
  const known = [...COMMANDS.keys(), 'help', '--help', '--version'];
  stderr.write(
    `dateline: ${`${quoteText(word)} is not ${kind}. ${didYouMean(word, known)}`.trim()}\n\n${USAGE}`,
  );
  return 2;
}
