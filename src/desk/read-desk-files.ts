import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { CONTENT_TYPES, fontFile, listFiles, tidySource } from '../render/asset-table.ts';
import { createSheetReader } from '../render/read-sheet.ts';
import { createDeskAssets, type DeskAsset, type DeskAssets } from './desk-assets.ts';

const FONT_URL = /url\("\.\.\/fonts\/([^"]+)"\)/g;

/** The site's own colours and letters, in every script that it has some for: a browser fetches what a page shows. */
const OF_THE_SITE = [
  'tokens',
  ...['voice', 'cyrillic', 'greek', 'armenian', 'georgian', 'hebrew', 'arabic'].map(
    (name) => `fonts/${name}`,
  ),
];

/**
 * Reads the scripts and style sheets of `desk` in the folder `public`, and the fonts that the sheets name as `url("../fonts/NAME")`,
 * once; `css/site.css` has the site’s own. `modules` are served beside them, as they are. @throws Error where a font is in no package.
 */
export function readDeskFiles(
  publicDir: string,
  modules: ReadonlyMap<string, Buffer> = new Map<string, Buffer>(),
): DeskAssets {
  const sources = new Map<string, Buffer>();
  const fonts = new Map<string, DeskAsset>();
  const folder = join(publicDir, 'desk');
  for (const name of listFiles(folder)) sources.set(name, tidySource(readFileSync(join(folder, name))));
  const ofTheSite = OF_THE_SITE.map(createSheetReader(publicDir)).join('');
  sources.set('css/site.css', Buffer.from(ofTheSite));
  for (const [name, bytes] of sources) {
    if (!name.endsWith('.css')) continue;
    for (const [, font = ''] of bytes.toString('utf8').matchAll(FONT_URL)) {
      fonts.set(`fonts/${font}`, { bytes: readFileSync(fontFile(font)), contentType: typeOf(font) });
    }
  }
  const { url } = createDeskAssets(fonts);
  const files = new Map(fonts);
  for (const [name, bytes] of modules) files.set(name, { bytes, contentType: typeOf(name) });
  for (const [name, bytes] of sources) {
    const linked = name.endsWith('.css')
      ? Buffer.from(
          bytes.toString('utf8').replace(FONT_URL, (_, font: string) => `url("${url(`fonts/${font}`)}")`),
        )
      : bytes;
    files.set(name, { bytes: linked, contentType: typeOf(name) });
  }
  return createDeskAssets(files);
}

/** @throws Error for a kind of file that is not served. */
function typeOf(name: string): string {
  const type = CONTENT_TYPES[extname(name)];
  if (type === undefined) throw new Error(`public/desk/${name}: files of this kind are not served`);
  return type;
}
