import { type CatalogReader, createCatalogReader } from '../catalog/catalog.ts';
import { openCatalogReader } from '../catalog/open-catalog.ts';
import { openPermalinkReader, permalinksFile } from '../catalog/permalinks/ledger.ts';
import { bodyRenderer } from '../catalog/render-stored-body.ts';
import { renderArticleBody } from '../content/render-article-body.ts';
import { catalogFile } from '../ingest/data-dir.ts';

/** Opens the catalog and the permalink ledger of a data folder for reading. Close it. */
export function openReader(dataDir: string, onDamage: () => void = () => {}): CatalogReader {
  const database = openCatalogReader(catalogFile(dataDir));
  const permalinks = openPermalinkReader(permalinksFile(dataDir));
  const reader: CatalogReader = createCatalogReader(database, {
    onDamage,
    ownerOf: permalinks.ownerOf,
    renderBody: bodyRenderer(({ file, title, language }, text, bodyStart) =>
      renderArticleBody({
        text,
        bodyStart,
        file,
        title,
        language: language ?? reader.read((catalog) => catalog.site().language),
      }),
    ),
  });
  return {
    read: reader.read,
    close() {
      reader.close();
      permalinks.close();
    },
  };
}
