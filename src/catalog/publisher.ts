import type { DatabaseSync } from 'node:sqlite';
import type { StandingPage } from '../domain/article.ts';
import type { PartnerOutlet, TopStoryPin } from '../domain/sidebar.ts';
import {
  PARTNERS_KEY,
  pageOwner,
  SITE_KEY,
  standingPageKey,
  TOP_STORIES_KEY,
} from '../domain/surrogate-keys.ts';
import type { Problem } from '../problems/problem.ts';
import { archiveQueries } from './archive-queries.ts';
import { type ArticleChange, pageChanges } from './article-change.ts';
import { articleLinks } from './article-links.ts';
import { type ArticleRow, toArticleRow, visibleRow } from './article-row.ts';
import { type ArticleStore, articleStore } from './article-store.ts';
import { changedKeys } from './changed-keys.ts';
import { dueArticles } from './event-queries.ts';
import type { FileRead } from './file-read.ts';
import { neighbourIds } from './neighbour-ids.ts';
import type { Permalink, PermalinkLedger } from './permalinks/ledger.ts';
import { articlePublisher } from './publish-articles.ts';
import { catalogSettings } from './settings.ts';
import { type SourceState, type SourceStore, sourceStore } from './source-store.ts';
import { inTransaction } from './transaction.ts';
import { folderLists, isSamePage } from './write-folder-lists.ts';

/** Files that changed together. What is absent did not change. */
export interface PublishBatch {
  readonly reads?: readonly FileRead[];
  /** Article files that are no longer there. */
  readonly gone?: readonly string[];
  readonly standingPages?: readonly StandingPage[];
  readonly topStories?: readonly TopStoryPin[];
  readonly partners?: readonly PartnerOutlet[];
  /** A Site as JSON. */
  readonly site?: string;
  /** How files were found that are no articles. */
  readonly sources?: readonly SourceState[];
  /** Files, no articles, that are no longer there. */
  readonly goneSources?: readonly string[];
}

export interface PublishResult {
  /** Articles and standing pages that differ now. */
  readonly changes: readonly ArticleChange[];
  /** Which of `top-stories`, `partners` and `site` differ now. */
  readonly lists: readonly string[];
  /** Problems of the articles' files that were read, by file; files without are in it as well. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** Surrogate keys of all pages that differ now. */
  readonly keys: ReadonlySet<string>;
  /** Refused files that may now have what they asked for: read them again. */
  readonly retry: readonly string[];
}

/** The one writer of a catalog. Moments are milliseconds since 1970. */
export interface Publisher {
  readonly articles: ArticleStore;
  readonly sources: SourceStore;
  /**
   * Writes a batch in one transaction: readers see all of it or nothing. URLs enter the ledger before.
   * @throws Error from SQLite; nothing is changed then, but perhaps the ledger.
   */
  publish(batch: PublishBatch, now: number): PublishResult;
  /** Publishes what came true by the clock alone since `since`, such as the end of an embargo. */
  publishDue(since: number, now: number): PublishResult;
}

export interface PublisherDeps {
  readonly database: DatabaseSync;
  readonly ledger: PermalinkLedger;
  readonly isGone: (file: string) => boolean;
  /** See first-build.ts: keys, renames and the ledger are then the caller's business. */
  readonly isFirstBuild?: boolean;
}

