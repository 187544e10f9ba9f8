import type { PermalinkRow } from './permalink.ts';

/** Of the rows with the same key, the one that holds. */
export function latestBy(
  rows: readonly PermalinkRow[],
  key: (row: PermalinkRow) => string,
): Map<string, PermalinkRow> {
  const latest = new Map<string, PermalinkRow>();
  for (const row of rows) {
    const before = latest.get(key(row));
    if (before === undefined || before.atMs <= row.atMs) latest.set(key(row), row);
  }
  return latest;
}
