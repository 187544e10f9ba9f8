/** The names by which an English text calls the months; the first three letters tell them apart. */
const ENGLISH: ReadonlyMap<string, number> = new Map(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, index): [string, number][] => [
      [name, index + 1],
      [name.slice(0, 3), index + 1],
    ])
    .concat([['sept', 9]]),
);

const ENGLISH_DAYS: ReadonlySet<string> = new Set(
  'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun'.split(
    ' ',
  ),
);

/** Languages whose months have names of letters. */
const LANGUAGES = (
  'de fr es it pt nl pl ru uk be bg cs sk sl hr sr sr-Latn mk ro hu el tr az kk uz ka hy fa ar hi bn ur th id ms sv nb da ' +
  'fi et lv lt is ca eu gl sq sw af'
).split(' ');

interface Names {
  readonly months: ReadonlyMap<string, number>;
  readonly days: ReadonlySet<string>;
}

let others: Names | null = null;

function otherNames(): Names {
  others ??= readNames();
  return others;
}

/**
 * The month, 1 to 12, that a word names in English or any other language that has its own words for them; null for
 * any other word, and for one that names different months in two languages.
 */
export function monthOf(word: string): number | null {
  const name = plainName(word);
  return ENGLISH.get(name) ?? (otherNames().months.get(name) || null);
}

/** Whether a word names a day of the week, in one of these languages. */
export function isWeekday(word: string): boolean {
  const name = plainName(word);
  return ENGLISH_DAYS.has(name) || otherNames().days.has(name);
}

const plainName = (word: string): string =>
  word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[.’']$/, '');

/** The names of all these languages, made once where the first one is asked for. */
function readNames(): Names {
  const months = new Map<string, number>();
  const days = new Set<string>();
  for (const language of LANGUAGES) {
    for (const width of ['long', 'short'] as const) {
      // Beside a day many languages have another case of the name.
      for (const fields of [{ month: width }, { month: width, day: 'numeric' }] as const) {
        const format = formatOf(language, fields);
        for (let month = 1; month <= 12; month += 1) {
          const name = nameIn(format, Date.UTC(2023, month - 1, 20), 'month');
          const known = months.get(name);
          months.set(name, known === undefined || known === month ? month : AMBIGUOUS);
        }
      }
      const format = formatOf(language, { weekday: width });
      for (let day = 1; day <= 7; day += 1) days.add(nameIn(format, Date.UTC(2023, 0, day), 'weekday'));
    }
  }
  return { months, days };
}

const AMBIGUOUS = 0;

const formatOf = (language: string, fields: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { ...fields, timeZone: 'UTC' });

function nameIn(format: Intl.DateTimeFormat, epochMs: number, part: 'month' | 'weekday'): string {
  return plainName(format.formatToParts(epochMs).find(({ type }) => type === part)?.value ?? '');
}
