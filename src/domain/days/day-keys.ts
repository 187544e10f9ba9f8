import { SITE_KEY, THIS_YEAR_KEY, TODAY_KEY } from '../surrogate-keys.ts';
import type { SiteCalendar } from './said-until.ts';
import { siteDay, yearOf } from './site-day.ts';

const WEEK_MS = 7 * 86_400_000;

/**
 * The surrogate keys of pages that say their times otherwise at `now` than at `since`, both in milliseconds since 1970: none
 * within a day of the site, those of the day at its midnight, and those of the year at New Year. Where the clock was set back to another
 * day, pages that said only whole dates may leave out the year again, or name the weekday: then all are told.
 */
export function dayKeys(since: number, now: number, { timeZone, locale }: SiteCalendar): readonly string[] {
  const dayAt = (moment: number): string => siteDay(moment, timeZone).day;
  const [before, after] = [dayAt(since), dayAt(now)];
  if (before === after) return [];
  const year = yearOf(before, locale);
  if (since < now) return yearOf(after, locale) === year ? [TODAY_KEY] : [TODAY_KEY, THIS_YEAR_KEY];
  const wasOtherYear = yearOf(dayAt(now - WEEK_MS), locale) !== year;
  return wasOtherYear ? [TODAY_KEY, THIS_YEAR_KEY, SITE_KEY] : [TODAY_KEY, THIS_YEAR_KEY];
}

const OF_DAYS: ReadonlySet<string> = new Set([TODAY_KEY, THIS_YEAR_KEY]);

/** Whether what changed is the day alone: nothing that was written, nor anything that came or went by its own time. */
export const isDayAlone = (keys: ReadonlySet<string>): boolean => keys.isSubsetOf(OF_DAYS);
