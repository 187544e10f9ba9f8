import { latestBy } from './latest-by.ts';
import type { PermalinkLedger, PermalinkRow } from './permalink.ts';

export interface MissingRows {
  /** URLs that the other ledger does not know, or leads to another article; sorted. */
  readonly paths: readonly string[];
  /** What the other has to be told for them, by time: equal rows are in the same order wherever they are worked out. */
  readonly rows: readonly PermalinkRow[];
}

/**
 * Compares what the rows of a ledger, in the order in which they were written, say of each path with what another ledger says.
 * When it was said is no difference, nor is the name of an article that both know by its file. Of a path that differs all rows
 * are told, and where each of its owners was last that the other does not know there, as it may have another name for it.
 * @throws PermalinkError
 */
export function missingRows(own: Iterable<PermalinkRow>, other: PermalinkLedger): MissingRows {
  const all = [...own];
  const byPath = Map.groupBy(all, (row) => row.path);
  const byOwner = latestBy(all, (row) => row.owner);
  const byFile = latestBy(all, (row) => row.file);
  const isAlike = ({ path, owner }: PermalinkRow): boolean => {
    const there = other.latestOfPath(path)?.owner ?? null;
    if (there === null || there === owner) return there === owner;
    const home = byOwner.get(owner)?.file ?? '';
    const isHere = byFile.get(home)?.owner === owner;
    return (
      other.latestOfOwner(there)?.file === home && (other.latestOfFile(home)?.owner === there) === isHere
    );
  };
  const paths = [...latestBy(all, (row) => row.path).values()]
    .filter((row) => !isAlike(row))
    .map((row) => row.path)
    .sort();

  const told = new Set<string>(paths);
  for (const path of told) {
    for (const { owner } of byPath.get(path) ?? []) {
      const home = byOwner.get(owner);
      if (home !== undefined && other.latestOfOwner(owner)?.file !== home.file) told.add(home.path);
    }
  }
  return { paths, rows: [...told].flatMap((path) => byPath.get(path) ?? []).sort(byTime) };
}

const textOf = ({ path, owner, file }: PermalinkRow): string => `${path}\t${owner}\t${file}`;

function byTime(a: PermalinkRow, b: PermalinkRow): number {
  if (a.atMs !== b.atMs) return a.atMs - b.atMs;
  return textOf(a) < textOf(b) ? -1 : 1;
}
