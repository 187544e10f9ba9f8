/**
 * Returns an absolute http(s) URL in normal form, or null for anything else: other schemes, relative
 * or protocol-relative addresses, credentials, control characters.
 */
export function toWebAddress(text: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: URL parsers drop them silently
  if (!/^https?:\/\/[^\s\u0000-\u001f\\]+$/i.test(text) || text.length > 2000) return null;
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.hostname === '') return null;
  return PLAIN.test(url.href) ? url.href : encodeIllegal(url);
}

/** An address in normal form without a query, a fragment or anything encoded, as most are. */
const PLAIN = /^[\w\-.~:/@!$&'()*+,;=]+$/;

/** Percent-encodes what the URL parser tolerates and HTML checkers do not. */
function encodeIllegal(url: URL): string {
  const encode = (part: string): string =>
    part.replace(/%(?![\da-f]{2})/gi, '%25').replace(/[^\w\-.~:/?#@!$&'()*+,;=%]/gu, encodeURIComponent);
  const fragment = url.hash === '' ? '' : `#${encode(url.hash.slice(1)).replaceAll('#', '%23')}`;
  return `${url.protocol}//${url.host}${encode(url.pathname)}${encode(url.search)}${fragment}`;
}
