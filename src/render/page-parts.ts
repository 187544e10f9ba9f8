import { FILLED_BY_SCRIPT, PART_ROWS, type PartRow } from './part-rows.ts';
import type { ReadSheet } from './read-sheet.ts';
import { languagesIn, languagesOf } from './sheet-languages.ts';
import { lettersIn, MAY_BE_GUEST } from './sheet-letters.ts';

/** A part that some pages have, and what a page that has it carries besides what all do. */
export interface PagePart {
  readonly row: PartRow;
  /** Its styles; '' for none. */
  readonly css: string;
  /** Its script, a name in `public/`; null for none. */
  readonly script: string | null;
}

/** What tells the parts of a page. */
export interface PageText {
  /** What stands in `<body>`. */
  readonly bodyHtml: string;
  /** The letters that the page is written in, as `data-letters` names them; null for those of Latin-1. */
  readonly letters: string | null;
  /** The language of the page, as `<html lang>` has it. */
  readonly language: string;
}

/** Reads what parts carry; font URLs are still names. @throws Error where a sheet is not there. */
export const readPageParts = (readSheet: ReadSheet): readonly PagePart[] =>
  PART_ROWS.map((row) => ({
    row,
    css: row.sheet === undefined ? '' : readSheet(row.sheet),
    script: row.script ?? null,
  }));

/** Makes what finds the parts that a page has, in their order. It reads the page once for all tags, as one is made at each publish. */
export function createPartFinder(parts: readonly PagePart[]): (page: PageText) => readonly PagePart[] {
  const marks = [FILLED_BY_SCRIPT, ...parts.flatMap(({ row }) => ('marks' in row ? row.marks : []))];
  const longestFirst = [...new Set(marks)].sort((a, b) => b.length - a.length);
  const anyMark = new RegExp(longestFirst.map((mark) => RegExp.escape(mark)).join('|'), 'g');
  const tests = parts.map((part) => ({ part, isIn: testOf(part) }));
  return ({ bodyHtml, letters, language }) => {
    const tags = [...new Set(bodyHtml.match(anyMark))];
    const guestsHtml = MAY_BE_GUEST.test(bodyHtml) ? bodyHtml : '';
    const found = { tags, guestsHtml, letters, languages: languagesIn(bodyHtml, language) };
    return tests.filter(({ isIn }) => isIn(found)).map(({ part }) => part);
  };
}

/** What was found in a page. */
interface FoundText extends Pick<PageText, 'letters'> {
  /** Each mark once, of two that begin alike the longer one. */
  readonly tags: readonly string[];
  /** The body; '' where it has letters of Latin-1 alone. */
  readonly guestsHtml: string;
  /** Of the page and of pieces of it, each once, by their main tags. */
  readonly languages: readonly string[];
}

function testOf({ row, css }: PagePart): (found: FoundText) => boolean {
  if ('marks' in row) return ({ tags }) => row.marks.some((mark) => tags.some((tag) => tag.startsWith(mark)));
  if ('written' in row) return ({ letters }) => letters !== null && row.written.includes(letters);
  if ('sets' in row) {
    const ofSheet = languagesOf(css);
    return ({ tags, languages }) =>
      languages.some((language) => ofSheet.has(language)) || tags.includes(FILLED_BY_SCRIPT);
  }
  const ofThem = lettersIn(css);
  return ({ tags, guestsHtml, letters }) =>
    (row.guests === null || row.guests !== letters) &&
    (ofThem.test(guestsHtml) || tags.includes(FILLED_BY_SCRIPT));
}
