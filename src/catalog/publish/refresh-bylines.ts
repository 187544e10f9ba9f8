import type { DatabaseSync } from 'node:sqlite';
import { IN_EDITIONS } from '../store/visible.ts';
import { catalogSettings, editionsReader } from '../sqlite/settings.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import { type ArticleChange, describeChange } from './article-change.ts';
import { type ArticleRow, visibleRow } from '../store/article-row.ts';
import type { ArticleStore, StoredArticle } from '../store/article-store.ts';
import type { AuthorAlias } from '../store/author-aliases.ts';
import { changedKeys } from './changed-keys.ts';
import type { KeysAround, PlaceChange } from './keys-around.ts';
import type { PublishOutcome } from './outcome/publish-outcome.ts';
import { bylineProblems, createBylineResolver, UNKNOWN_ID } from './resolve-bylines.ts';
import type { SourceStore } from '../store/source-store.ts';

export interface RefreshBylinesDeps {
  readonly database: DatabaseSync;
  readonly articles: ArticleStore;
  readonly sources: SourceStore;
  readonly around: KeysAround;
}

/**
 * Prepares showing authors anew in the articles that name them, and in no others, when the files of authors have changed:
 * those found by a slug that means another than before. It works on what the catalog holds, so that last good versions
 * follow as well, within the caller's transaction. Search finds these articles again once they are indexed anew.
 */
export function createBylineRefresher({ database, articles, sources, around }: RefreshBylinesDeps) {
  const named = database.prepare(
    `SELECT article.key FROM article_label AS label JOIN article ON article.id = label.article_id
     WHERE label.${IN_EDITIONS} AND label.kind = 'author' AND label.slug = :slug
     UNION ALL SELECT article_key FROM article_byline WHERE slug = :slug`,
  );
  const editions = editionsReader(catalogSettings(database));
  const resolve = createBylineResolver(database);
  const problemsOf = bylineProblems(database);

  const tellAgain = ({ row }: StoredArticle, into: PublishOutcome): void => {
    const source = sources.get(row.file);
    if (source === null) return;
    const others = source.problems.filter(({ code }) => code !== UNKNOWN_ID);
    const found = problemsOf(row);
    if (found.length === 0 && others.length === source.problems.length) return;
    const problems = sortProblems([...others, ...found]);
    sources.put({ ...source, problems });
    into.problems.set(row.file, problems);
  };

  const renew = (old: StoredArticle, now: number, into: PublishOutcome): ArticleChange | null => {
    const row = resolve(old.row);
    const text = row === old.row || row.record === old.row.record ? null : articles.textOf(old.key);
    if (text === null) return null;
    const keysOf = (before: ArticleRow | null, after: ArticleRow | null): void => {
      const around_ = (at: ArticleRow, how: PlaceChange) => around(at, now, how);
      for (const key of changedKeys(visibleRow(before, now), visibleRow(after, now), around_))
        into.keys.add(key);
    };
    keysOf(old.row, row);
    articles.put(row, { ...text, search: null }, old.digest, old, now);
    keysOf(old.row, row);
    return describeChange(old.row, row, ['authors'], now);
  };

  return (
    before: readonly AuthorAlias[],
    after: readonly AuthorAlias[],
    now: number,
    into: PublishOutcome,
  ) => {
    const keys = new Set<number>();
    for (const slug of differingSlugs(before, after)) {
      for (const row of named.all({ slug, editions: JSON.stringify(editions()) }))
        keys.add(Number(row['key']));
    }
    for (const key of keys) {
      const old = articles.ofKey(key);
      if (old === null) continue;
      const change = renew(old, now, into);
      tellAgain(old, into);
      if (change !== null) into.changes.push(change);
    }
  };
}

/** The slugs that mean another author, or the same one by another name, or nobody any more. */
function differingSlugs(before: readonly AuthorAlias[], after: readonly AuthorAlias[]): Set<string> {
  const known = new Map(before.map((one) => [one.alias, one]));
  const slugs = new Set<string>();
  for (const one of after) {
    const was = known.get(one.alias);
    known.delete(one.alias);
    if (was !== undefined && was.slug === one.slug && was.name === one.name) continue;
    slugs.add(one.alias);
    if (was !== undefined) slugs.add(was.slug);
  }
  for (const { alias, slug } of known.values()) slugs.add(alias).add(slug);
  return slugs;
}
