import type { StandingPage } from '../domain/article.ts';
import { type ArticleRow, isVisibleRow } from './article-row.ts';

/** What happened to one article or standing page, for the log. */
export interface ArticleChange {
  readonly file: string;
  readonly path: string;
  readonly change: 'added' | 'changed' | 'moved' | 'removed';
  /** Front matter fields that differ, and `body`. */
  readonly fields: readonly string[];
  /** Its URL or file before, where that was another. */
  readonly from: string | null;
  /** Whether readers see it, or saw it before. */
  readonly isPublic: boolean;
}

/** Describes how an article became another version of itself at `now`; null stands for none before. */
export function describeChange(
  old: ArticleRow | null,
  row: ArticleRow,
  fields: readonly string[],
  now: number,
): ArticleChange {
  const isPublic = isVisibleRow(row, now) || (old !== null && isVisibleRow(old, now));
  const { file, path } = row;
  if (old === null) return { file, path, change: 'added', fields, from: null, isPublic };
  if (old.path !== path) return { file, path, change: 'moved', fields, from: old.path, isPublic };
  if (old.file !== file) return { file, path, change: 'moved', fields, from: old.file, isPublic };
  return { file, path, change: 'changed', fields, from: null, isPublic };
}

/** Describes an article that is taken down. */
export function describeRemoval(row: ArticleRow, now: number): ArticleChange {
  const { file, path } = row;
  return { file, path, change: 'removed', fields: [], from: null, isPublic: isVisibleRow(row, now) };
}

/** Describes how the standing pages changed: those that are new, other or gone, by their files. */
export function pageChanges(
  before: readonly StandingPage[],
  after: readonly StandingPage[],
): ArticleChange[] {
  const old = new Map(before.map((page) => [page.file, page]));
  const changes = after.flatMap((page): ArticleChange[] => {
    const was = old.get(page.file);
    old.delete(page.file);
    const { file, path, isDraft } = page;
    const told = { file, path, fields: [], isPublic: !isDraft || was?.isDraft === false };
    if (was === undefined) return [{ ...told, change: 'added', from: null }];
    if (was.path !== path) return [{ ...told, change: 'moved', from: was.path }];
    const isSame = JSON.stringify(was) === JSON.stringify(page);
    return isSame ? [] : [{ ...told, change: 'changed', from: null }];
  });
  const removed = [...old.values()].map(({ file, path, isDraft }): ArticleChange => {
    return { file, path, change: 'removed', fields: [], from: null, isPublic: !isDraft };
  });
  return [...changes, ...removed];
}
