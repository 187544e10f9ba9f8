/** A time of day as somebody chose it in the zone of the site. */
export interface LocalTime {
  /** Milliseconds since 1970. */
  readonly epochMs: number;
  /**
   * Whether the clocks that night pass over it, so that it is the time after as long (Temporal's `compatible`), or show it twice,
   * so that it is the first of the two.
   */
  readonly shift: 'skipped' | 'repeated' | null;
}

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;

/** Reads what `<input type="datetime-local">` sends, in a zone; null for anything else. */
export function readLocalTime(text: string, timeZone: string): LocalTime | null {
  if (!FORM.test(text)) return null;
  try {
    const plain = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    const zoned = plain.toZonedDateTime(timeZone);
    const { epochMilliseconds: epochMs } = zoned;
    if (!zoned.toPlainDateTime().equals(plain)) return { epochMs, shift: 'skipped' };
    const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' });
    return { epochMs, shift: later.epochMilliseconds === epochMs ? null : 'repeated' };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
