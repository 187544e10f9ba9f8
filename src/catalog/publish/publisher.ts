import type { DatabaseSync } from 'node:sqlite';
import { editionKey } from '../../domain/edition.ts';
import { frontIn, HOME_FRONT } from '../../domain/front.ts';
import { PARTNERS_KEY, SITE_KEY, SITEMAP_KEY, TOP_STORIES_KEY } from '../../domain/surrogate-keys.ts';
import { describeDue } from './article-change.ts';
import { articleLinks } from './article-links.ts';
import { type ArticleRow, visibleRow } from '../store/article-row.ts';
import { type ArticleStore, articleStore } from '../store/article-store.ts';
import { changedKeys } from './changed-keys.ts';
import { differingFrames, everyPage } from './every-page.ts';
import { dayChanges, raiseFor } from '../store/day-changes.ts';
import { dueArticles, eventQueries } from '../store/event-queries.ts';
import { frontTeller } from '../fronts/tell-fronts.ts';
import { createLinkChecker, type CheckFileLinks } from '../links/check-file-links.ts';
import { type KeysAround, keysAround } from './keys-around.ts';
import { unkeptNotes } from '../last-good/keep-articles.ts';
import type { PermalinkLedger } from '../permalinks/permalink.ts';
import { digestsOf } from './file-read.ts';
import { articlePublisher } from './publish-articles.ts';
import type { PublishBatch, PublishResult } from './outcome/publish-batch.ts';
import { newOutcome, type PublishOutcome } from './outcome/publish-outcome.ts';
import { markDebuts } from './outcome/mark-debuts.ts';
import { listOf, publishFronts } from './outcome/publish-fronts.ts';
import { publishMovedPaths } from './outcome/publish-moved-paths.ts';
import { publishPages } from './publish-pages.ts';
import { publishProfiles } from './publish-profiles.ts';
import { createBylineRefresher } from './refresh-bylines.ts';
import { catalogSettings, catalogVersion, editionsReader, siteReader } from '../sqlite/settings.ts';
import { relatedNotes } from '../related/related-notes.ts';
import { type SourceStore, sourceStore } from '../store/source-store.ts';
import { tallyKeeper } from '../store/tally.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import { folderLists } from '../store/write-folder-lists.ts';

/** The one writer of a catalog. Moments are milliseconds since 1970. */
export interface Publisher {
  readonly articles: ArticleStore;
  readonly sources: SourceStore;
  /** Judges the links of a text that was looked through after it was published; within the caller's transaction. */
  readonly checkLinks: CheckFileLinks;
  /**
   * Writes a batch in one transaction: readers see all of it or nothing. URLs enter the ledger before.
   * @throws Error from SQLite; nothing is changed then, but perhaps the ledger.
   */
  publish(batch: PublishBatch, now: number): PublishResult;
  /** Publishes what came true by the clock alone since `since`, another day included, or takes it back where `now` is earlier. */
  publishDue(since: number, now: number): PublishResult;
}

export interface PublisherDeps {
  readonly database: DatabaseSync;
  readonly ledger: PermalinkLedger;
  readonly isGone: (file: string) => boolean;
  /** See first-build.ts: keys, renames and the ledger are then the caller's business. */
  readonly isFirstBuild?: boolean;
}

/** The name in `lists` of the newsroom's own words. */
const LABELS = 'labels';
/** The keys of the pages that show what a list says; fronts are told by what they show. */
const LIST_KEYS: ReadonlyMap<string, string> = new Map([
  [SITE_KEY, SITE_KEY],
  // Whatever has words of the interface carries the key of the site.
  [LABELS, SITE_KEY],
]);

