import type { DatabaseSync } from 'node:sqlite';
import type { Site } from '../../config/site.ts';
import { OWN_EDITION } from '../../domain/edition.ts';
import type { Labels } from '../../domain/labels.ts';
import { type ArchiveQueries, archiveQueries } from './archive-queries.ts';
import { type ArticleQueries, type ArticleQueryDeps, articleQueries } from './article-queries.ts';
import { type AuthorQueries, authorQueries } from './author-queries.ts';
import { type EmbedQueries, embedQueries } from './embed-queries.ts';
import { type EventQueries, eventQueries } from '../store/event-queries.ts';
import { type FrontQueries, frontQueries } from '../fronts/front-queries.ts';
import { type FeedQueries, feedQueries, type ReadPlainMarkdown } from './feed-queries.ts';
import { formerSlugs } from './former-slugs.ts';
import { answerKeeper } from './kept-answers.ts';
import { type LinkQueries, linkQueries, type OwnerOfFile } from './link-queries.ts';
import { type ListAddressQueries, listAddressQueries } from './list-addresses.ts';
import { type ListQueries, listQueries } from './list-queries.ts';
import { type PictureQueries, pictureQueries } from '../store/picture-queries.ts';
import { type NearQueries, nearQueries } from './near-queries.ts';
import { type NewsroomLists, newsroomLists } from '../store/newsroom-lists.ts';
import { type NewsroomQueries, newsroomQueries } from '../store/newsroom-queries.ts';
import { type RelatedQueries, relatedQueries } from './related-queries.ts';
import { type SeriesQueries, seriesQueries } from './series-queries.ts';
import { catalogSettings, catalogVersion, labelsReader, requiredSiteReader } from '../sqlite/settings.ts';
import { type SidebarQueries, sidebarQueries } from './sidebar-queries.ts';
import { type SitemapQueries, sitemapQueries } from './sitemap-queries.ts';
import type { NamedKind } from '../store/tally-entries.ts';
import { type TranslationQueries, translationQueries } from './translation-queries.ts';
import { type TallyQueries, tallyQueries } from './tally-queries.ts';

/** Everything pages and feeds of an edition may ask; no query hands out more than its slice. */
export interface Catalog
  extends ArticleQueries,
    ListQueries,
    ArchiveQueries,
    SidebarQueries,
    EventQueries,
    FeedQueries,
    SitemapQueries,
    SeriesQueries,
    AuthorQueries,
    NearQueries,
    ListAddressQueries,
    TallyQueries,
    PictureQueries,
    EmbedQueries,
    RelatedQueries,
    LinkQueries,
    FrontQueries,
    NewsroomQueries,
    NewsroomLists,
    TranslationQueries {
  /** The same of another edition: one object each. */
  of(edition: string): Catalog;
  /** The newsroom's own facts, as the last good site.yaml states them. @throws Error in an empty catalog. */
  site(): Site;
  /** The newsroom's own words for the interface, one object until they change. */
  labels(): Labels;
  /** The slug today of a name whose slug was another by an earlier rule; null for none. Milliseconds since 1970. */
  presentSlug(kind: NamedKind, former: string, now: number): string | null;
  /** When anything was last published, in milliseconds since 1970; 0 for never. */
  publishedAt(): number;
  /** Raised by one with each publish that changes pages. */
  version(): number;
}

export interface CatalogReaderDeps extends Omit<ArticleQueryDeps, 'links'> {
  readonly ownerOfFile: OwnerOfFile;
  readonly plainMarkdown: ReadPlainMarkdown;
}

/** A catalog that readers use. */
export interface CatalogReader {
  /**
   * Runs synchronous work on one state of the catalog, that of the site's own edition: what is published meanwhile does not show in it. Within
   * a transaction of the connection's owner it is that one's state, with what it wrote.
   */
  read<Result>(work: (catalog: Catalog) => Result): Result;
  close(): void;
}

