import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A static file with the type it is served as. */
export interface Asset {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** Every static file under the URL that names its content, so that browsers may keep it for ever. */
export interface AssetTable {
  /** The asset at a path such as `/assets/icons/share-1a2b3c4d5e.png`. */
  get(urlPath: string): Asset | undefined;
  /** The asset of the same name that this release has, where the path is of another release’s bytes. */
  standIn(urlPath: string): Asset | undefined;
  /** The path of `icons/share.png`. @throws Error when there is no such file: a mistake in a view. */
  url(name: string): string;
  /** The asset itself, for addresses that browsers ask for by convention. @throws Error likewise. */
  file(name: string): Asset;
}

/** A file of another kind is not served. */
export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Where the sheets are that pages name at their end: what they style is not seen at first. */
const LATE_SHEETS = 'css/late/';

/** Where the desk's files are. */
const DESK_FILES = 'desk/';

/** No icon is larger, and all of them are held in memory. */
const MAX_ICON_BYTES = 1024 * 1024;

/** The path of an asset of this release or another: its name, its digest and its extension. */
const OF_ANY_RELEASE = /^\/assets\/(.+)-[0-9a-f]{10}(\.\w+)$/;

/** Packages whose font files are served as `fonts/<file>`. */
const FONT_PACKAGES = [
  '@fontsource-variable/source-serif-4',
  '@fontsource/source-serif-4',
  '@fontsource/noto-serif-armenian',
  '@fontsource/noto-serif-georgian',
  '@fontsource-variable/markazi-text',
  '@fontsource/markazi-text',
  '@fontsource/frank-ruhl-libre',
];

/**
 * Reads `public/` and the fonts that its style sheets name, once. Icons that a newsroom has of its own, in `ownIcons`, take
 * the place of those of their names.
 */
export function loadAssets(
  publicDir: string,
  fontNames: readonly string[],
  ownIcons?: string | undefined,
): AssetTable {
  const byUrl = new Map<string, Asset>();
  const urls = new Map<string, string>();
  const add = (name: string, bytes: Buffer): void => {
    const extension = extname(name);
    const contentType = CONTENT_TYPES[extension];
    if (contentType === undefined) return;
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
    const url = `/assets/${name.slice(0, -extension.length)}-${hash}${extension}`;
    urls.set(name, url);
    byUrl.set(url, { bytes, contentType });
  };
  for (const name of listFiles(publicDir)) {
    // The desk stands on an origin of its own.
    if (name.startsWith(DESK_FILES)) continue;
    // Other sheets go into the pages.
    if (name.endsWith('.css') && !name.startsWith(LATE_SHEETS)) continue;
    const bytes = readOwnIcon(name, ownIcons) ?? readFileSync(join(publicDir, name));
    add(name, /\.(?:js|css)$/.test(name) ? tidySource(bytes) : bytes);
  }
  for (const name of fontNames) add(`fonts/${name}`, readFileSync(fontFile(name)));

  const url = (name: string): string => {
    const found = urls.get(name);
    if (found === undefined) throw new Error(`public/${name}: no such file; add it or mend the name`);
    return found;
  };
  return {
    get: (urlPath) => byUrl.get(urlPath),
    standIn(urlPath) {
      const [, name = '', extension = ''] = OF_ANY_RELEASE.exec(urlPath) ?? [];
      return byUrl.get(urls.get(name + extension) ?? '');
    },
    url,
    file(name) {
      const asset = byUrl.get(url(name));
      if (asset === undefined) throw new Error(`public/${name}: no such file`);
      return asset;
    },
  };
}

/** Null where the name is no icon, or the newsroom has none of it that can be read. */
function readOwnIcon(name: string, ownIcons: string | undefined): Buffer | null {
  if (ownIcons === undefined || !name.startsWith('icons/')) return null;
  try {
    const bytes = readFileSync(join(ownIcons, name.slice('icons/'.length)));
    return bytes.length > 0 && bytes.length <= MAX_ICON_BYTES ? bytes : null;
  } catch {
    return null;
  }
}

/** A script or a sheet without its indentation and the comments that have lines of their own. */
export function tidySource(bytes: Buffer): Buffer {
  const text = bytes.toString('utf8').replace(/^\s*(?:\/\/.*|\/\*[\s\S]*?\*\/)$/gm, '');
  return Buffer.from(text.replace(/^\s+/gm, ''));
}

/** Files of a folder, as names with forward slashes below it; hidden ones are left out. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Path of a font file in the package that ships it. @throws Error when none does. */
export function fontFile(name: string): string {
  for (const packageName of FONT_PACKAGES) {
    const folder = new URL('./files/', import.meta.resolve(`${packageName}/package.json`));
    const path = fileURLToPath(new URL(name, folder));
    if (readdirSync(folder).includes(name)) return path;
  }
  throw new Error(`fonts/${name}: not in ${FONT_PACKAGES.join(' or ')}; mend its name in public/css`);
}
