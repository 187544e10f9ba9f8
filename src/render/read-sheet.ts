import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where breakpoints and widths are said, below `public/css`. */
export const LAYOUT_SHEET = 'layout';

const DEFINED = /@custom-media (--[a-z-]+) ([^;]+);/g;
const PRELUDE = /@media[^{]+/g;
const NAMED = /\((--[a-z-]+)\)/g;

/** Reads a sheet `public/css/NAME.css` as pages carry it. @throws Error where it is not there, or names a medium that is not. */
export type ReadSheet = (name: string) => string;

/**
 * Makes what reads the sheets of the folder `public`. Names of media, `@media (--wide)`, become what layout.css says of them by
 * `@custom-media` (Media Queries 5 §3), which no browser reads yet. Font URLs are still names.
 */
export function createSheetReader(publicDir: string): ReadSheet {
  const media = customMedia(readText(publicDir, LAYOUT_SHEET));
  return (name) =>
    plainCss(readText(publicDir, name))
      .replace(DEFINED, '')
      .replace(PRELUDE, (prelude) =>
        prelude.replace(NAMED, (_, medium: string) => {
          const query = media.get(medium);
          if (query === undefined)
            throw new Error(
              `public/css/${name}.css: layout.css has no @custom-media ${medium}; add it or mend the name`,
            );
          return query;
        }),
      );
}

/** What `@custom-media` says in a text: `--wide` → `(min-width: 64rem)`. */
export const customMedia = (css: string): ReadonlyMap<string, string> =>
  new Map([...css.matchAll(DEFINED)].map(([, name = '', query = '']) => [name, query.replace(/:\s+/g, ':')]));

/** The text of a sheet as it is written. */
export const readText = (publicDir: string, name: string): string =>
  readFileSync(join(publicDir, 'css', `${name}.css`), 'utf8');

/** Styles without comments and indentation. */
const plainCss = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/:\s+/g, ':')
    .replace(/;}/g, '}')
    .trim();
