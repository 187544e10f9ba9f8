import { createBodyCache } from '../../cache/body-cache.ts';
import { type CatalogReader, createCatalogReader } from '../../catalog/read/catalog.ts';
import { isDamage } from '../../catalog/sqlite/sqlite-code.ts';
import { openCatalogReader } from '../../catalog/store/open-catalog.ts';
import { openPermalinkReader, permalinksFile } from '../../catalog/permalinks/ledger.ts';
import { bodyRenderer } from '../../catalog/read/render-stored-body.ts';
import { renderArticleBody } from '../../content/document/render-article-body.ts';
import { plainMarkdown } from '../../content/markdown/dialects/plain-markdown.ts';
import { siteHosts } from '../../domain/hosts/site-hosts.ts';
import type { ArticleBody } from '../../domain/article.ts';
import { catalogFile } from '../../ingest/data-dir/data-dir.ts';

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
  const database = opened.use(openCatalogReader(catalogFile(dataDir)));
  const permalinks = opened.adopt(openPermalinkReader(permalinksFile(dataDir)), (one) => one.close());
  const bodies = createBodyCache<ArticleBody>(bodyBytes);
  const reader: CatalogReader = createCatalogReader(database, {
    ownerOf: permalinks.ownerOf,
    ownerOfFile: permalinks.ownerOfFile,
    plainMarkdown,
    renderBody: bodyRenderer((record, { digest, text, bodyStart }) => {
      const { file, title } = record;
      const site = reader.read((catalog) => catalog.site());
      const language = record.language ?? site.language;
      const { publisher, formerHosts = [], pictureHosts = [] } = site;
      const hosts = [publisher.url, ...formerHosts, '|', ...pictureHosts].join(' ');
      return bodies.of(`${digest} ${language} ${hosts} ${file}`, () =>
        renderArticleBody({ text, bodyStart, file, title, language, ...siteHosts(site) }),
      );
    }),
  });
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
