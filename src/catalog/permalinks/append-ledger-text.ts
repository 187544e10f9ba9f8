import { formatLedgerText, parseLedgerText } from './ledger-text.ts';
import type { PermalinkRow } from './permalink.ts';

/**
 * Adds the rows to a ledger’s text that it lacks, below what is there, of which each byte stays. Null where it has all of them.
 * @throws LedgerTextError where what is there is not such a text, so that nobody would read the rows.
 */
export function appendLedgerText(
  bytes: Uint8Array | null,
  rows: readonly PermalinkRow[],
  name: string,
): Uint8Array | null {
  const before = bytes ?? new Uint8Array();
  const text = new TextDecoder().decode(before);
  const isBegun = text.trim() !== '';
  const { rows: known, problems } = isBegun ? parseLedgerText(text, name) : { rows: [], problems: [] };
  const broken = problems.find(({ code }) => code === 'permalinks-header' || code === 'permalinks-version');
  if (broken !== undefined)
    throw new LedgerTextError(`${name}: ${broken.message} ${broken.hint ?? ''}`.trim());
  const [header = '', ...all] = formatLedgerText(rows);
  const [, ...has] = formatLedgerText(known);
  const lines = new Set(all).difference(new Set(has));
  if (lines.size === 0) return null;
  const lineEnd = before.length === 0 || before.at(-1) === NEWLINE ? '' : '\n';
  return Buffer.concat([before, Buffer.from([lineEnd, isBegun ? '' : header, ...lines].join(''))]);
}

const NEWLINE = 0x0a;

/** Rows cannot be added to a text; the message says why, and the cure. */
export class LedgerTextError extends Error {
  override readonly name = 'LedgerTextError';
  readonly code = 'permalinks-text';
}
