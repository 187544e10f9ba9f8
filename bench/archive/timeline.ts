/** A time on the newsroom's own clock, without a zone. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** `HH:MM`. */
  readonly time: string;
}

const FIRST_MINUTE = Date.UTC(2006, 0, 1) / 60_000;
const LAST_MINUTE = Date.UTC(2026, 6, 1) / 60_000;
const DAY_MINUTES = 1_440;
const OPENING_MINUTE = 360;

/**
 * When an article is published: the stories follow each other evenly from 2006 to the middle of 2026,
 * between 6 in the morning and midnight, so that a higher index is never older. `jitter` is from 0 to 1.
 */
export function timeOf(index: number, count: number, jitter: number): LocalTime {
  const span = LAST_MINUTE - FIRST_MINUTE;
  return toLocalTime(FIRST_MINUTE + Math.floor(((index + jitter) / count) * (span - 1)));
}

/** The time some hours later, at the newsroom's hours again. */
export function hoursLater({ day, time }: LocalTime, hours: number): LocalTime {
  const minute = Date.parse(`${day}T${time}Z`) / 60_000 + hours * 60;
  const ofDay = minute % DAY_MINUTES;
  const text = new Date(minute * 60_000).toISOString();
  return ofDay < OPENING_MINUTE ? { day: text.slice(0, 10), time: `09:${text.slice(14, 16)}` } : split(text);
}

function toLocalTime(minute: number): LocalTime {
  const ofDay = minute % DAY_MINUTES;
  const atWork = OPENING_MINUTE + Math.floor((ofDay * (DAY_MINUTES - OPENING_MINUTE)) / DAY_MINUTES);
  return split(new Date((minute - ofDay + atWork) * 60_000).toISOString());
}

const split = (iso: string): LocalTime => ({ day: iso.slice(0, 10), time: iso.slice(11, 16) });
