/**
 * Returns an absolute http(s) URL in normal form, or null for anything else: other schemes, relative
 * or protocol-relative addresses, credentials, control characters.
 */
export function toWebAddress(text: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: URL parsers drop them silently
  if (!/^https?:\/\/[^\s\u0000-\u001f\\]+$/i.test(text) || text.length > 2000) return null;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  return encodeIllegal(url);
}

/** Percent-encodes what the URL parser tolerates and HTML checkers do not. */
function encodeIllegal(url: URL): string {
  const encode = (part: string): string =>
    part.replace(/%(?![\da-f]{2})/gi, '%25').replace(/[^\w\-.~:/?#@!$&'()*+,;=%]/gu, encodeURIComponent);
  const fragment = url.hash === '' ? '' : `#${encode(url.hash.slice(1)).replaceAll('#', '%23')}`;
  return `${url.protocol}//${url.host}${encode(url.pathname)}${encode(url.search)}${fragment}`;
}

/** First segments under which file names keep their case. */
const FILE_FOLDERS: ReadonlySet<string> = new Set(['media', 'assets']);

/**
 * Returns a path of this site in the one form that the site answers to (`/old/path`: lower case but for
 * files, percent-encoded, no trailing slash, no query), or null where the text does not begin with a single slash or climbs with `..`.
 */
export function toSitePath(text: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they never belong in a path
  if (!/^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(text) || text.length > 2000) return null;
  const path = text.replace(/[?#].*$/, '');
  try {
    const segments = path.split('/').filter((segment) => segment !== '');
    const decoded = segments.map((segment) => decodeURIComponent(segment));
    if (decoded.some((segment) => segment === '..' || segment === '.')) return null;
    const isFile = FILE_FOLDERS.has(decoded[0] ?? '');
    return `/${decoded.map((segment) => encodeURIComponent(isFile ? segment : segment.toLowerCase())).join('/')}`;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
