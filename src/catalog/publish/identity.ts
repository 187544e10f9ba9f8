import { basename } from 'node:path';
import { composed } from '../../domain/names.ts';
import { articleKey } from '../../domain/surrogate-keys.ts';
import { withId } from '../store/article-row.ts';
import type { ArticleStore, StoredArticle } from '../store/article-store.ts';
import type { FileRead, ReadArticle } from './file-read.ts';
import type { PermalinkLedger } from '../permalinks/permalink.ts';

export interface IdentityDeps {
  readonly articles: ArticleStore;
  readonly ledger: PermalinkLedger;
  /** Whether no such file is in the content folder now. */
  readonly isGone: (file: string) => boolean;
  /** Whether the file of an article is gone, or holds another text now. */
  readonly isVacated: (article: StoredArticle) => boolean;
  /** The catalog is being built from nothing, so that no file can have been known before. */
  readonly isFirstBuild: boolean;
}

export interface Identified {
  readonly article: ReadArticle;
  /** The version that it replaces, perhaps under another file name. */
  readonly old: StoredArticle | null;
  /** The article that its file held until now, where that is another. */
  readonly evicted: StoredArticle | null;
}

/**
 * Finds out which article a file holds. The same file is the same article. A new file whose article
 * stood in a file that is gone is that article, moved: it is known by its `id`, else by equal text, else
 * by the same title and date, else by the same URL. It keeps the id that it was first published with, so
 * that feeds and its old URLs stay true.
 */
export function identify(read: FileRead, article: ReadArticle, deps: IdentityDeps): Identified {
  const { articles, isFirstBuild } = deps;
  const asNew = () => ({ article: named(article, idOfNew(article, deps)), old: null, evicted: null });
  if (isFirstBuild) return asNew();
  const known = articles.ofFile(read.file);
  const moved = known === null ? findMoved(read, article, deps) : findIncomer(read, article, known, deps);
  if (moved !== null) {
    const id = article.hasOwnId ? article.row.id : moved.row.id;
    return { article: named(article, id), old: moved, evicted: known };
  }
  if (known === null) return asNew();
  return { article: named(article, idOfKnown(article, known, deps)), old: known, evicted: null };
}

/**
 * The article that took the place of the one its file held, as when two files swap their names: it has
 * the id that the file names, or the same text and URL, and is not in its own file any more.
 */
function findIncomer(
  read: FileRead,
  { row, hasOwnId }: ReadArticle,
  known: StoredArticle,
  { articles, isVacated }: IdentityDeps,
): StoredArticle | null {
  const incomer = hasOwnId ? articles.ofId(row.id) : articles.ofPath(row.path);
  if (incomer === null || incomer.key === known.key || !isVacated(incomer)) return null;
  return hasOwnId || incomer.digest === read.digest ? incomer : null;
}

function named(article: ReadArticle, id: string): ReadArticle {
  return { ...article, row: withId(article.row, id) };
}

function idOfKnown({ row, hasOwnId }: ReadArticle, known: StoredArticle, deps: IdentityDeps): string {
  if (hasOwnId) return row.id;
  return ownerOf(row.file, deps) ?? known.row.id;
}

/** A name that a moved article took with it is not given to the file that now has its old name. */
function idOfNew({ row, hasOwnId }: ReadArticle, deps: IdentityDeps): string {
  if (hasOwnId) return row.id;
  const before = ownerOf(row.file, deps) ?? ownerOfUrl(row, deps);
  if (before !== null) return before;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? row.id : `${row.id}-${number}`;
    const latest = deps.ledger.latestOfOwner(articleKey(id));
    if (latest === null || latest.file === row.file) return id;
  }
}

/**
 * The id of an article that had this URL and whose file, of the same name in another folder, is gone: it
 * moved while nobody looked.
 */
function ownerOfUrl({ path, file }: ReadArticle['row'], deps: IdentityDeps): string | null {
  const link = deps.ledger.latestOfPath(path);
  if (link === null || nameOf(link.file) !== nameOf(file) || !deps.isGone(link.file)) return null;
  const id = ownerOf(link.file, deps);
  return id === null || deps.articles.ofId(id) !== null ? null : id;
}

/** However its letters are composed: files that travel between a Mac and other systems change that. */
const nameOf = (file: string): string => composed(basename(file));

/** The id under which readers were given this file, if it is still that file's. */
function ownerOf(file: string, { ledger }: IdentityDeps): string | null {
  const link = ledger.latestOfFile(file);
  if (link === null || !link.owner.startsWith(ARTICLE)) return null;
  return ledger.latestOfOwner(link.owner)?.file === file ? link.owner.slice(ARTICLE.length) : null;
}

const ARTICLE = articleKey('');

function findMoved(read: FileRead, { row, hasOwnId }: ReadArticle, deps: IdentityDeps): StoredArticle | null {
  const { articles, isGone } = deps;
  const sameUrl = articles.ofPath(row.path);
  const sameId = hasOwnId ? articles.ofId(row.id) : null;
  const candidates = [
    ...(sameId === null ? [] : [sameId]),
    ...articles.ofDigest(read.digest),
    ...articles.ofTitleAndMoment(row.title, row.publishedMs),
    ...(sameUrl === null ? [] : [sameUrl]),
  ];
  return candidates.find(({ row: { file } }) => isGone(file)) ?? null;
}
