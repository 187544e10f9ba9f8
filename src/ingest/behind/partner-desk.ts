import type { DatabaseSync } from 'node:sqlite';
import { isDamage } from '../../catalog/store/open-catalog.ts';
import { partnerNewsPublisher } from '../../catalog/publish/publish-partner-news.ts';
import { sidebarQueries } from '../../catalog/read/sidebar-queries.ts';
import type { FetchedNews } from '../../domain/partner-news.ts';
import type { PartnerOutlet } from '../../domain/sidebar.ts';
import type { PageChange } from '../publish/publish-context.ts';
import type { SerialQueue } from '../publish/serial-queue.ts';

/** Where what the feeds of outlets brought is put into the catalog. */
export interface PartnerDesk {
  /** The outlets of partners.yaml as they were last published. */
  outlets(): readonly PartnerOutlet[];
  /**
   * Replaces what feeds brought, after the work under way. Resolves when readers have it; rejects with an
   * Error of SQLite.
   */
  publish(news: readonly FetchedNews[]): Promise<void>;
}

interface PartnerDeskDeps {
  readonly database: DatabaseSync;
  readonly queue: SerialQueue;
  readonly now: () => number;
  readonly onPublish: (publish: PageChange) => void;
  /** Told when the catalog turns out to be damaged. */
  readonly onDamage: () => void;
}

/** Opens it over the catalog's writer. */
export function partnerDesk(deps: PartnerDeskDeps): PartnerDesk {
  const { database, queue, now, onPublish, onDamage } = deps;
  const put = partnerNewsPublisher(database);
  const { partnerOutlets } = sidebarQueries(database);
  return {
    outlets: partnerOutlets,
    publish: (news) =>
      queue.run(() => {
        try {
          const { keys, version } = put(news, Math.floor(now()));
          if (keys.size > 0) onPublish({ version, keys, changes: [] });
        } catch (error) {
          if (isDamage(error)) onDamage();
          throw error;
        }
      }),
  };
}
