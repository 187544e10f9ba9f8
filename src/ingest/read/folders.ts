import { isFrontFile } from '../../content/fronts/front-files.ts';
import { isLabelsFile } from '../../content/labels/labels-file.ts';
import { listOfEdition } from '../../content/source/edition-file.ts';
import { isEditorsFile } from '../../content/source/list-files.ts';
import { hiddenBy } from '../../domain/hidden-names.ts';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';

/** Where the content folder keeps what; all paths are relative to it, with forward slashes. */
export const ARTICLES = 'articles';
export const PAGES = 'pages';
export const AUTHORS = 'authors';
export const MEDIA = 'media';
export const SITE_FILE = 'site.yaml';
/** URLs that neither the files nor their history tell: the ledger of other machines, as text. */
export const PERMALINKS_FILE = 'permalinks.txt';

/** What a path of the content folder means to Dateline; null for what it does not read. */
export type FileKind =
  | 'article'
  | 'page'
  | 'author'
  | 'site'
  | 'permalinks'
  | 'labels'
  | 'front'
  | 'top-stories'
  | 'partners';

/**
 * Tells files apart by their path. Files that programs made beside the editors' own are nothing, nor are those that
 * their names keep off the site.
 */
export function kindOf(path: string): FileKind | null {
  if (path === SITE_FILE) return 'site';
  if (path === PERMALINKS_FILE) return 'permalinks';
  if (isLabelsFile(path)) return 'labels';
  if (isFrontFile(path)) return 'front';
  const list = listOfEdition(path);
  if (list !== null) return list;
  const kind = textKindOf(path);
  return kind === null || hiddenBy(path) !== null ? null : kind;
}

/** Where the names of a text of the editors' keep it off the site, as hiddenBy tells; null for any other path. */
export function hiddenTextAt(path: string): ReturnType<typeof hiddenBy> {
  return textKindOf(path) === null ? null : hiddenBy(path);
}

function textKindOf(path: string): FileKind | null {
  if (!MARKDOWN_NAME.test(path)) return null;
  const parts = path.split('/');
  return parts.length > 1 && parts.every(isEditorsFile) ? (KINDS.get(parts[0] ?? '') ?? null) : null;
}

const KINDS: ReadonlyMap<string, FileKind> = new Map([
  [ARTICLES, 'article'],
  [PAGES, 'page'],
  [AUTHORS, 'author'],
]);
