import { partnerNewsPublisher } from '../../catalog/publish/publish-partner-news.ts';
import { sidebarQueries } from '../../catalog/read/sidebar-queries.ts';
import { catalogSettings, editionsReader } from '../../catalog/sqlite/settings.ts';
import type { FetchedNews } from '../../domain/partner-news.ts';
import type { PartnerOutlet } from '../../domain/sidebar.ts';
import type { Writer } from '../publish/writer.ts';

/** Where what the feeds of outlets brought is put into the catalog. */
export interface PartnerNewsWriter {
  /** The outlets of all editions as they were last published. */
  outlets(): readonly PartnerOutlet[];
  /**
   * Replaces what feeds brought, after the work under way. Resolves when readers have it; rejects with an
   * Error of SQLite.
   */
  publish(news: readonly FetchedNews[]): Promise<void>;
}

/** Opens it over the catalog's writer. */
export function partnerNewsWriter(writer: Writer): PartnerNewsWriter {
  const put = partnerNewsPublisher(writer.database);
  const sidebarIn = sidebarQueries(writer.database);
  const editions = editionsReader(catalogSettings(writer.database));
  return {
    outlets: () => editions().flatMap((edition) => sidebarIn(edition).partnerOutlets()),
    async publish(news) {
      try {
        await writer.inTurn(() => writer.published({ ...put(news, Math.floor(writer.now())), changes: [] }));
      } catch (error) {
        writer.met(error);
        throw error;
      }
    },
  };
}
