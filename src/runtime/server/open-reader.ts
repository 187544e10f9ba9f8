import { openPermalinkReader, permalinksFile } from '../../catalog/permalinks/ledger.ts';
import type { CatalogReader } from '../../catalog/read/catalog.ts';
import { isDamage } from '../../catalog/sqlite/sqlite-code.ts';
import { openCatalogReader } from '../../catalog/store/open-catalog.ts';
import { findCatalog } from '../../ingest/data-dir/catalog-files.ts';
import { createSiteReader } from './site-reader.ts';

export interface OpenReaderOptions {
  /** What rendered bodies may take in memory, in bytes; none by default. */
  readonly bodyBytes?: number;
  /** Told when the catalog turns out to be damaged; the call of `read` throws. */
  readonly damaged?: () => void;
}

/** Opens the catalog and the permalink ledger of a data folder for reading. Close it. */
export function openReader(
  dataDir: string,
  { bodyBytes = 0, damaged }: OpenReaderOptions = {},
): CatalogReader {
  using opened = new DisposableStack();
  const database = opened.use(openCatalogReader(findCatalog(dataDir)));
  const permalinks = opened.adopt(openPermalinkReader(permalinksFile(dataDir)), (one) => one.close());
  const reader = createSiteReader(database, permalinks, bodyBytes);
  opened.move();
  return {
    read(work) {
      try {
        return reader.read(work);
      } catch (error) {
        if (isDamage(error)) damaged?.();
        throw error;
      }
    },
    close() {
      reader.close();
      permalinks.close();
    },
  };
}
