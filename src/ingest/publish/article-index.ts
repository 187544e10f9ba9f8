import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../../catalog/sqlite/columns.ts';
import { catalogSettings, editionsReader } from '../../catalog/sqlite/settings.ts';
import type { ArticleIndex } from '../../content/top-stories/named-article.ts';
import { writtenForms } from '../../domain/names.ts';

/** How many of the newest articles of an edition are looked through for what a misspelt pin may have meant. */
const RECENT = 2_000;

/** Tells which articles a catalog holds, drafts and embargoed ones included. */
export function articleIndex(database: DatabaseSync): ArticleIndex {
  const byFile = database.prepare('SELECT 1 FROM article WHERE file = ?');
  const byPath = database.prepare('SELECT 1 FROM article WHERE path = ?');
  const editions = editionsReader(catalogSettings(database));
  const edition = database.prepare('SELECT edition FROM article WHERE file = :name OR path = :name LIMIT 1');
  const recent = (column: 'file' | 'path') => {
    const statement = database.prepare(
      `SELECT ${column} FROM article WHERE edition = ? AND is_draft = 0
       ORDER BY published_ms DESC, id DESC LIMIT ?`,
    );
    return () =>
      editions().flatMap((edition) => statement.all(edition, RECENT).map((row) => requiredText(row, column)));
  };
  return {
    fileNamed: (file) => writtenForms(file).find((form) => byFile.get(form) !== undefined) ?? null,
    hasPath: (path) => byPath.get(path) !== undefined,
    editionOf(name) {
      const row = edition.get({ name });
      return row === undefined ? null : requiredText(row, 'edition');
    },
    files: recent('file'),
    paths: recent('path'),
  };
}
