import type { IsOwnHost } from './hosts/own-hosts.ts';
import type { SiteHosts } from './hosts/site-hosts.ts';
import { isMediaFile, isMediaName } from './media-file.ts';
import { isPictureName, PICTURE_FOLDERS, pictureSrc } from './picture-name.ts';

/** A picture, or another file of the site, as a text names it. */
export interface NamedPicture {
  /** Its path on the site, percent-encoded: the place where it is looked for first. */
  readonly src: string;
  /** How many of the last segments of that path the text itself says; what comes before them is the text's folder. */
  readonly tail: number;
  /** Whether it is meant wherever it lies, as `![[quay.png]]` means it. */
  readonly isAnywhere: boolean;
}

/** Where a picture is looked for, or another file that the site serves. */
export type PictureSource =
  | ({ readonly kind: 'served' } & NamedPicture)
  | { readonly kind: 'web'; readonly href: string }
  | { readonly kind: 'not-served' }
  | { readonly kind: 'elsewhere' };

const NOBODYS: IsOwnHost = () => false;

/** Begins the address of a picture that is meant wherever it lies; see ANYWHERE of file-marks.ts. */
const ANYWHERE = /^name:/i;
/** What stands before a path from the root in other systems, and what is left of the code of templates. */
const FOREIGN_PREFIX =
  /^(?:(?:@site|~|@|\$\w{1,40}|%\w{1,40}%)(?=\/)|\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}|[{|](?:static|filename|attach)[}|])/;

/**
 * Judges which picture a text means, as classifyMedia does; every other file is `not-served`, as no picture can be made of it.
 * A picture of a host that pictures are fetched from is `web`, even where that host was the site’s: see ownPlaceOf.
 */
export function classifyPicture(written: string, file: string, hosts: SiteHosts = {}): PictureSource {
  const fetched = fetchedAddress(written, hosts);
  if (fetched !== null) return { kind: 'web', href: fetched };
  const source = classifyMedia(written, file, hosts.isOwnHost);
  return source.kind === 'served' && !isPictureName(source.src) ? { kind: 'not-served' } : source;
}

/**
 * The address that a picture of the site itself, or one that a service of WordPress hands on, is fetched from; null for any
 * other. Of what is named as a picture, nothing behind its path counts, as in `media/`.
 */
export function fetchedAddress(written: string, { isOwnHost, isPictureHost }: SiteHosts): string | null {
  if (isPictureHost === undefined || written.length > 1000) return null;
  const address = written.trim().replaceAll('\\', '/');
  const url = /^(?:https?:)?\/{2}/i.test(address) ? URL.parse(address.replace(/^(?!http)/i, 'https:')) : null;
  if (url === null) return null;
  const handedOn = behindService(url);
  if (handedOn !== null)
    return isPictureHost(handedOn.host) ? `https://${handedOn.host}${handedOn.path}` : null;
  if (isOwnHost?.(url.host) !== true || !isPictureHost(url.host)) return null;
  return isPictureName(url.pathname) ? `${url.origin}${url.pathname}` : url.href;
}

/**
 * Judges which picture or other file of the site a text means. They are served from the content folder's `media/`, which a
 * file may name as `/media/x.jpg`, `media/x.jpg` or relative to itself (`../../media/x.jpg`), and from `articles/` and
 * `authors/`, where one lies beside the file: `x.jpg`, `./x.jpg`, `../x.jpg`, `photos/x.jpg`. What a file elsewhere
 * names so, and what is named from the root (`/images/x.png`), is in `media/`, and so is one with an address of the
 * site itself; `/articles/x.jpg` is where it says. Where else it may be, picture-places.ts tells. Files of kinds that are not
 * served are `not-served`. `file` is the path of the text below the content folder.
 */