/** Prepares publishing to an open catalog. */
export function createPublisher(deps: PublisherDeps): Publisher {
  const { database, ledger, isGone, isFirstBuild = false } = deps;
  const articles = articleStore(database, (record) => toArticleRow(JSON.parse(record)));
  const sources = sourceStore(database);
  const settings = catalogSettings(database);
  const lists = folderLists(database);
  const { newestDay } = archiveQueries(database);
  const neighboursOf = neighbourIds(database);
  const due = dueArticles(database);
  const links = articleLinks(database, ledger);
  const publisher = articlePublisher({
    database,
    articles,
    sources,
    ledger,
    links,
    neighboursOf,
    isGone,
    isFirstBuild,
  });

  const publishArticles = ({ reads = [], gone = [] }: PublishBatch, now: number, into: Outcome): void => {
    // What is read comes first, so that a file that moved is found before its old name is taken down.
    const digests = new Map(reads.map(({ file, digest }) => [file, digest]));
    for (const read of reads) {
      const step = publisher.publish(read, now, digests);
      into.problems.set(read.file, step.problems);
      into.add(step);
    }
    for (const file of gone) into.add(publisher.remove(file, now));
  };

  const publishPages = (pages: readonly StandingPage[], now: number, into: Outcome): void => {
    const { keys, links } = into;
    const before = lists.standingPages();
    if (!lists.putStandingPages(pages)) return;
    keys.add(SITE_KEY);
    into.changes.push(...pageChanges(before, pages));
    for (const { path } of [...before, ...pages]) keys.add(standingPageKey(path));
    for (const page of pages) {
      if (!page.isDraft) links.push({ path: page.path, owner: pageOwner(page.file), file: page.file });
      const moved = before.find((old) => isGone(old.file) && isSamePage(old, page));
      if (moved === undefined || before.some(({ file }) => file === page.file)) continue;
      ledger.transfer(pageOwner(moved.file), { owner: pageOwner(page.file), file: page.file }, now);
    }
  };

  const publishRest = (batch: PublishBatch, now: number, into: Outcome): void => {
    const { standingPages, topStories, partners, site } = batch;
    for (const source of batch.sources ?? []) sources.put(source);
    for (const file of batch.goneSources ?? []) sources.remove(file);
    if (standingPages !== undefined) publishPages(standingPages, now, into);
    if (topStories !== undefined && lists.putTopStories(topStories)) into.lists.push(TOP_STORIES_KEY);
    if (partners !== undefined && lists.putPartners(partners)) into.lists.push(PARTNERS_KEY);
    if (site !== undefined && site !== settings.get('site')) {
      settings.put('site', site);
      into.lists.push(SITE_KEY);
    }
    for (const key of into.lists) into.keys.add(key);
  };

  /** `before` is the moment to which what readers saw until now belongs. */
  const conclude = (work: (into: Outcome) => void, now: number, before = now): PublishResult => {
    const into = newOutcome();
    inTransaction(database, () => {
      const day = isFirstBuild ? null : newestDay(before);
      work(into);
      if (isFirstBuild) return;
      // The edition's date stands on every page.
      if (newestDay(now) !== day) into.keys.add(SITE_KEY);
      if (into.keys.size > 0) settings.put('published', String(now));
      ledger.append(into.links, now);
    });
    const { changes, lists: changed, problems, keys, retry } = into;
    return { changes, lists: changed, problems, keys, retry: [...retry] };
  };

  return {
    articles,
    sources,
    publish: (batch, now) =>
      conclude((into) => {
        publishArticles(batch, now, into);
        publishRest(batch, now, into);
      }, now),
    publishDue: (since, now) =>
      conclude(
        (into) => {
          for (const key of due(since, now)) {
            const row = articles.ofKey(key)?.row;
            if (row === undefined) continue;
            const [before, after] = [visibleRow(row, since), visibleRow(row, now)];
            // An update that came true: the row is the same, and what it says is new.
            const shown = after === null ? before : null;
            for (const changed of changedKeys(shown, after, (at) => neighboursOf(at, now))) {
              into.keys.add(changed);
            }
            if (after !== null) into.links.push(...links.of(row));
            into.changes.push(describeDue(row, before, after));
          }
        },
        now,
        since,
      ),
  };
}

interface Outcome {
  readonly changes: ArticleChange[];
  readonly lists: string[];
  readonly problems: Map<string, readonly Problem[]>;
  readonly keys: Set<string>;
  readonly links: Permalink[];
  readonly retry: Set<string>;
  add(step: ReturnType<ReturnType<typeof articlePublisher>['publish']>): void;
}

function newOutcome(): Outcome {
  const outcome: Omit<Outcome, 'add'> = {
    changes: [],
    lists: [],
    problems: new Map(),
    keys: new Set(),
    links: [],
    retry: new Set(),
  };
  return {
    ...outcome,
    add({ change, keys, links, retry }) {
      if (change !== null) outcome.changes.push(change);
      for (const key of keys) outcome.keys.add(key);
      outcome.links.push(...links);
      for (const file of retry) outcome.retry.add(file);
    },
  };
}

function describeDue(
  { file, path }: ArticleRow,
  before: ArticleRow | null,
  after: ArticleRow | null,
): ArticleChange {
  const change = after === null ? 'removed' : before === null ? 'added' : 'changed';
  const fields = change === 'changed' ? ['updated'] : [change === 'added' ? 'date' : 'expires'];
  return { file, path, change, fields, from: null, isPublic: true };
}
