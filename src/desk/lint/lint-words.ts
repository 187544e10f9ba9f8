import type { ArticleRecord } from '../../domain/article.ts';
import { good, hint, type LintFinding } from './lint-finding.ts';
import { cutToWidth, lengthOf, widthOf } from './text-measure.ts';

/** Widths, in letters of Latin. Search engines cut a title at about the first, share cards and phones at about the second. */
const SEARCH_WIDTH = 60;
const CARD_WIDTH = 110;
/** What is narrower says too little on a list. */
const LEAST_WIDTH = 15;
/** Search engines show about so much of a description. */
const MOST_STANDFIRST = 300;
const LEAST_STANDFIRST = 40;

/** `twin` is the file of another story with the same headline. */
export function lintHeadline({ title }: ArticleRecord, twin: string | null): LintFinding[] {
  const field = 'title';
  const width = widthOf(title);
  const values = { length: lengthOf(title), shown: cutToWidth(title, SEARCH_WIDTH) };
  const same = twin === null ? [] : [hint('lint-headline-twice', { field, values: { file: twin } })];
  const shouts = isShouted(title) ? [hint('lint-headline-capitals', { field })] : [];
  const stop = /[^.]\.$/u.test(title.trim()) ? [hint('lint-headline-stop', { field })] : [];
  return [sized(), ...same, ...shouts, ...stop];

  function sized(): LintFinding {
    if (width > CARD_WIDTH) return hint('lint-headline-long', { field, values });
    if (width < LEAST_WIDTH) return hint('lint-headline-short', { field, values });
    return good(width > SEARCH_WIDTH ? 'lint-headline-cut' : 'lint-headline-good', { field, values });
  }
}

/** Whether a headline of a script with capitals has nothing else; short words may be names. */
function isShouted(title: string): boolean {
  const letters = title.replace(/[^\p{Lu}\p{Ll}]/gu, '');
  return letters.length > 12 && !/\p{Ll}/u.test(letters);
}

export function lintStandfirst({ title, description }: ArticleRecord): LintFinding[] {
  const field = 'description';
  if (description === null) return [hint('lint-standfirst-none', { field })];
  if (plain(description) === plain(title)) return [hint('lint-standfirst-same', { field })];
  const width = widthOf(description);
  const values = { length: lengthOf(description) };
  if (width > MOST_STANDFIRST) return [hint('lint-standfirst-long', { field, values })];
  if (width < LEAST_STANDFIRST) return [hint('lint-standfirst-short', { field, values })];
  return [good('lint-standfirst-good', { field, values })];
}

/** A text without signs and case, for comparison. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
