import { JEKYLL_STYLES } from '../../domain/addresses/pattern-presets.ts';
import { looksLikePattern } from '../../domain/addresses/parse-pattern.ts';
import { isReservedPath } from '../../domain/addresses/reserved-path.ts';
import { toOldAddress } from '../../domain/addresses/old-address.ts';
import { toWebAddress } from '../../problems/web-address.ts';
import type { AddressKind } from '../front-matter/address-keys.ts';

/** What a text in the front matter says of where the article stood. */
export type ReadAddress =
  | {
      readonly kind: 'address';
      readonly address: string;
      /** With the slash that was missing, where the text is an alias that lacked it; else null. */
      readonly mended: string | null;
    }
  /** One with placeholders, as parsePattern takes it. */
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** Another name of the subject, as Obsidian has them. */
  | { readonly kind: 'name' }
  | { readonly kind: 'foreign'; readonly host: string }
  | { readonly kind: 'reserved' | 'ambiguous' | 'invalid' | 'nothing' };

const NOTHING: ReadAddress = { kind: 'nothing' };

/**
 * Reads an old address. Whole web addresses lose their host; those of a link are told apart by `isOwnHost`. What is
 * reserved for the site itself and what many articles share (a script's name without its query) is told as such.
 */
export function readAddress(
  written: string,
  kind: AddressKind,
  isOwnHost: (host: string) => boolean,
): ReadAddress {
  const text = written.trim();
  const web = toWebAddress(text.startsWith('//') ? `https:${text}` : text);
  if (web !== null) return readWebAddress(web, text, kind, isOwnHost);
  if (kind === 'guid' && !text.startsWith('/')) return NOTHING;
  if (kind !== 'other' && /^(?:true|false)$/i.test(text)) return NOTHING;
  if (kind !== 'other' && kind !== 'guid') {
    const style = Object.hasOwn(JEKYLL_STYLES, text) ? JEKYLL_STYLES[text] : undefined;
    if (style !== undefined || looksLikePattern(text)) return { kind: 'pattern', pattern: style ?? text };
    // A file's own place, which is no address.
    if (/\.(?:md|mdx|markdown)$/i.test(text) || /^(?:\.\.?|[A-Z]:)[\\/]/i.test(text)) return NOTHING;
  }
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) || /[*\\]/.test(text)) return { kind: 'invalid' };
  if (kind === 'other' && isName(text)) return { kind: 'name' };
  const isMended = !text.startsWith('/');
  // Blanks are never part of an address that lacks its slash.
  if (isMended && /\s/.test(text)) return { kind: 'invalid' };
  const path = isMended ? `/${text.replace(/^(?:\.\.?\/)+/, '')}` : text;
  return judge(path, kind, isMended && kind === 'other' ? path : null);
}

function readWebAddress(
  web: string,
  written: string,
  kind: AddressKind,
  isOwnHost: (host: string) => boolean,
): ReadAddress {
  const { host, pathname, search } = new URL(web);
  if (kind === 'link' && !isOwnHost(host)) return { kind: 'foreign', host };
  // An address without a scheme is rather a slip than one of this site.
  if (kind === 'other' && written.startsWith('//')) return { kind: 'invalid' };
  const isPattern = (kind === 'own' || kind === 'link') && looksLikePattern(written);
  return isPattern ? { kind: 'pattern', pattern: written } : judge(pathname + search, kind, null);
}

function judge(path: string, kind: AddressKind, mended: string | null): ReadAddress {
  const address = toOldAddress(path);
  if (address === null) {
    const isFront = /^\/+(?:[?#].*)?$/.test(path);
    return kind === 'guid' || (isFront && kind !== 'other') ? NOTHING : { kind: 'invalid' };
  }
  if (isReservedPath(address)) return kind === 'guid' ? NOTHING : { kind: 'reserved' };
  if (!address.includes('?') && SCRIPT.test(path)) return { kind: 'ambiguous' };
  return { kind: 'address', address, mended };
}

/** A program that shows one article or another by its query. */
const SCRIPT = /\.(?:php\d?|aspx?|jsp|cfm|cgi|pl|dll)\?./i;

const FILE = /\.(?:[xs]?html?|php\d?|aspx?|jsp|cfm|md)(?:[?#].*)?$/i;
const WORDS_OF_A_SLUG = /^[\p{Ll}\p{Lo}\p{M}\p{N}]+(?:[-_][\p{Ll}\p{Lo}\p{M}\p{N}]+)+$/u;

/**
 * Whether an alias is another name of what the article is about, and no path: it has no slash, no ending of a page and
 * no query, and is not joined by hyphens in small letters as slugs are; or it has blanks and does not begin with a slash.
 */
function isName(text: string): boolean {
  if (text.startsWith('/') || text.startsWith('?')) return false;
  if (/\s/.test(text)) return true;
  return !text.includes('/') && !FILE.test(text) && !WORDS_OF_A_SLUG.test(text);
}
