import type { DatabaseSync } from 'node:sqlite';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import { OWN_EDITION } from '../../domain/edition.ts';
import type { Problem } from '../../problems/problem.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import type { PermalinkReader } from '../permalinks/permalink.ts';
import { addressQueries } from '../read/address-queries.ts';
import { articleQueries } from '../read/article-queries.ts';
import { linkQueries } from '../read/link-queries.ts';
import { listAddressQueries } from '../read/list-addresses.ts';
import { nearQueries } from '../read/near-queries.ts';
import { catalogSettings, siteReader } from '../sqlite/settings.ts';
import { sourceStore } from '../store/source-store.ts';
import { type AwaitedLinks, awaitedLinks } from './awaited-links.ts';
import { checkLinks, LINK_CODES } from './link-problems.ts';

/** Checks the links of a file, and notes what they wait for. `now` is milliseconds since 1970. */
export type CheckFileLinks = (file: string, links: readonly PlacedLink[], now: number) => readonly Problem[];

export interface LinkCheckDeps {
  readonly database: DatabaseSync;
  readonly ledger: Pick<PermalinkReader, 'ownerOf' | 'ownerOfFile'>;
  readonly isGone: (file: string) => boolean;
}

/** Checks links, and knows what they wait for; the caller has a transaction open. */
export interface LinkChecker extends Pick<AwaitedLinks, 'waitingFor'> {
  readonly check: CheckFileLinks;
  /** Of a file that is gone, nothing waits. */
  readonly forget: (file: string) => void;
}

/** Prepares it. */
export function createLinkChecker({ database, ledger, isGone }: LinkCheckDeps): LinkChecker {
  const awaited = awaitedLinks(database);
  const links = linkQueries(database, ledger.ownerOfFile);
  const { resolve } = articleQueries(database, {
    // Only where an address leads is asked.
    renderBody: () => ({ bodyHtml: '', wordCount: 0 }),
    ownerOf: ledger.ownerOf,
    links,
  })(OWN_EDITION);
  const lists = listAddressQueries(database);
  const { resolveNear } = nearQueries(database, { ...lists, ownerOf: ledger.ownerOf });
  const site = siteReader(catalogSettings(database));
  const address = addressQueries(database, { site, resolve, lists, resolveNear, isGone });
  return {
    waitingFor: awaited.waitingFor,
    forget: (file) => awaited.put(file, []),
    check(file, found, now) {
      const checked = found.length === 0 ? NOTHING : checkLinks({ address, ...links }, file, found, now);
      // Pages and authors are read again, all of them, whenever one of them changes.
      if (file.startsWith(ARTICLES)) awaited.put(file, checked.awaited);
      return checked.problems;
    },
  };
}

const ARTICLES = 'articles/';
const NOTHING = { problems: [], awaited: [] };

/** Links of a file that were not checked when it was published. */
export interface UncheckedLinks {
  readonly file: string;
  readonly links: readonly PlacedLink[];
}

/**
 * Checks the links of a whole folder, once all of it is in, and notes what is wrong with those of each file. Addresses
 * of articles, as most are, are looked up in memory.
 */
export function verifyLinks(deps: LinkCheckDeps, unchecked: readonly UncheckedLinks[], now: number): void {
  if (unchecked.length === 0) return;
  const { database } = deps;
  const { check } = createLinkChecker(deps);
  const sources = sourceStore(database);
  const paths = new Set(
    database
      .prepare('SELECT path FROM article')
      .all()
      .map(({ path }) => String(path)),
  );
  for (const { file, links } of unchecked) {
    const doubtful = links.filter(({ to }) => !paths.has(to));
    const problems = doubtful.length === 0 ? [] : check(file, doubtful, now);
    const source = problems.length === 0 ? null : sources.get(file);
    if (source === null) continue;
    const others = source.problems.filter(({ code }) => !LINK_CODES.has(code));
    sources.put({ ...source, problems: sortProblems([...others, ...problems]) });
  }
}
