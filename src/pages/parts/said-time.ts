import { daysBetween, siteDay, yearOf } from '../../domain/days/site-day.ts';
import type { Moment } from '../../domain/moment.ts';
import { THIS_YEAR_KEY, TODAY_KEY } from '../../domain/surrogate-keys.ts';
import { dayInYear, type ShownTime, shownDate, timeOfDay, weekdayNames, wholeDay } from './format-date.ts';
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
  moment: Moment,
  { site, words, now, uses }: Pick<PageContext, 'site' | 'words' | 'now' | 'uses'>,
): string {
  const { locale, timeZone } = site;
  const today = siteDay(now, timeZone).day;
  const age = daysBetween(moment.day, today);
  // One that is yet to come is said otherwise on its day.
  if (age <= LAST_WEEKDAY) uses(TODAY_KEY);
  if (age === 0)
    return moment.precision === 'day'
      ? words.plain('time-today')
      : timeOfDay(moment.epochMs, locale, timeZone);
  if (age > 0 && age <= LAST_WEEKDAY) return weekdayNames(moment.day, locale).long;
  if (yearOf(moment.day, locale) !== yearOf(today, locale)) return wholeDay(moment.day, locale);
  if (age > 0) uses(THIS_YEAR_KEY);
  return dayInYear(moment.day, locale);
}
