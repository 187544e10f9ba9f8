/** A point in time as an editor wrote it, fixed in the site's time zone. */
export interface Moment {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly epochMs: number;
  /** RFC 3339 with the zone's offset: `2016-07-15T09:30:00+04:00`. */
  readonly iso: string;
  /** Calendar day in the site's zone: `2016-07-15`. */
  readonly day: string;
  /** `day` where the editor gave no time of day; such a moment begins at midnight. */
  readonly precision: 'day' | 'minute';
}

/** Fixes an instant in a time zone; `precision` says how much of it readers are shown. */
export function momentAt(
  instant: Temporal.Instant,
  timeZone: string,
  precision: Moment['precision'],
): Moment {
  const zoned = instant.toZonedDateTimeISO(timeZone);
  return {
    epochMs: instant.epochMilliseconds,
    iso: zoned.toString({ smallestUnit: 'second', timeZoneName: 'never' }),
    day: zoned.toPlainDate().toString(),
    precision,
  };
}
