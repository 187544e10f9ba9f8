import { THIS_YEAR_KEY, TODAY_KEY } from '../surrogate-keys.ts';
import { siteDay, yearEnd } from './site-day.ts';

/** What decides which day it is, and which year. */
export interface SiteCalendar {
  /** IANA name. */
  readonly timeZone: string;
  /** BCP 47 tag, whose calendar counts the years. */
  readonly locale: string;
}

/**
 * The moment until which a page that was made at `now` says its times right, by the keys that it noted: the site’s midnight, New
 * Year, or null for always. Milliseconds since 1970.
 */
export function saidUntil(
  keys: ReadonlySet<string>,
  now: number,
  { timeZone, locale }: SiteCalendar,
): number | null {
  if (keys.has(TODAY_KEY)) return siteDay(now, timeZone).endsMs;
  return keys.has(THIS_YEAR_KEY) ? yearEnd(now, timeZone, locale) : null;
}
