import type { AuthorProfile, StandingPage } from '../../domain/article.ts';
import type { Placement } from '../../domain/surrogate-keys.ts';
import { authorPath } from '../../domain/urls.ts';
import { visibilityOf } from '../../domain/visibility.ts';
import { type ArticleRow, isVisibleRow, placementOf } from '../store/article-row.ts';

/** What happened to one article, standing page or author, for the log and for those who are told of publishes. */
export interface ArticleChange {
  readonly file: string;
  /** An article's permanent id; null for a standing page. */
  readonly id: string | null;
  readonly path: string;
  /** Its URL before, where that was another. */
  readonly previousPath: string | null;
  readonly title: string;
  readonly change: 'added' | 'changed' | 'moved' | 'removed';
  /** Front matter fields that differ, and `body`. */
  readonly fields: readonly string[];
  /** Its URL or file before, where that was another. */
  readonly from: string | null;
  /** Whether readers saw it before, and whether they see it now. */
  readonly wasPublic: boolean;
  readonly isPublic: boolean;
  /** Where an article shows; null for a standing page. */
  readonly placement: Placement | null;
  /** True where readers see an article that they never saw before; else absent. */
  readonly isDebut?: true;
  /** How the moment changed from which readers are to see an article; absent where it did not. */
  readonly embargo?: EmbargoChange;
}

/** Moments ahead, in milliseconds since 1970; null where none is awaited. They are never the same. */
export interface EmbargoChange {
  readonly was: number | null;
  readonly is: number | null;
}

/** Describes how an article became another version of itself at `now`; null stands for none before. */
export function describeChange(
  old: ArticleRow | null,
  row: ArticleRow,
  fields: readonly string[],
  now: number,
): ArticleChange {
  const told = {
    ...describeArticle(row),
    fields,
    wasPublic: old !== null && isVisibleRow(old, now),
    isPublic: isVisibleRow(row, now),
    ...embargoChange(old, row, now),
  };
  if (old === null) return { ...told, change: 'added' };
  if (old.path !== row.path) return { ...told, change: 'moved', from: old.path, previousPath: old.path };
  if (old.file !== row.file) return { ...told, change: 'moved', from: old.file };
  return { ...told, change: 'changed' };
}

/** Describes an article that is taken down. */
export function describeRemoval(row: ArticleRow, now: number): ArticleChange {
  const wasPublic = isVisibleRow(row, now);
  const embargo = embargoChange(row, null, now);
  return { ...describeArticle(row), change: 'removed', fields: [], wasPublic, isPublic: false, ...embargo };
}

function embargoChange(old: ArticleRow | null, row: ArticleRow | null, now: number) {
  const [was, is] = [old, row].map((one) =>
    one !== null && visibilityOf(one, now) === 'embargoed' ? one.publishedMs : null,
  ) as [number | null, number | null];
  return was === is ? {} : { embargo: { was, is } };
}

/** Describes what the clock alone made of an article, which readers saw before, or see after, or both. */
export function describeDue(
  row: ArticleRow,
  before: ArticleRow | null,
  after: ArticleRow | null,
): ArticleChange {
  const change = after === null ? 'removed' : before === null ? 'added' : 'changed';
  const fields = change === 'changed' ? ['updated'] : [change === 'added' ? 'date' : 'expires'];
  return {
    ...describeArticle(row),
    change,
    fields,
    wasPublic: before !== null,
    isPublic: after !== null,
  };
}

function describeArticle(row: ArticleRow) {
  const { file, id, path, title } = row;
  return { file, id, path, title, previousPath: null, from: null, placement: placementOf(row) };
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
    const told = { ...describePage(page), wasPublic: was?.isDraft === false, isPublic: !page.isDraft };
    if (was === undefined) return [{ ...told, change: 'added' }];
    if (was.path !== page.path) return [{ ...told, change: 'moved', from: was.path, previousPath: was.path }];
    const isSame = JSON.stringify(was) === JSON.stringify(page);
    return isSame ? [] : [{ ...told, change: 'changed' }];
  });
  const removed = [...old.values()].map((page): ArticleChange => {
    return { ...describePage(page), change: 'removed', wasPublic: !page.isDraft, isPublic: false };
  });
  return [...changes, ...removed];
}

function describePage({ file, path, title }: StandingPage) {
  return { file, id: null, path, title, previousPath: null, fields: [], from: null, placement: null };
}

/** Describes how the profiles of authors changed, by their files. */
export function authorChanges(
  before: readonly AuthorProfile[],
  after: readonly AuthorProfile[],
): ArticleChange[] {
  const asPage = ({ slug, name, ...rest }: AuthorProfile): StandingPage => ({
    file: rest.file,
    path: authorPath(slug),
    title: name,
    description: JSON.stringify(rest),
    excerpt: null,
    language: null,
    isDraft: false,
    order: 0,
    bodyHtml: '',
  });
  return pageChanges(before.map(asPage), after.map(asPage));
}
