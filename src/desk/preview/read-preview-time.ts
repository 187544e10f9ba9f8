import { parseEditorTime, yearsAt } from '../../content/times/parse-editor-time.ts';

/** A time as editors write it in the site's zone, in milliseconds since 1970; null for none, and for one that is over at `now`. */
export function readPreviewTime(text: string, timeZone: string, now: number): number | null {
  const { moment } = parseEditorTime(text.trim(), timeZone, yearsAt(now));
  return moment === null || moment.epochMs <= now ? null : moment.epochMs;
}