/** Prepares publishing to an open catalog. */
export function createPublisher(deps: PublisherDeps): Publisher {
  const { database, ledger, isGone, isFirstBuild = false } = deps;
  // A first build counts and notes when it is done.
  const tally = isFirstBuild ? null : tallyKeeper(database);
  const unkept = isFirstBuild ? null : unkeptNotes(database);
  const articles = articleStore(database, { related: relatedNotes(database), tally, unkept });
  const sources = sourceStore(database);
  const settings = catalogSettings(database);
  const lists = folderLists(database);
  const editions = editionsReader(settings);
  const onEveryPage = everyPage(database, editions);
  const fronts = frontTeller(database, siteReader(settings));
  const linking = keysAround(database);
  const around: KeysAround = (row, at, change) => {
    fronts.note(row, change === 'excerpt');
    return linking(row, at, change);
  };
  const due = dueArticles(database);
  const otherDay = dayChanges(settings);
  const { nextEvent } = eventQueries(database);
  const links = articleLinks(database, ledger);
  const textLinks = createLinkChecker({ database, ledger, isGone });
  const publisher = articlePublisher({
    database,
    stores: { articles, sources, textLinks },
    ledger,
    links,
    around,
    isGone,
    isFirstBuild,
  });

  // In a first build the articles come later.
  const refreshBylines = isFirstBuild ? null : createBylineRefresher({ database, articles, sources, around });

  const publishArticles = (
    { reads = [], gone = [] }: PublishBatch,
    now: number,
    into: PublishOutcome,
  ): void => {
    // What is read comes first, so that a file that moved is found before its old name is taken down.
    const digests = digestsOf(reads);
    for (const read of reads) {
      const step = publisher.publish(read, now, digests);
      into.problems.set(read.file, step.problems);
      into.add(step);
    }
    for (const file of gone) into.add(publisher.remove(file, now));
    // Whether there was an article of it or not.
    for (const file of gone) unkept?.(file);
  };

  const publishRest = (batch: PublishBatch, now: number, into: PublishOutcome): void => {
    const { standingPages, authors, topStories, partners, site } = batch;
    for (const source of batch.sources ?? []) sources.put(source);
    for (const file of batch.goneSources ?? []) sources.remove(file);
    if (standingPages !== undefined)
      publishPages(standingPages, { lists, ledger, textLinks, isGone, now }, into);
    if (authors !== undefined) {
      publishProfiles(authors, { lists, refreshBylines, editions, now }, into);
      // Blocks of authors stand under their names.
      fronts.choose('all');
    }
    for (const edition of topStories === undefined ? [] : lists.putTopStories(topStories)) {
      into.lists.push(listOf(TOP_STORIES_KEY, edition));
      into.keys.add(editionKey(edition, TOP_STORIES_KEY));
      fronts.choose([frontIn(edition, HOME_FRONT)]);
    }
    // Told where pages show it, which `conclude` sees.
    if (batch.mostRead !== undefined) lists.putMostRead(batch.mostRead);
    for (const edition of partners === undefined ? [] : lists.putPartners(partners)) {
      into.lists.push(listOf(PARTNERS_KEY, edition));
      into.keys.add(editionKey(edition, PARTNERS_KEY));
      // Their page is in the sitemap where there is any.
      into.keys.add(editionKey(edition, SITEMAP_KEY));
    }
    if (site !== undefined && site !== settings.get('site')) {
      settings.put('site', site);
      into.lists.push(SITE_KEY);
      fronts.choose('all');
    }
    if (batch.labels !== undefined && batch.labels !== (settings.get('labels') ?? '{}')) {
      settings.put('labels', batch.labels);
      into.lists.push(LABELS);
    }
    publishMovedPaths(batch.permalinks, textLinks, into);
    publishFronts(batch, { lists, fronts }, into);
    for (const list of into.lists) {
      const key = LIST_KEYS.get(list);
      if (key !== undefined) into.keys.add(key);
    }
  };

  /** The moment to which what readers saw until now belongs: before the first event since `since`, if there is any. */
  const momentBefore = (since: number, now: number): number => {
    if (since > now) return since;
    const event = nextEvent(since);
    return event === null || event > now ? now : event - 1;
  };

  /** Up to `since` everything that the clock brought was told. */
  const conclude = (work: (into: PublishOutcome) => void, now: number, since: number): PublishResult => {
    const into = newOutcome();
    inTransaction(database, () => {
      const until = momentBefore(since, now);
      const shown = isFirstBuild ? null : onEveryPage(until);
      if (!isFirstBuild) fronts.begin(until);
      tally?.advance(now);
      work(into);
      tally?.flush();
      if (shown === null) return;
      for (const key of differingFrames(shown, onEveryPage(now))) into.keys.add(key);
      for (const key of fronts.end(since, now)) into.keys.add(key);
      raiseFor(into.keys, settings, now);
      markDebuts(into.changes, ledger);
      ledger.append(into.links, now);
    });
    const { changes, lists: changed, problems, keys, retry } = into;
    return { changes, lists: changed, problems, keys, version: catalogVersion(settings), retry: [...retry] };
  };

  /** What came true by the clock alone: all of it is told, and that it is another day. */
  const publishTimed = (since: number, now: number, into: PublishOutcome): void => {
    for (const key of otherDay(since, now)) into.keys.add(key);
    for (const row of timed(since, now)) {
      const [before, after] = addTimedKeys(row, since, now, into);
      if (before === null && after === null) {
        // It came and went while nobody looked; who looked has its URL.
        if (since < row.publishedMs && visibleRow(row, row.publishedMs) !== null)
          into.links.push(...links.of(row));
        continue;
      }
      if (after !== null) into.links.push(...links.of(row));
      into.changes.push(describeDue(row, before, after));
    }
  };

  const timed = (since: number, now: number): ArticleRow[] =>
    due(Math.min(since, now), Math.max(since, now)).flatMap((key) => articles.ofKey(key)?.row ?? []);

  const addTimedKeys = (row: ArticleRow, since: number, now: number, into: PublishOutcome) => {
    const [before, after] = [visibleRow(row, since), visibleRow(row, now)];
    // An update that came true: the row is the same, and what it says is new.
    const shown = after === null ? before : null;
    for (const changed of changedKeys(shown, after, (at, isNew) => around(at, now, isNew)))
      into.keys.add(changed);
    return [before, after] as const;
  };

  return {
    articles,
    sources,
    checkLinks: textLinks.check,
    publish(batch, now) {
      // A story that the clock has brought or taken may be changed or gone before its moment is published.
      const clock = settings.get('clock');
      const since = isFirstBuild ? now : Math.min(Number(clock ?? now), now);
      const next = nextEvent(since);
      // Else a story that comes with this publish and expires next would seem to have gone before anybody saw it.
      const isTold =
        Number(clock ?? -1) === since && (next === null || next > now) && otherDay(since, now).length === 0;
      return conclude(
        (into) => {
          const seen = new Map<string | null, boolean>();
          for (const row of timed(since, now)) {
            seen.set(row.id, addTimedKeys(row, since, now, into)[0] !== null);
          }
          publishArticles(batch, now, into);
          into.changes.forEach((change, nth) => {
            const wasPublic = seen.get(change.id);
            if (wasPublic !== undefined) into.changes[nth] = { ...change, wasPublic };
          });
          publishRest(batch, now, into);
          if (isTold) settings.put('clock', String(now));
        },
        now,
        since,
      );
    },
    publishDue: (since, now) => conclude((into) => publishTimed(since, now, into), now, since),
  };
}
