import type { DatabaseSync } from 'node:sqlite';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
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
import { judgeLinks, LINK_CODES } from './link-problems.ts';

/** Judges the links of a file, and notes what they wait for. `now` is milliseconds since 1970. */
export type JudgeFileLinks = (file: string, links: readonly PlacedLink[], now: number) => readonly Problem[];

export interface JudgeDeps {
  readonly database: DatabaseSync;
  readonly ledger: Pick<PermalinkReader, 'ownerOf' | 'ownerOfFile'>;
  readonly isGone: (file: string) => boolean;
}

/** Judges links, and knows what they wait for; the caller has a transaction open. */
export interface LinkJudge extends Pick<AwaitedLinks, 'waitingFor'> {
  readonly judge: JudgeFileLinks;
  /** Of a file that is gone, nothing waits. */
  readonly forget: (file: string) => void;
}

/** Prepares it. */
export function createLinkJudge({ database, ledger, isGone }: JudgeDeps): LinkJudge {
  const awaited = awaitedLinks(database);
  const links = linkQueries(database, ledger.ownerOfFile);
  const { resolve } = articleQueries(database, {
    // Only where an address leads is asked.
    renderBody: () => ({ bodyHtml: '', wordCount: 0 }),
    ownerOf: ledger.ownerOf,
    links,
  });
  const lists = listAddressQueries(database);
  const { resolveNear } = nearQueries(database, { ...lists, ownerOf: ledger.ownerOf });
  const site = siteReader(catalogSettings(database));
  const address = addressQueries(database, { site, resolve, lists, resolveNear, isGone });
  return {
    waitingFor: awaited.waitingFor,
    forget: (file) => awaited.put(file, []),
    judge(file, found, now) {
      const judged = found.length === 0 ? NOTHING : judgeLinks({ address, ...links }, file, found, now);
      // Pages and authors are read again, all of them, whenever one of them changes.
      if (file.startsWith(ARTICLES)) awaited.put(file, judged.awaited);
      return judged.problems;
    },
  };
}

const ARTICLES = 'articles/';
const NOTHING = { problems: [], awaited: [] };

/** Links of a file that were not judged when it was published. */
export interface UnjudgedLinks {
  readonly file: string;
  readonly links: readonly PlacedLink[];
}

/**
 * Judges the links of a whole folder, once all of it is in, and notes what is wrong with those of each file. Addresses
 * of articles, as most are, are looked up in memory.
 */
export function verifyLinks(deps: JudgeDeps, unjudged: readonly UnjudgedLinks[], now: number): void {
  if (unjudged.length === 0) return;
  const { database } = deps;
  const { judge } = createLinkJudge(deps);
  const sources = sourceStore(database);
  const paths = new Set(
    database
      .prepare('SELECT path FROM article')
      .all()
      .map(({ path }) => String(path)),
  );
  for (const { file, links } of unjudged) {
    const doubtful = links.filter(({ to }) => !paths.has(to));
    const problems = doubtful.length === 0 ? [] : judge(file, doubtful, now);
    const source = problems.length === 0 ? null : sources.get(file);
    if (source === null) continue;
    const others = source.problems.filter(({ code }) => !LINK_CODES.has(code));
    sources.put({ ...source, problems: sortProblems([...others, ...problems]) });
  }
}
