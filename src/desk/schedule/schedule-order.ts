import type { FieldValue } from '../../content/edits/field-value.ts';
import type { DeskWord } from '../../words/desk/desk-words.ts';
import { readLocalTime, type LocalTime } from './local-time.ts';

/** What is to become of a story: it appears or ends at another time, at once, becomes a draft again, or does not end. */
export const SCHEDULE_ACTS = ['move', 'now', 'draft', 'keep'] as const;
export type ScheduleAct = (typeof SCHEDULE_ACTS)[number];

export interface ScheduleOrder {
  readonly file: string;
  /** The key that says when: when it appears, or when it ends. */
  readonly key: 'date' | 'expires';
  readonly act: ScheduleAct;
  /** The moment that whoever asks has seen, in milliseconds since 1970; null for a draft. */
  readonly was: number | null;
  /** A time of the zone of the site, as a browser sends it. */
  readonly at: string;
}

export type SchedulePlan =
  | {
      readonly kind: 'set';
      /** As setFields takes them. */
      readonly fields: Readonly<Record<string, FieldValue | null>>;
      /** When it will be, in milliseconds since 1970; null for never. */
      readonly whenMs: number | null;
      readonly shift: LocalTime['shift'];
    }
  | { readonly kind: 'refused'; readonly word: DeskWord };

const MINUTE_MS = 60_000;

/** Settles which keys an order changes, and to what. `now` is milliseconds since 1970. */
export function planChange(
  { key, act, was, at }: ScheduleOrder,
  now: number,
  timeZone: string,
): SchedulePlan {
  const shown = was === null ? { draft: null } : {};
  if (act === 'now' && key === 'date') {
    const epochMs = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    return { kind: 'set', fields: { ...shown, date: { epochMs } }, whenMs: epochMs, shift: null };
  }
  if (act === 'draft' && key === 'date')
    return { kind: 'set', fields: { draft: true }, whenMs: null, shift: null };
  if (act === 'keep' && key === 'expires')
    return { kind: 'set', fields: { expires: null }, whenMs: null, shift: null };
  if (act !== 'move') return { kind: 'refused', word: 'schedule-not-so' };
  const time = readLocalTime(at, timeZone);
  if (time === null) return { kind: 'refused', word: 'schedule-no-time' };
  const { epochMs, shift } = time;
  if (epochMs <= now)
    return { kind: 'refused', word: key === 'date' ? 'schedule-past' : 'schedule-past-end' };
  return { kind: 'set', fields: { ...shown, [key]: { epochMs } }, whenMs: epochMs, shift };
}

/** Reads an order from a form; null for what no form of the schedule sends. */
export function readOrder(field: (name: string) => string): ScheduleOrder | null {
  const [file, key, act] = [field('file'), field('key'), SCHEDULE_ACTS.find((one) => one === field('act'))];
  const was = field('was') === '' ? null : Number(field('was'));
  if (file === '' || act === undefined || (key !== 'date' && key !== 'expires')) return null;
  if (was !== null && !Number.isSafeInteger(was)) return null;
  return { file, key, act, was, at: field('at') };
}