export function classifyMedia(written: string, file: string, isOwnHost: IsOwnHost = NOBODYS): PictureSource {
  if (written.length > 1000) return { kind: 'elsewhere' };
  let address = written.trim().replaceAll('\\', '/');
  if (/^(?:https?:)?\/{2}/i.test(address)) {
    const href = address.replace(/^(?!http)/i, 'https:');
    const own = ownPath(href, isOwnHost);
    if (own === null) return { kind: 'web', href: written.trim().replace(/^(?!http)/i, 'https:') };
    address = own;
  }
  const isAnywhere = ANYWHERE.test(address);
  if (isAnywhere) address = address.replace(ANYWHERE, '').replace(/^\/+/, '');
  address = address.replace(FOREIGN_PREFIX, '');
  if (address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address)) return { kind: 'elsewhere' };
  const path = decode(address.replace(/[?#].*$/, ''));
  // A sentence with a path in it is no path.
  if (!path.split('/').every((segment) => segment === segment.trim())) return { kind: 'elsewhere' };
  const place = firstPlace(path, file.split('/').slice(0, -1));
  return place === null ? { kind: 'elsewhere' } : classifyPlace(place, isAnywhere);
}

interface Place {
  readonly segments: readonly string[];
  readonly tail: number;
}

/** Where a path is looked for first, by its segments below the content folder; null where no file can be. */
function firstPlace(path: string, folder: readonly string[]): Place | null {
  const isFromRoot = path.startsWith('/');
  const said = resolve(path.split('/'));
  const fromFile = isFromRoot ? null : resolve([...folder, ...path.split('/')]);
  if (said === null || said.names.length === 0) return null;
  for (const found of [fromFile, said]) {
    if (found === null || found.climbed > 0 || found.names[0] !== 'media' || found.names.length < 2) continue;
    if (found === said && said.climbed > 0) continue;
    return { segments: found.names, tail: found.names.length - 1 };
  }
  const inFolder = isFromRoot ? said : fromFile;
  if (inFolder !== null && inFolder.climbed === 0 && PICTURE_FOLDERS.includes(inFolder.names[0] ?? '')) {
    const { names } = inFolder;
    return { segments: names, tail: Math.min(said.names.length, names.length - 1) };
  }
  const names = said.names[0] === 'media' && said.names.length > 1 ? said.names.slice(1) : said.names;
  return { segments: ['media', ...names], tail: names.length };
}

function classifyPlace({ segments, tail }: Place, isAnywhere: boolean): PictureSource {
  const file = segments.join('/');
  if (isMediaFile(file)) return { kind: 'served', src: pictureSrc(file), tail, isAnywhere };
  const name = segments.at(-1) ?? '';
  const isOtherFile = /[^/]\.[a-z0-9]{2,5}$/i.test(name) && !isMediaName(name);
  return { kind: isOtherFile ? 'not-served' : 'elsewhere' };
}

/** The path of an address on a host of the site, also where a service of WordPress hands it on; null for another. */
function ownPath(href: string, isOwnHost: IsOwnHost): string | null {
  const url = URL.parse(href);
  if (url === null) return null;
  if (isOwnHost(url.host)) return url.pathname;
  const handedOn = behindService(url);
  return handedOn !== null && isOwnHost(handedOn.host) ? handedOn.path : null;
}

/** The host and path of what a service of WordPress hands on (`i0.wp.com/old.example/boat.jpg`); null for another address. */
function behindService({ host, pathname }: URL): { readonly host: string; readonly path: string } | null {
  if (!/^i\d\.wp\.com$/.test(host)) return null;
  const [, behind = '', path = ''] = /^\/([^/]+)(\/.*)$/.exec(pathname) ?? [];
  return behind === '' ? null : { host: behind, path };
}

/** Resolves `.` and `..`; `climbed` counts the folders above the first. Null for what no path can be. */
function resolve(segments: readonly string[]): { readonly names: string[]; readonly climbed: number } | null {
  const names: string[] = [];
  let climbed = 0;
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') names.push(segment);
    else if (names.pop() === undefined) climbed += 1;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file name holds them
  return names.some((segment) => /[\u0000-\u001f]/.test(segment)) ? null : { names, climbed };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path).toWellFormed();
  } catch {
    return path.toWellFormed();
  }
}
