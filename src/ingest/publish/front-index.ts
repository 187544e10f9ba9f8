import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../../catalog/sqlite/columns.ts';
import { catalogSettings, editionsReader } from '../../catalog/sqlite/settings.ts';
import { IN_EDITIONS } from '../../catalog/store/visible.ts';
import type { NamedKind } from '../../content/fronts/front-reading.ts';
import type { FrontIndex } from '../read/read-front-files.ts';
import { articleIndex } from './article-index.ts';

/** How many topics, series or authors are looked through for what a misspelt one may have meant. */
const MOST = 2_000;

/** Tells which articles, topics, series and authors a catalog knows, those of drafts left out. */
export function frontIndex(database: DatabaseSync): FrontIndex {
  const label = database.prepare(
    `SELECT 1 FROM article_label WHERE ${IN_EDITIONS} AND kind = :kind AND slug = :slug LIMIT 1`,
  );
  const series = database.prepare(
    `SELECT 1 FROM article_series WHERE ${IN_EDITIONS} AND slug = :slug LIMIT 1`,
  );
  const profile = database.prepare('SELECT slug FROM author_alias WHERE alias = ?');
  const known = database.prepare(
    `SELECT DISTINCT slug FROM tally WHERE ${IN_EDITIONS} AND kind = :kind LIMIT ${MOST}`,
  );
  const stored = editionsReader(catalogSettings(database));
  const editions = (): string => JSON.stringify(stored());
  const isNamed = (kind: NamedKind, slug: string): boolean =>
    (kind === 'series'
      ? series.get({ editions: editions(), slug })
      : label.get({ editions: editions(), kind, slug })) !== undefined;
  return {
    articles: articleIndex(database),
    names: {
      find(kind, slug) {
        const meant = kind === 'author' ? profile.get(slug) : undefined;
        if (meant !== undefined) return requiredText(meant, 'slug');
        return isNamed(kind, slug) ? slug : null;
      },
      slugs: (kind) => known.all({ editions: editions(), kind }).map((row) => requiredText(row, 'slug')),
    },
  };
}
