import type { DatabaseSync } from 'node:sqlite';
import { type FetchedNews, listedNews, type OutletNews, sidebarNews } from '../../domain/partner-news.ts';
import { editionKey } from '../../domain/edition.ts';
import { PARTNERS_KEY, PARTNERS_PAGE_KEY } from '../../domain/surrogate-keys.ts';
import { catalogSettings, catalogVersion, editionsReader, raiseVersion } from '../sqlite/settings.ts';
import { sidebarQueries } from '../read/sidebar-queries.ts';
import { inTransaction } from '../sqlite/transaction.ts';

/** What a publish of partner news changed. */
export interface PartnerNewsResult {
  /** Surrogate keys of the pages that differ; none where no page does. */
  readonly keys: ReadonlySet<string>;
  readonly version: number;
}

/**
 * Prepares replacing what the feeds of outlets brought, in one transaction. The version rises only where
 * pages differ. Throws an Error from SQLite, when nothing is changed.
 */
export function partnerNewsPublisher(
  database: DatabaseSync,
): (news: readonly FetchedNews[], now: number) => PartnerNewsResult {
  const settings = catalogSettings(database);
  const sidebarIn = sidebarQueries(database);
  const editions = editionsReader(settings);
  const partnerNews = () =>
    editions().map((edition) => ({ edition, news: sidebarIn(edition).partnerNews() }));
  const clear = database.prepare('DELETE FROM partner_news');
  const insert = database.prepare('INSERT INTO partner_news (feed, record) VALUES (?, ?)');
  return (news, now) =>
    inTransaction(database, () => {
      const before = partnerNews();
      clear.run();
      for (const one of news) insert.run(one.feed, JSON.stringify(one));
      const keys = new Set(
        partnerNews().flatMap(({ edition, news: after }) =>
          keysOf(before.find((one) => one.edition === edition)?.news ?? [], after).map((key) =>
            editionKey(edition, key),
          ),
        ),
      );
      if (keys.size > 0) raiseVersion(settings, now);
      return { keys, version: catalogVersion(settings) };
    });
}

function keysOf(before: readonly OutletNews[], after: readonly OutletNews[]): string[] {
  const differs = (show: (news: OutletNews) => unknown): boolean => {
    const [old, renewed] = [before, after].map((all) =>
      JSON.stringify(all.map((news) => [show(news), news.asOfMs])),
    );
    return old !== renewed;
  };
  return [
    ...(differs(sidebarNews) ? [PARTNERS_KEY] : []),
    ...(differs(listedNews) ? [PARTNERS_PAGE_KEY] : []),
  ];
}
