import { composed, composedSmall } from './names.ts';

/** First segments under which file names keep their case. */
const FILE_FOLDERS: ReadonlySet<string> = new Set(['media', 'fetched', 'assets']);

/**
 * Returns a path of this site in the one form that the site answers to (`/old/path`: lower case but for
 * files, composed, percent-encoded, no trailing slash, no query), or null where the text does not begin with a single slash or climbs with `..`.
 */
export function toSitePath(text: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they never belong in a path
  if (!/^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(text) || text.length > 2000) return null;
  const path = text.replace(/[?#].*$/, '');
  try {
    const decoded = path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
    const isFile = FILE_FOLDERS.has(decoded[0] ?? '');
    const segments = decoded.map(isFile ? composed : composedSmall).filter((segment) => segment !== '');
    if (segments.some((segment) => segment === '..' || segment === '.')) return null;
    return `/${segments.map(encodeURIComponent).join('/')}`;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
