import { likelyLocale, primaryLanguage } from '../domain/language.ts';

type Parts = Readonly<Partial<Record<Intl.DateTimeFormatPartTypes, string>>>;

/** A word for “year” at the end: `4 ноября 2016 г.`, `листопад 2016 р.`. */
const YEAR_WORD = /[ \u00a0\u202f][гр]\.$/u;

const dayMonthYear = ({ day, month, year }: Parts): string => `${day} ${month}, ${year}`;

/** CLDR has three orders, a word for “year”, and short names of months that no paper has. */
const ARMENIAN: Readonly<Record<string, (parts: Parts) => string>> = {
  day: dayMonthYear,
  shortDay: dayMonthYear,
  periodDay: dayMonthYear,
  weekday: (parts) => `${parts.weekday}, ${dayMonthYear(parts)}`,
  month: ({ month, year }) => `${month} ${year}`,
  dayInYear: ({ day, month }) => `${day} ${month}`,
};

/** The first of a month is an ordinal: `1er novembre`, `1º de novembro`; the day alone, as calendars have it, is none. */
const FIRST: Readonly<Record<string, string>> = { fr: '1er', 'pt-BR': '1º' };

/** Writes moments, in milliseconds since 1970, by a format of a style, as papers do where CLDR has the form of offices. */
export function printsDates(
  style: string,
  locale: string,
  format: Intl.DateTimeFormat,
): (epochMs: number) => string {
  const language = primaryLanguage(locale);
  if (language === 'ru' || language === 'uk')
    return (epochMs) => format.format(epochMs).replace(YEAR_WORD, '');
  const first = FIRST[language] ?? FIRST[`${language}-${likelyLocale(locale).region}`];
  if (first !== undefined && style !== 'dayOnly') {
    const withOrdinal = ({ type, value }: Intl.DateTimeFormatPart): string =>
      type === 'day' && value === '1' ? first : value;
    return (epochMs) => format.formatToParts(epochMs).map(withOrdinal).join('');
  }
  const arrange = language === 'hy' ? ARMENIAN[style] : undefined;
  if (arrange === undefined) return (epochMs) => format.format(epochMs);
  return (epochMs) =>
    arrange(Object.fromEntries(format.formatToParts(epochMs).map(({ type, value }) => [type, value])));
}

/** Whether papers of a language shorten the names of months. */
export const hasShortMonths = (locale: string): boolean => primaryLanguage(locale) !== 'hy';
