import { PermalinkError } from '../../catalog/permalinks/permalink-error.ts';
import { readEnvironment } from '../../config/environment.ts';
import { GitHistoryError } from '../../git/git-process.ts';
import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import { exportLedger } from '../permalinks/export-ledger.ts';
import { importLedger } from '../permalinks/import-ledger.ts';
import { type Folders, type LedgerCall, LedgerCommandError } from '../permalinks/ledger-command.ts';
import { rebuildLedger } from '../permalinks/rebuild-ledger.ts';
import { atMost, type Output, runCommand, UsageError } from '../command-line.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import { showHidden } from '../../problems/show/visible-text.ts';

const USAGE = `Usage: dateline permalinks export [file]   write every URL ever published, to a file or stdout
       dateline permalinks import FILE     add what an export holds; - reads stdin
       dateline permalinks rebuild         add what the content folder published, from its git history

  --help    print this

Example: dateline permalinks export permalinks.txt

Exit code: 0, 1 for a failure, 2 for a wrong call.
`;

/**
 * Exports, imports or rebuilds the permalink ledger; a running server may have it open. Returns the exit
 * code: 0, 1 for a failure, which `errors` is told with its cure, 2 for a wrong call. `folders` are those
 * of the environment unless given.
 * @throws EnvironmentError for a wrong environment.
 */
export async function permalinks(
  args: readonly string[],
  input: AsyncIterable<Uint8Array | string>,
  output: Output,
  errors: Output,
  folders?: Folders,
): Promise<number> {
  return runCommand(args, { name: 'permalinks', usage: USAGE, options: {} }, output, errors, ({ words }) => {
    const run = commandOf(words);
    return runOn(run, { input, output, errors, ...(folders ?? readEnvironment()) });
  });
}

async function runOn(
  run: (call: LedgerCall) => Promise<number>,
  { input, output, errors, contentDir, dataDir }: LedgerCall,
): Promise<number> {
  try {
    return await run({ input, output, errors, contentDir, dataDir });
  } catch (error) {
    if (!isTold(error)) throw error;
    errors.write(`${showHidden(error.message)}\n`);
    return 1;
  }
}

/** @throws UsageError for words that are no command. */
function commandOf(words: readonly string[]): (call: LedgerCall) => Promise<number> {
  const [command, file] = words;
  if (command === 'export') {
    atMost(2, words, 'is one file too many. Export to one file.');
    return (call) => exportLedger(call, file);
  }
  if (command === 'import') {
    if (file === undefined) throw new UsageError('import has no file. Name one, or - for standard input.');
    atMost(2, words, 'is one file too many. Import one file at a time.');
    return (call) => importLedger(call, file);
  }
  if (command === 'rebuild') {
    atMost(1, words, 'is one word too many: rebuild reads the content folder and its history.');
    return rebuildLedger;
  }
  if (command === undefined)
    throw new UsageError('What is to be done with the ledger? Say export, import or rebuild.');
  throw new UsageError(
    `${quoteText(command)} is not one of its commands. ${didYouMean(command, COMMANDS)}`.trim(),
  );
}

const COMMANDS = ['export', 'import', 'rebuild'] as const;

const isTold = (error: unknown): error is Error =>
  error instanceof PermalinkError ||
  error instanceof GitHistoryError ||
  error instanceof LedgerCommandError ||
  error instanceof MachineBusyError;
