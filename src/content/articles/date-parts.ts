import type { Moment } from '../../domain/moment.ts';
import type { AddressPart } from '../../domain/addresses/pattern-parts.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/**
 * What a part of an address says of a moment, in the zone and calendar in which it was written and with English names,
 * as the systems write them; null for a part that is no date. `date` takes a format of strftime, else it is `2016/07/15`.
 */
export function datePart(moment: Moment, part: AddressPart, format: string | null): string | null {
  const [year = '', month = '', day = ''] = moment.day.split('-');
  const plain = (): Temporal.PlainDate => Temporal.PlainDate.from(moment.day);
  const pad = (number: number, width: number): string => String(number).padStart(width, '0');
  switch (part) {
    case 'year':
      return year;
    case 'short_year':
      return year.slice(2);
    case 'month':
      return month;
    case 'i_month':
      return String(Number(month));
    case 'short_month':
      return (MONTHS[Number(month) - 1] ?? '').slice(0, 3);
    case 'long_month':
      return MONTHS[Number(month) - 1] ?? '';
    case 'day':
      return day;
    case 'i_day':
      return String(Number(day));
    case 'day_of_year':
      return pad(plain().dayOfYear, 3);
    case 'week':
      return pad(plain().weekOfYear ?? 0, 2);
    case 'weekday':
      return String(plain().dayOfWeek);
    case 'short_day':
      return (DAYS[plain().dayOfWeek - 1] ?? '').slice(0, 3);
    case 'long_day':
      return DAYS[plain().dayOfWeek - 1] ?? '';
    case 'hour':
      return moment.iso.slice(11, 13);
    case 'minute':
      return moment.iso.slice(14, 16);
    case 'second':
      return moment.iso.slice(17, 19);
    case 'timestamp':
      return String(Math.floor(moment.epochMs / 1000));
    case 'date':
      return (format ?? '%Y/%m/%d').replace(/%-?[A-Za-z]/g, (found) => {
        const named = STRFTIME[found];
        return named === undefined ? found : (datePart(moment, named, null) ?? '');
      });
    default:
      return null;
  }
}

const STRFTIME: Readonly<Record<string, AddressPart>> = {
  '%Y': 'year',
  '%y': 'short_year',
  '%m': 'month',
  '%-m': 'i_month',
  '%b': 'short_month',
  '%B': 'long_month',
  '%d': 'day',
  '%-d': 'i_day',
  '%j': 'day_of_year',
  '%V': 'week',
  '%u': 'weekday',
  '%a': 'short_day',
  '%A': 'long_day',
  '%H': 'hour',
  '%M': 'minute',
  '%S': 'second',
};
