import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { permalinksFile } from '../../catalog/permalinks/ledger.ts';
import { formatLedgerText } from '../../catalog/permalinks/ledger-text.ts';
import { assertLedgerExists } from '../../catalog/permalinks/open-ledger-database.ts';
import { counted } from '../report/check-report.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import { failOn, type LedgerCall, withLedger } from './ledger-command.ts';

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

/**
 * Writes a file whole or not at all: under another name first, which takes the place of the old file when
 * everything is on the disk.
 * @throws Error of the file system; what was there is unchanged then.
 */
async function replaceFile(file: string, chunks: Iterable<string>): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    {
      await using handle = await open(draft, 'wx');
      for (const chunk of chunks) await handle.appendFile(chunk);
      await handle.sync();
    }
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  await using folder = await open(dirname(file), 'r');
  await folder.sync();
}
