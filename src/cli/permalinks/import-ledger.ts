import { readFile } from 'node:fs/promises';
import type { PermalinkRow } from '../../catalog/permalinks/permalink.ts';
import { parseLedgerText } from '../../catalog/permalinks/ledger-text.ts';
import { decodeText } from '../../content/source/decode-text.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { formatProblem } from '../../problems/show/format-problem.ts';
import { counted } from '../report/check-report.ts';
import { failOn, type LedgerCall, withLedger } from './ledger-command.ts';

/**
 * Adds the rows of an export to the ledger; `-` reads the input. Where the text has an error, all are told
 * and nothing is added. Returns the exit code.
 * @throws PermalinkError and LedgerCommandError.
 */
export async function importLedger(call: LedgerCall, file: string): Promise<number> {
  const { output, errors } = call;
  const { rows, problems } = await readText(call, file);
  if (problems.length > 0) {
    for (const problem of problems) errors.write(formatProblem(problem, ''));
    errors.write(`Nothing was imported: ${counted(problems.length, 'error')}.\n`);
    return 1;
  }
  const added = await withLedger(call, (ledger) => ledger.restore(rows));
  output.write(`${counted(rows.length, 'row')} read, ${added} added\n`);
  return 0;
}

async function readText(
  { input }: LedgerCall,
  file: string,
): Promise<{ rows: readonly PermalinkRow[]; problems: readonly Problem[] }> {
  const isInput = file === '-';
  const name = isInput ? 'stdin' : file;
  const fail = failOn(file, 'read', 'Name a file that "dateline permalinks export" wrote.');
  const bytes = isInput ? await readAll(input) : await readFile(file).catch(fail);
  const log = createProblemLog(name);
  const text = decodeText(bytes, log);
  return text === null ? { rows: [], problems: log.list() } : parseLedgerText(text, name);
}

async function readAll(input: LedgerCall['input']): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}
