import { EnvironmentError } from '../config/environment-error.ts';
import { quoteText } from '../problems/quote-text.ts';
import { didYouMean } from '../problems/suggest-name.ts';
import { programVersion } from '../release/program-version.ts';
import { askOn } from './ask.ts';
import { endQuietlyWithReader } from './command-line.ts';

/** Runs the command that the arguments name. Sets the exit code: 1 for a failure, 2 for a wrong call. */
export async function main(args: readonly string[]): Promise<void> {
  endQuietlyWithReader(stderr);
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

interface Command {
  /** What stands behind its name, as a user types it. */
  readonly takes?: string;
  readonly says: string;
  readonly run: (args: readonly string[]) => Promise<number>;
}

const { stdin, stdout, stderr } = process;

// Each command loads what it needs itself: `start` is to be quick.
const COMMANDS: Readonly<Record<string, Command>> = {
  start: {
    says: 'serve the site (the default)',
    async run(args) {
      keepToOwner();
      return (await import('./commands/start.ts')).start(args, stdout, stderr);
    },
  },
  restart: {
    says: 'replace the running server by this program, without readers noticing',
    run: async (args) => (await import('./commands/restart.ts')).restart(args, stdout, stderr),
  },
  doctor: {
    says: 'say what this machine lacks to serve the site',
    run: async (args) => (await import('./commands/doctor.ts')).doctor(args, stdout, stderr),
  },
  dev: {
    says: 'serve it for those who work on it: the browser follows what is saved, and shows what is wrong',
    async run(args) {
      keepToOwner();
      return (await import('./commands/dev.ts')).dev(args, stdout, stderr);
    },
  },
  new: {
    takes: '"Headline"',
    says: 'write the file of a new article',
    run: async (args) => (await import('./commands/new.ts')).newArticle(args, stdout, stderr),
  },
  init: {
    takes: 'FOLDER',
    says: 'begin a newsroom of your own',
    run: async (args) => (await import('./commands/init.ts')).init(args, stdout, stderr),
  },
  check: {
    takes: '[folder]',
    says: 'list every problem in a content folder',
    run: async (args) =>
      (await import('./commands/check.ts')).check(args, stdout, stderr, { ask: askOn(stdin, stderr) }),
  },
  'fetch-pictures': {
    takes: '…',
    says: 'bring pictures of other hosts into media/ for good',
    run: async (args) =>
      (await import('./commands/fetch-pictures.ts')).fetchPictures(args, stdout, stderr, {
        ask: askOn(stdin, stderr),
      }),
  },
  desk: {
    takes: '…',
    says: 'say who may come into the desk, and see what they did',
    async run(args) {
      keepToOwner();
      return (await import('./commands/desk.ts')).desk(args, stdout, stderr);
    },
  },
  history: {
    takes: 'FILE …',
    says: 'list the versions of a story, and keep one from readers',
    async run(args) {
      keepToOwner();
      return (await import('./commands/history.ts')).history(args, stdout, stderr);
    },
  },
  feeds: {
    says: 'list the partner feeds and how they are',
    run: async (args) => (await import('./commands/feeds.ts')).feeds(args, stdout, stderr),
  },
  preview: {
    takes: 'FILE …',
    says: 'print a link that shows a story, or the whole site, before it is public',
    async run(args) {
      keepToOwner();
      return (await import('./commands/preview.ts')).preview(args, stdout, stderr);
    },
  },
  links: {
    takes: 'verify …',
    says: 'tell which addresses of a list or an old sitemap do not arrive',
    run: async (args) => (await import('./commands/links.ts')).links(args, stdin, stdout, stderr),
  },
  permalinks: {
    takes: '…',
    says: 'export, import or rebuild the ledger of all URLs',
    async run(args) {
      keepToOwner();
      return (await import('./commands/permalinks.ts')).permalinks(args, stdin, stdout, stderr);
    },
  },
  backup: {
    takes: 'DIR …',
    says: 'save all of the site that cannot be made again, while it runs',
    async run(args) {
      keepToOwner();
      return (await import('./commands/backup.ts')).backup(args, stdout, stderr);
    },
  },
  restore: {
    takes: 'BACKUP …',
    says: 'put a backup into an empty DATA_DIR',
    async run(args) {
      keepToOwner();
      return (await import('./commands/restore.ts')).restore(args, stdout, stderr);
    },
  },
  help: {
    takes: '[command]',
    says: 'print this, or the options of a command with an example',
    run: ([word]) => help(word),
  },
};

const usageLine = (call: string, says: string): string => `  ${call.padEnd(18)} ${says}\n`;

const USAGE = `Usage: dateline [command]

${Object.entries(COMMANDS)
  .map(([name, { takes, says }]) => usageLine(takes === undefined ? name : `${name} ${takes}`, says))
  .join('')}${usageLine('--version', 'print the version')}
Example: CONTENT_DIR=content dateline start
`;

const find = (word: string): Command | undefined =>
  Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;

function print(text: string): void {
  endQuietlyWithReader(stdout);
  stdout.write(text);
}

async function run([word = 'start', ...rest]: readonly string[]): Promise<number> {
  const command = find(word);
  if (command !== undefined) return command.run(rest);
  if (['--help', '-h'].includes(word)) return help(rest[0]);
  if (['--version', '-v'].includes(word)) {
    print(`${programVersion()}\n`);
    return 0;
  }
  return refuse(word, word.startsWith('-') ? 'an option' : 'a command');
}

async function help(word: string | undefined): Promise<number> {
  const command = find(word ?? 'help');
  if (command === undefined) return refuse(word ?? '', 'a command');
  if (command !== COMMANDS['help']) return command.run(['--help']);
  print(USAGE);
  return 0;
}

function refuse(word: string, kind: string): number {
  const known = [...Object.keys(COMMANDS), '--help', '--version'];
  stderr.write(
    `dateline: ${`${quoteText(word)} is not ${kind}. ${didYouMean(word, known)}`.trim()}\n\n${USAGE}`,
  );
  return 2;
}
