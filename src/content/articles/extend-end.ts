import { type Moment, momentAt } from '../../domain/moment.ts';
import type { Limits } from '../../domain/visibility.ts';
import type { ArticleFields } from './schema.ts';

/**
 * Gives an end that is but the day of publication its meaning: the end of that day, in the zone. Returns the fields and limits
 * as they are where there is no such end. `dated` is when the article is of.
 */
export function extendEnd(
  fields: ArticleFields,
  limits: Limits,
  dated: Moment | null | undefined,
  timeZone: string,
): { readonly fields: ArticleFields; readonly limits: Limits } {
  const { expires } = fields;
  if (dated == null || (expires === undefined && limits.until === null)) return { fields, limits };
  const published = limits.from !== null && limits.from.epochMs > dated.epochMs ? limits.from : dated;
  const extended = (end: Moment): Moment =>
    end.precision === 'day' && end.day === published.day ? endOfDay(end, timeZone) : end;
  return {
    fields:
      expires === undefined
        ? fields
        : { ...fields, expires: { ...expires, moment: extended(expires.moment) } },
    limits: limits.until === null ? limits : { ...limits, until: extended(limits.until) },
  };
}

function endOfDay({ day }: Moment, timeZone: string): Moment {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime({ timeZone });
  return momentAt(next.toInstant(), timeZone, 'minute');
}
