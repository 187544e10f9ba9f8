import { LRUCache } from 'lru-cache';
import { type PagePart, readPageParts } from './page-parts.ts';
import { createSheetReader } from './read-sheet.ts';

/** All styles of the site: those that every page carries, and those of the parts that some have. */
export interface PageSheets {
  readonly css: string;
  readonly parts: readonly PagePart[];
}

/** The sheets of all pages, of `public/css`. What is not here is a part’s (part-rows.ts). */
const COMMON = [
  'layers',
  'fonts/voice',
  'fonts/stand-ins',
  'reset',
  'tokens',
  'base',
  'layout',
  'objects',
  'heading',
  'kinds',
  'masthead',
  'footer',
  'utilities',
  'print',
];

/** Reads the style sheets of the folder `public`; font URLs are still names. @throws Error where one is not there. */
export function readPageSheets(publicDir: string): PageSheets {
  const readSheet = createSheetReader(publicDir);
  return { css: COMMON.map(readSheet).join(''), parts: readPageParts(readSheet) };
}

/** Names of the font files that sheets ask for as `url("../fonts/NAME")`, each once. */
export const fontNames = ({ css, parts }: PageSheets): string[] => [
  ...new Set(
    [css, ...parts.map((part) => part.css)].flatMap((text) =>
      [...text.matchAll(FONT_URL)].map((match) => match[1] ?? ''),
    ),
  ),
];

/** Points the fonts of sheets to their hashed URLs. */
export function linkFonts(sheets: PageSheets, assetUrl: (name: string) => string): PageSheets {
  const link = (css: string): string =>
    css.replace(FONT_URL, (_, name: string) => `url(${assetUrl(`fonts/${name}`)})`);
  return { css: link(sheets.css), parts: sheets.parts.map((part) => ({ ...part, css: link(part.css) })) };
}

const FONT_URL = /url\("\.\.\/fonts\/([^"]+)"\)/g;

/** Combinations of parts that are kept as one text; a site has a few dozen. */
const MOST_COMBINATIONS = 100;

/** Joins the styles of all pages and those of a page’s parts, in the order of the rows, into what its one `<style>` holds. */
export function createPageStyles(css: string): (parts: readonly PagePart[]) => string {
  const known = new LRUCache<string, string>({ max: MOST_COMBINATIONS });
  return (parts) => {
    const key = parts.map(({ row }) => row.sheet ?? '').join();
    const found = known.get(key) ?? css + parts.map((part) => part.css).join('');
    known.set(key, found);
    return found;
  };
}
