import { toWebAddress } from '../../problems/web-address.ts';

export type LinkTarget =
  | { readonly kind: 'web' | 'contact' | 'site'; readonly href: string }
  | { readonly kind: 'markdown-file'; readonly href: string }
  | { readonly kind: 'unsafe' };

/** Longest address that is looked at; a definition in Markdown can be used without end. */
const MAX_LINK = 2000;

/**
 * Judges where a link leads, on the decoded address: http(s) is `web`, mailto and tel are `contact`,
 * paths and fragments are `site`. Other schemes and protocol-relative addresses are `unsafe`.
 */
export function judgeLink(written: string): LinkTarget {
  if (written.length > MAX_LINK) return { kind: 'unsafe' };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them inside an address
  const address = written.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028\u2029\ufeff]/g, '').trim();
  if (/^(?:[\\/]|%5c){2}/i.test(address)) return { kind: 'unsafe' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') {
    const href = toWebAddress(encodeSpaces(address));
    return href === null ? { kind: 'unsafe' } : { kind: 'web', href };
  }
  if (scheme === 'mailto' || scheme === 'tel') return { kind: 'contact', href: encodeIllegal(address) };
  if (scheme !== undefined || /^[^/?#]*:/.test(address)) return { kind: 'unsafe' };
  const href = encodeIllegal(address);
  return { kind: /\.(?:md|markdown)(?:[?#]|$)/i.test(address) ? 'markdown-file' : 'site', href };
}

const encodeSpaces = (address: string): string => address.replaceAll(' ', '%20').replaceAll('\\', '/');

/** Percent-encodes what no URL may hold (WHATWG URL, "URL code points"); a second # as well. */
function encodeIllegal(address: string): string {
  const [head = '', ...fragments] = address.toWellFormed().split('#');
  const encode = (part: string): string =>
    part.replace(/%(?![\da-f]{2})/gi, '%25').replace(/[^\w\-.~:/?@!$&'()*+,;=%]/gu, encodeURIComponent);
  return fragments.length === 0 ? encode(head) : `${encode(head)}#${encode(fragments.join('%23'))}`;
}
