import type { Words } from './words.ts';

/** The sign of a footnote, and a way back from it to a later place, with what stands before its number. */
const NUMBERED = /(<a [^>]*role="doc-(?:noteref|backlink)"[^>]*>[^<\d]*)(\d+)(?=<\/a>)/g;

/**
 * A body whose footnotes are numbered in the digits of the site, as its lists are (public/css/scripts/arabic.css). For a
 * story in the site’s own language alone: others have digits of their own.
 */
export function numberNotes(bodyHtml: string, words: Pick<Words, 'number'>): string {
  if (words.number(1) === '1') return bodyHtml;
  return bodyHtml.replace(
    NUMBERED,
    (_, before: string, digits: string) => before + words.number(Number(digits)),
  );
}
