import type { Moment } from '../domain/moment.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * RFC 822 with a four-digit year and the numeric offset of the site's zone, as RSS 2.0 readers expect:
 * `Fri, 15 Jul 2016 09:30:00 +0400`.
 */
export function toRfc822({ iso: written }: Pick<Moment, 'iso'>): string {
  const iso = inWholeMinutes(written);
  const [, day = '', time = '', offset = ''] = /^(\d{4}-\d{2}-\d{2})T([\d:]{8})(.*)$/.exec(iso) ?? [];
  const [year, month, date] = day.split('-');
  const weekday = DAYS[new Date(`${day}T00:00:00Z`).getUTCDay()];
  const zone = offset === 'Z' ? '+0000' : offset.replace(':', '');
  return `${weekday}, ${date} ${MONTHS[Number(month) - 1]} ${year} ${time} ${zone}`;
}

/** The same moment in an offset of whole minutes: before there were time zones, offsets had seconds. */
function inWholeMinutes(iso: string): string {
  if (!/[+-]\d{2}:\d{2}:\d{2}$/.test(iso)) return iso;
  const instant = Temporal.Instant.from(iso);
  return instant
    .toZonedDateTimeISO(iso.slice(-9, -3))
    .toString({ smallestUnit: 'second', timeZoneName: 'never' });
}
