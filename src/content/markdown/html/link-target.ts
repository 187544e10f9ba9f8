import { fileKindOf } from '../../../domain/files/file-kinds.ts';
import { ANYWHERE, decode, FROM_ROOT, markOfAddress } from '../../../domain/marks/file-marks.ts';
import { toSlug } from '../../../domain/slug.ts';
import { toWebAddress } from '../../../problems/web-address.ts';

/** `www.example.org/a`, which a browser takes for a page of this site. */
const WEB_HOST = /^www\.[\p{L}\p{N}][\p{L}\p{N}.-]*\.\p{L}{2,}(?:[/?#:]|$)/iu;
const MAIL = /^[\w.+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:\?[^/]*)?$/iu;
/** The slips that leave one reading: a letter lost or doubled at the edge of the word, colons and slashes amiss. */
const HTTP_SLIP =
  /^(?:(?:h?ttp|hhttp|htp|httpp?)(?<s>s{0,2})(?::\/{1,3}|:\\\\|\/\/|;\/\/)(?<inner>https?:\/\/)?)(?=[\p{L}\p{N}])/iu;
/** What leaves the scheme to the page that it stands on, as old archives do: a host with a dot, behind two slashes. */
const BARE_HOST = /^\/\/(?=(?:[\p{L}\p{N}_-]+\.)+\p{L}[\p{L}\p{N}-]+\.?(?::\d{1,5})?(?:[/?#]|$))/u;
const MAIL_SLIP = /^(?:mail|email|e-mail|mailto|malto|mailo)(?::|;)(?:\s|%20|\/\/)*(?=[^@\s]+@)/i;

/** What an address must have meant; null where it is as it should be, or nobody can tell. */
function repairAddress(written: string): string | null {
  if (/^(?:https?:\/\/(?!https?:\/\/)(?!\/)|mailto:(?![/\s%]))/i.test(written)) return null;
  if (WEB_HOST.test(written)) return `https://${written}`;
  if (BARE_HOST.test(written)) return `https:${written}`;
  if (MAIL.test(written)) return `mailto:${written}`;
  const slip = HTTP_SLIP.exec(written);
  if (slip !== null) {
    const { s = '', inner = s === '' ? 'http://' : 'https://' } = slip.groups ?? {};
    return inner + written.slice(slip[0].length);
  }
  const mail = MAIL_SLIP.exec(written)?.[0];
  if (mail === undefined) return null;
  return `mailto:${written.slice(mail.length)}`;
}

export type LinkTarget =
  | { readonly kind: 'web' | 'contact' | 'site'; readonly href: string }
  | { readonly kind: 'other-file'; readonly href: string }
  /** A file that the site serves: its path as it is written, with its fragment; classifyMedia tells where that is. */
  | { readonly kind: 'download'; readonly href: string }
  /**
   * A file of the content folder, by its mark; see domain/marks/file-marks.ts. `href` is its fragment, or else, of a path that may mean
   * no file, that path.
   */
  | { readonly kind: 'file'; readonly href: string; readonly mark: string }
  /** An address that a page does not lead to, and that readers may still want: `irc://…`, `magnet:…`. */
  | { readonly kind: 'text'; readonly address: string }
  | { readonly kind: 'unsafe' };

/** Longest address that is looked at; a definition in Markdown can be used without end. */
const MAX_LINK = 2000;

/** Schemes of which an address is worth reading, though a page does not link there. */
export const READABLE_SCHEMES =
  'irc ircs ftp ftps sftp magnet news nntp gopher gemini xmpp sip sips sms geo matrix git ssh ed2k'.split(
    ' ',
  );
const READABLE = new Set(READABLE_SCHEMES);
/** Files that people link to and that the site does not serve, but for FILE_KINDS. */
const OTHER_FILE =
  /\.(?:doc|docm|rtf|xls|xlsm|ppt|pptm|rar|7z|gz|tgz|tar|bz2|xz|mobi|azw3?|wma|aac|aiff?|mid|avi|wmv|mkv|flv|swf|mpe?g|3gp|xml|svg|tiff?|bmp|heic|psd|eps|exe|msi|dmg|apk|ics|vcf|kml|kmz|gpx)$/i;
/** What the site itself makes under such names. */
const OWN_FILE =
  /^\/(?:[^?#]*\/)?(?:feed|sitemap|sitemap-news|robots|llms|manifest|security|opensearch)[\w-]*\.\w+$/i;

/** An address that nothing can be wrong with, as most are. */
const USUAL = /^(?:https?:\/\/(?!https?:)[\w-]|\/[\w-]|#\w)[!-~]*$/i;

/** The address as browsers read it, mended where that leaves no doubt; see repairAddress. */
export function cleanAddress(written: string): { readonly address: string; readonly isMended: boolean } {
  if (USUAL.test(written)) return { address: written, isMended: false };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them inside an address
  const address = written.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028\u2029\ufeff]/g, '').trim();
  const repaired = repairAddress(address);
  return { address: repaired ?? address, isMended: repaired !== null };
}

/**
 * Judges where a link leads, on the decoded address: http(s) is `web`, mailto and tel are `contact`,
 * paths and fragments are `site`, and those of files `download`. Addresses with one reading are mended first, those without a scheme (`//host/page`)
 * among them. Files of Markdown and what a relative path names are `file`. Other schemes are `text` where readers may
 * want them, else `unsafe`.
 */
export function classifyLink(written: string): LinkTarget {
  if (written.length > MAX_LINK) return { kind: 'unsafe' };
  const { address } = cleanAddress(written);
  if (/^(?:[\\/]|%5c){2}/i.test(address)) return { kind: 'unsafe' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') {
    const href = toWebAddress(encodeSpaces(address));
    return href === null ? { kind: 'unsafe' } : { kind: 'web', href };
  }
  if (scheme === 'tel') return { kind: 'contact', href: encodeIllegal(address.replace(/\s+|%20/g, '')) };
  if (scheme === 'mailto') return { kind: 'contact', href: encodeIllegal(address) };
  if (scheme !== undefined && READABLE.has(scheme)) return { kind: 'text', address };
  if (scheme !== undefined && OWN_SCHEMES.has(scheme)) return namedFile(address);
  if (scheme !== undefined || /^[^/?#]*:/.test(address)) return { kind: 'unsafe' };
  const href = encodeIllegal(address);
  const [path = ''] = address.split(/[?#]/, 1);
  const mark = markOfAddress(address);
  if (mark !== null) return { kind: 'file', href: fragmentOf(href), mark };
  if (!OWN_FILE.test(path)) {
    if (fileKindOf(path) !== null) return { kind: 'download', href };
    if (OTHER_FILE.test(path)) return { kind: 'other-file', href };
  }
  return path === '' || path.startsWith('/')
    ? { kind: 'site', href }
    : { kind: 'file', href, mark: decode(path.replaceAll('\\', '/')) };
}

/** Schemes of which other systems’ links to files are made before they are read; see readFileLinks. */
export const OWN_SCHEMES: ReadonlySet<string> = new Set(
  [ANYWHERE, FROM_ROOT].map((scheme) => scheme.slice(0, -1)),
);

/** A link by a name, perhaps with a heading of the text: `name:The ferry#When it sails`. */
function namedFile(address: string): LinkTarget {
  const [mark = '', ...headings] = decode(address).split('#');
  // Of Obsidian's blocks, `^quay` is called `quay` here.
  const fragment = toSlug(headings.at(-1) ?? '');
  return { kind: 'file', href: fragment === '' ? '' : `#${encodeIllegal(fragment)}`, mark: mark.trim() };
}

const fragmentOf = (href: string): string => /#.+$/.exec(href)?.[0] ?? '';

const encodeSpaces = (address: string): string => address.replaceAll(' ', '%20').replaceAll('\\', '/');

/** Percent-encodes what no URL may hold (WHATWG URL, "URL code points"); a second # as well. */
function encodeIllegal(address: string): string {
  const [head = '', ...fragments] = address.toWellFormed().split('#');
  const encode = (part: string): string =>
    part.replace(/%(?![\da-f]{2})/gi, '%25').replace(/[^\w\-.~:/?@!$&'()*+,;=%]/gu, encodeURIComponent);
  return fragments.length === 0 ? encode(head) : `${encode(head)}#${encode(fragments.join('%23'))}`;
}
