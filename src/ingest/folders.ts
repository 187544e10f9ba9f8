import { isEditorsFile } from '../content/source/list-files.ts';

/** Where the content folder keeps what; all paths are relative to it, with forward slashes. */
export const ARTICLES = 'articles';
export const PAGES = 'pages';
export const AUTHORS = 'authors';
export const MEDIA = 'media';
export const SITE_FILE = 'site.yaml';
export const TOP_STORIES_FILE = 'top-stories.yaml';
export const PARTNERS_FILE = 'partners.yaml';

export const MARKDOWN = /\.(?:md|markdown)$/i;

/** What a path of the content folder means to Dateline; null for what it does not read. */
export type FileKind = 'article' | 'page' | 'author' | 'site' | 'top-stories' | 'partners';

/** Tells files apart by their path. Files that programs made beside the editors' own are nothing. */
export function kindOf(path: string): FileKind | null {
  const single = SINGLE_FILES.get(path);
  if (single !== undefined) return single;
  const parts = path.split('/');
  if (!MARKDOWN.test(path) || !parts.every(isEditorsFile)) return null;
  if (parts.length < 2) return null;
  return KINDS.get(parts[0] ?? '') ?? null;
}

const KINDS: ReadonlyMap<string, FileKind> = new Map([
  [ARTICLES, 'article'],
  [PAGES, 'page'],
  [AUTHORS, 'author'],
]);

const SINGLE_FILES: ReadonlyMap<string, FileKind> = new Map([
  [SITE_FILE, 'site'],
  [TOP_STORIES_FILE, 'top-stories'],
  [PARTNERS_FILE, 'partners'],
]);
