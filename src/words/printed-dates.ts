import { primaryLanguage } from '../domain/language.ts';

type Parts = Readonly<Partial<Record<Intl.DateTimeFormatPartTypes, string>>>;

/** A word for “year” at the end: `4 ноября 2016 г.`, `листопад 2016 р.`. */
const YEAR_WORD = /[ \u00a0\u202f][гр]\.$/u;

const dayMonthYear = ({ day, month, year }: Parts): string => `${day} ${month}, ${year}`;

/** The first of a month is an ordinal in French: `1er décembre`. */
const FIRST_OF_MONTH = /(?<!\d)1 (?=\p{L})/u;

/** CLDR has three orders, a word for “year”, and short names of months that no paper has. */
const ARMENIAN: Readonly<Record<string, (parts: Parts) => string>> = {
  day: dayMonthYear,
  shortDay: dayMonthYear,
  periodDay: dayMonthYear,
  weekday: (parts) => `${parts.weekday}, ${dayMonthYear(parts)}`,
  month: ({ month, year }) => `${month} ${year}`,
  dayInYear: ({ day, month }) => `${day} ${month}`,
};

/** Writes moments, in milliseconds since 1970, by a format of a style, as papers do where CLDR has the form of offices. */
export function printsDates(
  style: string,
  locale: string,
  format: Intl.DateTimeFormat,
): (epochMs: number) => string {
  const language = primaryLanguage(locale);
  if (language === 'ru' || language === 'uk')
    return (epochMs) => format.format(epochMs).replace(YEAR_WORD, '');
  if (language === 'fr' && style !== 'dayOnly')
    return (epochMs) => format.format(epochMs).replace(FIRST_OF_MONTH, '1er ');
  const arrange = language === 'hy' ? ARMENIAN[style] : undefined;
  if (arrange === undefined) return (epochMs) => format.format(epochMs);
  return (epochMs) =>
    arrange(Object.fromEntries(format.formatToParts(epochMs).map(({ type, value }) => [type, value])));
}

/** Whether papers of a language shorten the names of months. */
export const hasShortMonths = (locale: string): boolean => primaryLanguage(locale) !== 'hy';
