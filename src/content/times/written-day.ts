import { isWeekday, monthOf } from './month-names.ts';

/** A day as it is written; ISO 8601 days that need not be in the calendar. */
export interface WrittenDay {
  readonly day: string;
  /** What it is where its first two numbers stand the other way round; null where only one order is possible. */
  readonly otherDay: string | null;
}

const YEAR_FIRST = /^(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})\.?$/;
const YEAR_LAST = /^(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const EAST_ASIAN = /^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]$/;

/**
 * Reads a day without a time: numbers with the year first or last, or a month by its name. Where the year is last and
 * both other numbers may be the month, a slash puts the month first, as PHP’s strtotime, JavaScript and dateutil
 * read it, and with them Grav, Hexo and Pelican; a dash or dot puts the day first, as in PHP. Null for any other text.
 */
export function readWrittenDay(text: string): WrittenDay | null {
  const [, year = '', , month = '', date = ''] = YEAR_FIRST.exec(text) ?? [];
  if (year !== '') return certain(year, month, date);
  const last = YEAR_LAST.exec(text);
  if (last !== null) return readYearLast(last);
  const numbers = COMPACT.exec(text) ?? EAST_ASIAN.exec(text);
  if (numbers !== null) return certain(numbers[1] ?? '', numbers[2] ?? '', numbers[3] ?? '');
  return readNamedMonth(text);
}

function readYearLast([, first = '', sign, second = '', year = '']: RegExpExecArray): WrittenDay {
  const monthFirst = isoDay(year, first, second);
  const dayFirst = isoDay(year, second, first);
  if (Number(second) > 12) return { day: monthFirst, otherDay: null };
  if (Number(first) > 12 || first.padStart(2, '0') === second.padStart(2, '0')) {
    return { day: dayFirst, otherDay: null };
  }
  // With dots nobody puts the month first.
  if (sign === '.') return { day: dayFirst, otherDay: null };
  return sign === '/' ? { day: monthFirst, otherDay: dayFirst } : { day: dayFirst, otherDay: monthFirst };
}

const WORD_OR_NUMBER = /\p{L}[\p{L}\p{M}’']*|\d+/gu;
/** What may stand between words and numbers. */
const BETWEEN = /^[\s,.\-/ºª°]*$/u;
/** `22nd`, `1er`, `the 3rd of May`, `22 de enero`, and words for “year” behind it. */
const SMALL_WORDS: ReadonlySet<string> = new Set(
  'st nd rd th er ère e the of de del di du den г год года р року r roku gada'.split(' '),
);

/** `January 22, 2020`, `22nd January 2020`, `Mon, 20 Jan 2020`, `22-Jan-2020`, `22 января 2020 г.` */
function readNamedMonth(text: string): WrittenDay | null {
  if (text.length > 60 || !BETWEEN.test(text.replace(WORD_OR_NUMBER, ''))) return null;
  const words = [...text.matchAll(WORD_OR_NUMBER)].map(([word]) => word);
  const numbers = words.filter((word) => /^\d/.test(word));
  const names = words.filter((word) => !/^\d/.test(word) && !SMALL_WORDS.has(word.toLowerCase()));
  const year = numbers.find((number) => number.length === 4);
  const day = numbers.find((number) => number.length <= 2);
  if (numbers.length !== 2 || year === undefined || day === undefined) return null;
  if (names.length === 2 && words[0] === names[0] && isWeekday(names[0] ?? '')) names.shift();
  const month = names.length === 1 ? monthOf(names[0] ?? '') : null;
  return month === null ? null : certain(year, String(month), day);
}

const certain = (year: string, month: string, day: string): WrittenDay => ({
  day: isoDay(year, month, day),
  otherDay: null,
});

const isoDay = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
