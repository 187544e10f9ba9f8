import { parseEditorTime, yearsAt } from '../../content/times/parse-editor-time.ts';
import { readFileName } from '../../content/articles/read-file-name.ts';
import type { FieldMap, FieldValue } from '../../content/edits/field-value.ts';
import { readFields } from '../../content/edits/read-fields.ts';
import { momentAt } from '../../domain/moment.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { editOptions } from './edit-options.ts';
import type { MoreChanges } from './save-text.ts';
import type { WriteDeps } from './write-deps.ts';
import type { WriteForm } from './write-form.ts';

/** What can be done with a text besides saving it. */
export const WRITE_ACTS = ['save', 'publish', 'schedule', 'unpublish', 'correct'] as const;
export type WriteAct = (typeof WRITE_ACTS)[number];

/** Why an act cannot be done, in words for whoever asked for it. */
export class ActError extends Error {
  override readonly name = 'ActError';
  readonly code = 'act-refused';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

const ENDS_SECONDS = 60_000;

/** Which keys an act changes in a text. The functions throw ActError where what was typed for it does not do. */
export function changesOf(
  act: WriteAct,
  form: WriteForm,
  { site, now }: Pick<WriteDeps, 'site' | 'now'>,
): MoreChanges {
  const { timeZone } = site();
  const at = now();
  const minute = { epochMs: Math.floor(at / ENDS_SECONDS) * ENDS_SECONDS };
  if (act === 'save') return () => ({});
  if (act === 'unpublish') return () => ({ draft: true });
  if (act === 'publish') {
    return (text) => {
      const changes: Record<string, FieldValue | null> = { draft: null };
      if (form.kind !== 'article') return changes;
      const date = readFields(text, editOptions(form.kind, site()))['date']?.value;
      const named = readFileName(form.file, { timeZone }).day;
      const dated = typeof date === 'string' ? parseEditorTime(date, timeZone, yearsAt(at)).moment : named;
      // A date that cannot be read is the writer’s to mend: the problems say where.
      if ((date === undefined && named === null) || (dated !== null && dated.epochMs > at))
        changes['date'] = minute;
      return changes;
    };
  }
  if (act === 'schedule') {
    const time = parseEditorTime((form.sent['at'] ?? '').replace('T', ' '), timeZone, yearsAt(at));
    return () => {
      if (time.moment === null) throw new ActError(sayDesk('write-no-time'), sayDesk('write-no-time-hint'));
      if (time.isSkippedByClock)
        throw new ActError(sayDesk('write-time-skipped'), sayDesk('write-no-time-hint'));
      if (time.moment.epochMs <= at) {
        const shown = momentAt(Temporal.Instant.fromEpochMilliseconds(Math.floor(at)), timeZone, 'minute');
        const clock = `${shown.day} ${shown.iso.slice(11, 16)}`;
        throw new ActError(sayDesk('write-time-past', { now: clock }), sayDesk('write-time-past-hint'));
      }
      return { draft: null, date: { epochMs: time.moment.epochMs } };
    };
  }
  return (text) => {
    const said = (form.sent['correction'] ?? '').replace(/\s+/gu, ' ').trim();
    if (said === '') throw new ActError(sayDesk('write-no-correction'), sayDesk('write-no-correction-hint'));
    const old = readFields(text, editOptions(form.kind, site()))['corrections']?.value;
    const list = Array.isArray(old) ? old : old === undefined || old === null || old === '' ? [] : [old];
    return { corrections: [...(list as readonly (string | FieldMap)[]), { date: minute, text: said }] };
  };
}
