import { showHidden } from '../../problems/show/visible-text.ts';
import { counted } from '../report/check-report.ts';
import type { Arrival } from './verify-address.ts';

/** An address of the list and what came of it. */
export interface VerifiedAddress {
  readonly address: string;
  readonly arrival: Arrival;
  /** The article that was probably meant, where it does not arrive; else null. */
  readonly meant: string | null;
}

export interface LinksReport {
  readonly addresses: readonly VerifiedAddress[];
  /** Patterns for site.yaml by which more would arrive. */
  readonly patterns: readonly { readonly pattern: string; readonly count: number }[];
}

const REASONS: Readonly<Record<string, string>> = {
  gone: 'was an article, which is taken down (410)',
  nowhere: 'leads nowhere (404)',
  'no-number': 'names a story by a number that no alias has (200, the front page)',
  'no-list': 'no article: a list that this site does not have (404)',
  malformed: 'is no address',
};

/** Whether a reader who comes by an address finds something. */
export const arrives = ({ arrival }: VerifiedAddress): boolean => 'location' in arrival;

/** How many addresses came to each end. */
function countArrivals(addresses: readonly VerifiedAddress[]): ReadonlyMap<Arrival['kind'], number> {
  const counts = new Map<Arrival['kind'], number>();
  for (const { arrival } of addresses) counts.set(arrival.kind, (counts.get(arrival.kind) ?? 0) + 1);
  return counts;
}

/** The report for people: what does not arrive, grouped by the reason, at most `most` of each; then the counts. */
export function* formatLinksReport({ addresses, patterns }: LinksReport, most: number): Generator<string> {
  const lost = Map.groupBy(
    addresses.filter((one) => !arrives(one)),
    ({ arrival }) => arrival.kind,
  );
  for (const kind of Object.keys(REASONS)) {
    const group = lost.get(kind as Arrival['kind']) ?? [];
    if (group.length === 0) continue;
    yield `${REASONS[kind]}: ${group.length}\n`;
    for (const { address, meant } of group.slice(0, most)) {
      yield `  ${showHidden(address)}${meant === null ? '' : `  → ${meant}?`}\n`;
    }
    if (group.length > most) yield `  … and ${group.length - most} more; --all lists them\n`;
  }
  if (patterns.length > 0) {
    const list = patterns.map(({ pattern }) => pattern).join(', ');
    const count = patterns.reduce((sum, one) => sum + one.count, 0);
    yield `${counted(count, 'address').replace(/addresss$/, 'addresses')} would arrive with this line in site.yaml:\n  oldAddresses: [${list}]\n`;
  }
  const counts = countArrivals(addresses);
  const arrived = addresses.filter(arrives).length;
  const ends = (['article', 'page', 'list', 'file'] as const).flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count === 0 ? [] : [counted(count, kind)];
  });
  const what = ends.length === 0 ? '' : ` (${ends.join(', ')})`;
  yield `${arrived} of ${addresses.length} addresses arrive${what}\n`;
}

/** The same as JSON: counts by end, and each address that does not arrive. */
export function linksJson({ addresses, patterns }: LinksReport): string {
  const report = {
    addresses: addresses.length,
    arriving: addresses.filter(arrives).length,
    counts: Object.fromEntries(countArrivals(addresses)),
    patterns,
    lost: addresses
      .filter((one) => !arrives(one))
      .map(({ address, arrival, meant }) => ({ address, reason: arrival.kind, meant })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
