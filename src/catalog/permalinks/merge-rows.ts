import { latestBy } from './latest-by.ts';
import type { Permalink, PermalinkLedger, PermalinkRow } from './permalink.ts';

/** A path that two machines gave to two articles, neither knowing of the other. */
export interface PathConflict {
  readonly path: string;
  /** Whose it is: of the two, who had it first. */
  readonly kept: Permalink;
  readonly other: Permalink;
  /** Whether the rows that came have it, and the ledger had it otherwise until now. */
  readonly isNew: boolean;
}

export interface MergedRows {
  /** How many rows the ledger got. */
  readonly added: number;
  /** Paths that are another's since, or somebody's for the first time. */
  readonly changed: readonly Permalink[];
  readonly conflicts: readonly PathConflict[];
}

/**
 * Adds rows that another machine wrote, whatever their order. What a path went through is told by both together; where
 * they disagree whose it is, and neither says how it came from the one to the other, the earlier first publication has it.
 * So all machines that have the same rows say the same. A second call with the same rows adds nothing.
 * @throws PermalinkError; rows before it may be added then.
 */
export function mergeRows(ledger: PermalinkLedger, rows: readonly PermalinkRow[], nowMs: number): MergedRows {
  const taken: PermalinkRow[] = [];
  const asserted: Permalink[] = [];
  const conflicts: PathConflict[] = [];
  const changed: Permalink[] = [];
  const known = knownOwners(ledger, rows);
  const named = rows.map((row) => ({ ...row, owner: known.get(row.owner) ?? row.owner }));
  for (const [path, given] of Map.groupBy(named, (row) => row.path)) {
    const ofPath = given.toSorted((a, b) => a.atMs - b.atMs);
    const last = ofPath.at(-1);
    if (last === undefined) continue;
    const held = ledger.latestOfPath(path);
    if (held === null || held.owner === last.owner || ledger.firstTime(path, last.owner) !== null) {
      taken.push(...ofPath);
      if (held === null) changed.push(last);
      continue;
    }
    const isSuccession = ofPath.some(({ owner }) => owner === held.owner);
    const firstHeld = ledger.firstTime(path, held.owner) ?? Number.POSITIVE_INFINITY;
    const firstGiven = ofPath.find(({ owner }) => owner === last.owner)?.atMs ?? last.atMs;
    const isTheirs = isSuccession || isEarlier([firstGiven, last.owner], [firstHeld, held.owner]);
    if (isTheirs) {
      taken.push(...ofPath);
      asserted.push(last);
      changed.push(last);
    }
    if (isSuccession || isSameArticle(ledger, held, last)) continue;
    const [kept, other] = isTheirs ? [last, held] : [held, last];
    conflicts.push({ path, kept, other, isNew: isTheirs });
  }
  const restored = ledger.restore(taken.sort((a, b) => a.atMs - b.atMs));
  const said = ledger.append(
    asserted.map(({ path, owner, file }) => ({ path, owner, file })),
    nowMs,
  );
  return { added: restored + said, changed, conflicts };
}

/**
 * By what other names a ledger knows the owners of rows: an article without an `id` may be called otherwise by each
 * machine, and is known again by the file in which it was last.
 */
function knownOwners(ledger: PermalinkLedger, rows: readonly PermalinkRow[]): ReadonlyMap<string, string> {
  const homes = latestBy(rows, (row) => row.owner);
  const known = new Map<string, string>();
  for (const [owner, { file }] of homes) {
    const own = ledger.latestOfOwner(owner) === null ? ledger.latestOfFile(file) : null;
    // Both say the same of a page, which is its file.
    if (own !== null && !homes.has(own.owner)) known.set(owner, own.owner);
  }
  return known;
}

/** Two that are of one moment are told apart by their names, so that every machine does it alike. */
function isEarlier([ms, owner]: [number, string], [otherMs, other]: [number, string]): boolean {
  return ms === otherMs ? owner < other : ms < otherMs;
}

/** Whether two owners are one article that two machines called otherwise. */
const isSameArticle = (ledger: PermalinkLedger, one: Permalink, other: Permalink): boolean =>
  one.file === other.file || ledger.latestOfOwner(one.owner)?.file === other.file;
