import type { DatabaseSync } from 'node:sqlite';
import { createBodyCache } from '../../cache/body-cache.ts';
import type { PermalinkReader } from '../../catalog/permalinks/permalink.ts';
import { type CatalogReader, createCatalogReader } from '../../catalog/read/catalog.ts';
import { bodyRenderer } from '../../catalog/read/render-stored-body.ts';
import { renderArticleBody } from '../../content/document/render-article-body.ts';
import { plainMarkdown } from '../../content/markdown/dialects/plain-markdown.ts';
import type { ArticleBody } from '../../domain/article.ts';
import { siteHosts } from '../../domain/hosts/site-hosts.ts';

/**
 * Reads an open catalog as the site shows it: bodies that are not stored are rendered from their texts, and kept in memory up to
 * so many bytes. Closing it closes the database, not the permalinks.
 */
export function createSiteReader(
  database: DatabaseSync,
  permalinks: Pick<PermalinkReader, 'ownerOf' | 'ownerOfFile'>,
  bodyBytes: number,
): CatalogReader {
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
  return reader;
}
