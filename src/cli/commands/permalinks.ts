import { PermalinkError } from '../../catalog/permalinks/permalink-error.ts';
import { readEnvironment } from '../../config/environment.ts';
import { GitHistoryError } from '../../content/source/git-process.ts';
import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import { exportLedger } from '../permalinks/export-ledger.ts';
import { importLedger } from '../permalinks/import-ledger.ts';
import {
  type Folders,
  type LedgerCall,
  LedgerCommandError,
  type Output,
} from '../permalinks/ledger-command.ts';
import { rebuildLedger } from '../permalinks/rebuild-ledger.ts';
import { showHidden } from '../../problems/show/visible-text.ts';

const USAGE = `Usage: dateline permalinks export [file]   write every URL ever published, to a file or stdout
       dateline permalinks import FILE     add what an export holds; - reads stdin
       dateline permalinks rebuild         add what the content folder published, from its git history
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
  if (['help', '--help', '-h'].includes(args[0] ?? '')) {
    output.write(USAGE);
    return 0;
  }
  const run = commandOf(args);
  if (run === null) {
    errors.write(USAGE);
    return 2;
  }
  const { contentDir, dataDir } = folders ?? readEnvironment();
  try {
    return await run({ input, output, errors, contentDir, dataDir });
  } catch (error) {
    if (!isTold(error)) throw error;
    errors.write(`${showHidden(error.message)}\n`);
    return 1;
  }
}

function commandOf(args: readonly string[]): ((call: LedgerCall) => Promise<number>) | null {
  const [command, file, ...rest] = args;
  if (rest.length > 0) return null;
  if (command === 'export') return (call) => exportLedger(call, file);
  if (command === 'import' && file !== undefined) return (call) => importLedger(call, file);
  if (command === 'rebuild' && file === undefined) return rebuildLedger;
  return null;
}

const isTold = (error: unknown): error is Error =>
  error instanceof PermalinkError ||
  error instanceof GitHistoryError ||
  error instanceof LedgerCommandError ||
  error instanceof MachineBusyError;
