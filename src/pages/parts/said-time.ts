import { daysBetween, siteDay, yearOf } from '../../domain/days/site-day.ts';
import type { Moment } from '../../domain/moment.ts';
import { THIS_YEAR_KEY, TODAY_KEY } from '../../domain/surrogate-keys.ts';
import { dayInYear, type ShownTime, shownDate, timeOfDay, weekdayName, wholeDay } from './format-date.ts';
import type { PageContext } from './page-context.ts';

/** Seven days back the same weekday comes round again. */
const LAST_WEEKDAY = 6;

/**
 * A time as people say it on the day on which the page is made: `14:32` for today (`Today` where the editor gave no time
 * of day), `Friday` up to six days back, `22 November`, and with its year where that is another; the whole date in the title. Notes
 * until when that stands: the page carries the key of today, or of this year. Where `wholeDates` is set it is the whole date.
 */
export function saidTime(
  moment: Moment,
  context: Pick<PageContext, 'site' | 'words' | 'now' | 'uses' | 'wholeDates'>,
): ShownTime {
  const whole = shownDate(moment, context);
  if (context.wholeDates === true) return whole;
  const text = sayMoment(moment, context);
  return { ...whole, text, title: text === whole.text ? null : whole.text };
}

function sayMoment(
  { day, epochMs, precision }: Moment,
  { site, words, now, uses }: Pick<PageContext, 'site' | 'words' | 'now' | 'uses'>,
): string {
  const { locale, timeZone } = site;
  const { text, key } = sayDay(day, siteDay(now, timeZone).day, locale);
  if (key !== null) uses(key);
  if (text !== null) return text;
  return precision === 'day' ? words.plain('time-today') : timeOfDay(epochMs, locale, timeZone);
}

/** What is said of a whole day, null for today; and the key of the pages that say so, null where that stays right. */
interface SaidDay {
  readonly text: string | null;
  readonly key: string | null;
}

/** Stories of a list are of few days, and each day takes several formatters. */
const MOST_DAYS = 1_000;
const saidDays = new Map<string, SaidDay>();

function sayDay(day: string, today: string, locale: string): SaidDay {
  const asked = `${day} ${today} ${locale}`;
  const known = saidDays.get(asked);
  if (known !== undefined) return known;
  if (saidDays.size >= MOST_DAYS) saidDays.clear();
  const said = buildSaidDay(day, today, locale);
  saidDays.set(asked, said);
  return said;
}

function buildSaidDay(day: string, today: string, locale: string): SaidDay {
  const age = daysBetween(day, today);
  if (age === 0) return { text: null, key: TODAY_KEY };
  if (age > 0 && age <= LAST_WEEKDAY) return { text: weekdayName(day, locale), key: TODAY_KEY };
  const isOtherYear = yearOf(day, locale) !== yearOf(today, locale);
  const text = isOtherYear ? wholeDay(day, locale) : dayInYear(day, locale);
  // One that is yet to come is said otherwise on its day.
  if (age < 0) return { text, key: TODAY_KEY };
  return { text, key: isOtherYear ? null : THIS_YEAR_KEY };
}
