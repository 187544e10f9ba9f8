import { momentAt } from '../../domain/moment.ts';

/** Day and time as nearly all files write them, with what may stand between and behind. */
const WRITTEN =
  /^\d{4}(?<dash>[-/.])\d{2}\k<dash>\d{2}(?:(?<joint>[T ])\d{2}:\d{2}(?<seconds>:\d{2}(?:\.\d+)?)?(?<zone>\s?(?:Z|[+-]\d{2}:?\d{2}))?)?$/;

/**
 * A time in the site's zone, written as `like` is: a day alone where the time is its midnight, with or without seconds and offset;
 * `2026-11-22 09:30` where there is nothing to be like.
 */
export function timeInStyle(epochMs: number, timeZone: string, like: string | null): string {
  const { iso } = momentAt(Temporal.Instant.fromEpochMilliseconds(epochMs), timeZone, 'minute');
  const [, day = '', time = '', seconds = '', offset = ''] =
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)(.*)$/.exec(iso) ?? [];
  const groups = WRITTEN.exec((like ?? '').trim())?.groups;
  const dash = groups?.['dash'] ?? '-';
  const written = dash === '-' ? day : day.replaceAll('-', dash);
  const isDayAlone = groups !== undefined && groups['joint'] === undefined;
  if (isDayAlone && time === '00:00' && seconds === ':00') return written;
  const hasSeconds = groups?.['seconds'] !== undefined || seconds !== ':00';
  const zone = groups?.['zone'];
  const isUtc = zone?.trim() === 'Z';
  if (isUtc) return utcTime(epochMs, groups?.['joint'] ?? 'T', hasSeconds);
  const behind = zone === undefined ? '' : offsetLike(offset, zone);
  return `${written}${groups?.['joint'] ?? ' '}${time}${hasSeconds ? seconds : ''}${behind}`;
}

function utcTime(epochMs: number, joint: string, hasSeconds: boolean): string {
  const [day = '', time = ''] = new Date(epochMs).toISOString().split('T');
  return `${day}${joint}${time.slice(0, hasSeconds ? 8 : 5)}Z`;
}

function offsetLike(offset: string, like: string): string {
  const blank = like.startsWith(' ') ? ' ' : '';
  return blank + (like.includes(':') ? offset : offset.replace(':', ''));
}