/** Prepares every query once over an open catalog; calls of `read` may nest. */
export function createCatalogReader(database: DatabaseSync, deps: CatalogReaderDeps): CatalogReader {
  const settings = catalogSettings(database);
  const labels = labelsReader(settings);
  const site = requiredSiteReader(settings);
  const version = () => catalogVersion(settings);
  const events = eventQueries(database);
  const links = linkQueries(database, deps.ownerOfFile);
  const lists = listAddressQueries(database);
  const authors = authorQueries(database, links);
  const keep = answerKeeper({ version, nextEvent: events.nextEvent });
  const profiledAuthors = keep.perVersion(authors.profiledAuthors);
  const ofAll = {
    ...events,
    ...links,
    ...lists,
    ...nearQueries(database, { ...lists, ownerOf: deps.ownerOf }),
    ...authors,
    ...pictureQueries(database),
    ...embedQueries(database),
    ...relatedQueries(database),
    ...newsroomQueries(database),
    ...newsroomLists(database),
    ...translationQueries(database, site),
    profiledAuthors,
    site,
    labels,
    publishedAt: () => Number(settings.get('published') ?? 0),
    version,
  };
  const articlesIn = articleQueries(database, { ...deps, links });
  const listsIn = listQueries(database);
  const archivesIn = archiveQueries(database);
  const sidebarIn = sidebarQueries(database);
  const tallyIn = tallyQueries(database);
  const frontsIn = frontQueries(database, site);
  const feedsIn = feedQueries(database, { ...deps, links });
  const sitemapsIn = sitemapQueries(database);
  const seriesIn = seriesQueries(database);

  const catalogIn = (edition: string): Catalog => {
    const articles = articlesIn(edition);
    const archives = archivesIn(edition);
    const sidebar = sidebarIn(edition);
    const tally = tallyIn(edition);
    const fronts = frontsIn(edition);
    const sitemaps = sitemapsIn(edition);
    // Long where topics are many, and asked for by every page of their index.
    const labelCounts = {
      topic: keep.perMoment((now) => tally.labelCounts('topic', now)),
      author: keep.perMoment((now) => tally.labelCounts('author', now)),
      series: keep.perMoment((now) => tally.labelCounts('series', now)),
    };
    const formerNames = {
      topic: keep.perMoment((now) => formerSlugs(labelCounts.topic(now))),
      author: keep.perMoment((now) => formerSlugs([...profiledAuthors(), ...labelCounts.author(now)])),
      series: keep.perMoment((now) => formerSlugs(labelCounts.series(now))),
    };
    return {
      ...ofAll,
      ...articles,
      ...listsIn(edition),
      ...archives,
      ...feedsIn(edition),
      ...sitemaps,
      ...seriesIn(edition),
      labelTotal: keep.perMoment(sitemaps.labelTotal),
      ...tally,
      labelCounts: (kind, now) => labelCounts[kind](now),
      hasSeries: keep.perVersion(tally.hasSeries),
      // What every page shows.
      newestDay: keep.perMoment(archives.newestDay),
      topStories: keep.perMoment(sidebar.topStories),
      partnerOutlets: keep.perVersion(sidebar.partnerOutlets),
      partnerNews: keep.perVersion(sidebar.partnerNews),
      standingPages: keep.perVersion(articles.standingPages),
      presentSlug: (kind, former, now) => formerNames[kind](now).get(former) ?? null,
      ...fronts,
      banner: keep.perMoment(fronts.banner),
      of: catalogOf,
    };
  };
  const known = new Map<string, Catalog>();
  const catalogOf = (edition: string): Catalog => {
    const found = known.get(edition) ?? catalogIn(edition);
    known.set(edition, found);
    return found;
  };
  const catalog = catalogOf(OWN_EDITION);
  const begin = database.prepare('BEGIN');
  const commit = database.prepare('COMMIT');
  let depth = 0;
  return {
    read(work) {
      if (depth === 0 && database.isTransaction) return work(catalog);
      if (depth === 0) begin.run();
      depth += 1;
      try {
        return work(catalog);
      } finally {
        depth -= 1;
        if (depth === 0) commit.run();
      }
    },
    close: () => database.close(),
  };
}
