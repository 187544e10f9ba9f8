import { permalinksFile } from '../../catalog/permalinks/ledger.ts';
import { formatLedgerText } from '../../catalog/permalinks/ledger-text.ts';
import { assertLedgerExists } from '../../catalog/permalinks/open-ledger-database.ts';
import { counted } from '../report/check-report.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import { failOn, type LedgerCall, withLedger } from './ledger-command.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Writes the ledger as text, to the output or, whole or not at all, to a file.
 * @throws PermalinkError and LedgerCommandError.
 */
export async function exportLedger(call: LedgerCall, file: string | undefined): Promise<number> {
  // Opening would make an empty one, and hide that DATA_DIR is wrong.
  assertLedgerExists(permalinksFile(call.dataDir));
  await withLedger(call, async (ledger) => {
    const count = { rows: 0 };
    const chunks = inChunks(formatLedgerText(counting(ledger.rows(), count)));
    if (file === undefined) {
      for (const chunk of chunks) call.output.write(chunk);
      return;
    }
    const fail = failOn(file, 'written', 'Name a file in a folder that exists and that you may write.');
    await replaceFile(file, chunks).catch(fail);
    call.output.write(`${showHidden(file)}: ${counted(count.rows, 'row')}\n`);
  });
  return 0;
}

const CHUNK_LENGTH = 65_536;

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

function* counting<Value>(values: Iterable<Value>, count: { rows: number }): Generator<Value> {
  for (const value of values) {
    count.rows += 1;
    yield value;
  }
}
