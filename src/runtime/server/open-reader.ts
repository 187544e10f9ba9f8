import { createBodyCache } from '../../cache/body-cache.ts';
import { type CatalogReader, createCatalogReader } from '../../catalog/read/catalog.ts';
import { openCatalogReader } from '../../catalog/store/open-catalog.ts';
import { openPermalinkReader, permalinksFile } from '../../catalog/permalinks/ledger.ts';
import { bodyRenderer } from '../../catalog/read/render-stored-body.ts';
import { renderArticleBody } from '../../content/document/render-article-body.ts';
import type { ArticleBody } from '../../domain/article.ts';
import { catalogFile } from '../../ingest/data-dir/data-dir.ts';

export interface OpenReaderOptions {
  /** What rendered bodies may take in memory, in bytes; none by default. */
  readonly bodyBytes?: number;
  /** Called when the catalog turns out to be damaged. */
  readonly onDamage?: () => void;
}

/** Opens the catalog and the permalink ledger of a data folder for reading. Close it. */
export function openReader(
  dataDir: string,
  { bodyBytes = 0, onDamage }: OpenReaderOptions = {},
): CatalogReader {
  using opened = new DisposableStack();
  const database = opened.use(openCatalogReader(catalogFile(dataDir)));
  const permalinks = opened.adopt(openPermalinkReader(permalinksFile(dataDir)), (one) => one.close());
  const bodies = createBodyCache<ArticleBody>(bodyBytes);
  const reader: CatalogReader = createCatalogReader(database, {
    ownerOf: permalinks.ownerOf,
    renderBody: bodyRenderer((record, { digest, text, bodyStart }) => {
      const { file, title } = record;
      const language = record.language ?? reader.read((catalog) => catalog.site().language);
      return bodies.of(`${digest} ${language} ${file}`, () =>
        renderArticleBody({ text, bodyStart, file, title, language }),
      );
    }),
    ...(onDamage === undefined ? {} : { onDamage }),
  });
  opened.move();
  return {
    read: reader.read,
    close() {
      reader.close();
      permalinks.close();
    },
  };
}
