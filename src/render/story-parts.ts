import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inlineStyles, plainCss } from './inline-styles.ts';

/** A part that few pages have, and what a page that has it carries besides what all do. */
export interface StoryPart {
  /** How the tag of the part begins, in one way or another; text holds none of them, as `<` is escaped there. */
  readonly marks: readonly string[];
  /** Its styles as they stand in the page; '' for none. */
  readonly cssHtml: string;
  /** The CSP source that allows them; null for none. */
  readonly styleHash: string | null;
  /** Its script, a name in `public/`; null for none. */
  readonly script: string | null;
}

interface PartRow {
  readonly marks: readonly string[];
  /** Of `public/css/rich/NAME.css`. */
  readonly sheet?: string;
  readonly script?: string;
}

/** In the order in which pages carry their sheets. */
const ROWS: readonly PartRow[] = [
  { marks: ['<div class="table-scroll"', '<table>'], sheet: 'table' },
  { marks: ['<pre'], sheet: 'code' },
  { marks: ['<div class="math"', '<math'], sheet: 'math' },
  { marks: ['<mark>', '<kbd>', '<ins>', '<abbr title='], sheet: 'small-marks' },
  { marks: ['<dl>'], sheet: 'definitions' },
  { marks: ['<div class="box ', '<details class="box '], sheet: 'box' },
  { marks: ['<details>', '<details open', '<details class="box '], sheet: 'details' },
  { marks: ['<figure class="pull-quote"'], sheet: 'pull-quote' },
  { marks: ['<div class="points"'], sheet: 'points' },
  { marks: ['<figure class="clip '], sheet: 'clip' },
  { marks: ['<section class="footnotes"'], sheet: 'footnotes' },
  { marks: ['<figure class="gallery"', '<figure class="gallery gallery--three"'], sheet: 'gallery' },
  { marks: ['<figure class="embed '], sheet: 'embed' },
  { marks: ['<blockquote class="post"'], sheet: 'post' },
  { marks: [' data-player="https://'], script: 'js/embed.js' },
];

/** Reads what parts carry from the folder `public`. @throws Error where a sheet is not there. */
export function loadStoryParts(publicDir: string, assetUrl: (name: string) => string): readonly StoryPart[] {
  return ROWS.map(({ marks, sheet, script = null }) => {
    if (sheet === undefined) return { marks, cssHtml: '', styleHash: null, script };
    const text = readFileSync(join(publicDir, 'css', 'rich', `${sheet}.css`), 'utf8');
    const { css, hash } = inlineStyles(plainCss(text), assetUrl);
    return { marks, cssHtml: css, styleHash: hash, script };
  });
}

/** The parts that the HTML of a page has. */
export const partsIn = (html: string, parts: readonly StoryPart[]): readonly StoryPart[] =>
  parts.filter(({ marks }) => marks.some((mark) => html.includes(mark)));
