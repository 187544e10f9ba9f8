import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The style sheet that every page carries, and the CSP source that allows it (CSP 3 §8.3: hashes). */
export interface InlineStyles {
  readonly css: string;
  /** `sha256-…`, without the quotes that the header puts around it. */
  readonly hash: string;
}

/** The sheets of `public/css`, in the order of their layers. */
const SHEETS = [
  'fonts',
  'guest-fonts',
  'stand-ins',
  'reset',
  'tokens',
  'base',
  'layout',
  'objects',
  'masthead',
  'article',
  'prose',
  'picture',
  'teaser',
  'kinds',
  'front',
  'listing',
  'archive',
  'names',
  'author',
  'series',
  'search',
  'related',
  'sidebar',
  'footer',
  'utilities',
  'print',
];

/** Reads the style sheets of all pages as one text; font URLs are still names. */
export function readStyles(publicDir: string): string {
  return plainCss(
    SHEETS.map((name) => readFileSync(join(publicDir, 'css', `${name}.css`), 'utf8')).join('\n'),
  );
}

/** Styles without comments and indentation. */
export function plainCss(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/:\s+/g, ':')
    .replace(/;}/g, '}')
    .trim();
}

/** Names of the font files that a style text asks for as `url("../fonts/NAME")`. */
export function fontNames(css: string): string[] {
  return [...css.matchAll(FONT_URL)].map((match) => match[1] ?? '');
}

/**
 * The paper of the light and of the dark edition, as browsers colour what is round a page.
 * @throws Error where the styles have no `--color-paper` with two colours.
 */
export function paperColours(css: string): { readonly light: string; readonly dark: string } {
  const [, light, dark] = /--color-paper:\s*light-dark\((#\w+),\s*(#\w+)\)/.exec(css) ?? [];
  if (light === undefined || dark === undefined)
    throw new Error('tokens.css has no --color-paper: write it as light-dark(#rrggbb, #rrggbb).');
  return { light, dark };
}

/** Points the fonts to their hashed URLs and computes the hash of the result. */
export function inlineStyles(css: string, assetUrl: (name: string) => string): InlineStyles {
  const linked = css.replace(FONT_URL, (_, name: string) => `url(${assetUrl(`fonts/${name}`)})`);
  const digest = createHash('sha256').update(linked).digest('base64');
  return { css: linked, hash: `sha256-${digest}` };
}

const FONT_URL = /url\("\.\.\/fonts\/([^"]+)"\)/g;
