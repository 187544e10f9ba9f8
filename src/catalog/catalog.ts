import type { DatabaseSync } from 'node:sqlite';
import { type ArchiveQueries, archiveQueries } from './archive-queries.ts';
import { type ArticleQueries, articleQueries } from './article-queries.ts';
import { type ListQueries, listQueries } from './list-queries.ts';
import { type SidebarQueries, sidebarQueries } from './sidebar-queries.ts';

/** Everything pages and feeds may ask; no query hands out more than its slice. */
export interface Catalog extends ArticleQueries, ListQueries, ArchiveQueries, SidebarQueries {}

/** Prepares every query once over an open catalog. */
export function createCatalog(database: DatabaseSync): Catalog {
  return {
    ...articleQueries(database),
    ...listQueries(database),
    ...archiveQueries(database),
    ...sidebarQueries(database),
  };
}
