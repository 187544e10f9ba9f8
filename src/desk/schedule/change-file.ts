import { readFields } from '../../content/edits/read-fields.ts';
import { FieldEditError } from '../../content/edits/field-edit-error.ts';
import { setFields } from '../../content/edits/set-fields.ts';
import { parseEditorTime } from '../../content/times/parse-editor-time.ts';
import type { Author, ContentWriting } from '../../writing/content-writing.ts';
import { type DeskValues, type DeskWord, sayDesk } from '../../words/desk/desk-words.ts';
import type { SchedulePlan, ScheduleOrder } from './schedule-order.ts';

export interface ChangeRequest {
  readonly order: ScheduleOrder;
  readonly plan: Extract<SchedulePlan, { kind: 'set' }>;
  readonly by: Author;
  /** The subject of a commit. */
  readonly why: string;
  readonly timeZone: string;
}

export type ChangeOutcome =
  | {
      readonly kind: 'changed';
      readonly file: string;
      readonly before: Buffer;
      readonly digest: string;
      /** Whether somebody else's changes came into it at the same moment. */
      readonly isMerged: boolean;
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly message: string;
      readonly hint: string | null;
    };

/**
 * Changes the keys of one file that say when it is seen, by a guarded write, and nothing else in it. It is refused where the file
 * says another moment than whoever asks has seen.
 */
export async function changeFile(
  writing: Pick<ContentWriting, 'read' | 'write'>,
  request: ChangeRequest,
): Promise<ChangeOutcome> {
  const { order, plan, by, why, timeZone } = request;
  const read = await writing.read(order.file);
  if (read === null) return refused(404, 'schedule-gone', { file: order.file });
  const text = read.bytes.toString('utf8');
  if (!Buffer.from(text).equals(read.bytes)) return refused(422, 'schedule-not-text', { file: order.file });
  const said = momentIn(text, order.key, timeZone);
  if (order.was !== null && said !== null && said !== order.was) {
    return refused(409, 'schedule-meanwhile', { file: order.file });
  }
  let changed: string;
  try {
    changed = setFields(text, plan.fields, { timeZone });
  } catch (error) {
    if (!(error instanceof FieldEditError)) throw error;
    return { kind: 'refused', status: 422, message: error.message, hint: error.hint };
  }
  const change = { file: order.file, bytes: Buffer.from(changed), base: read.digest, baseBytes: read.bytes };
  const outcome = await writing.write({ changes: [change], by, why });
  if (outcome.kind === 'conflict') return refused(409, 'schedule-conflict', { file: order.file });
  if (outcome.kind === 'refused') {
    const { message, hint } = outcome;
    return { kind: 'refused', status: 422, message, hint };
  }
  const [written] = outcome.files;
  return {
    kind: 'changed',
    file: order.file,
    before: read.bytes,
    digest: written?.digest ?? '',
    isMerged: written?.isMerged ?? false,
    notes: outcome.notes,
  };
}

const refused = (status: number, word: DeskWord, values: DeskValues): ChangeOutcome => ({
  kind: 'refused',
  status,
  message: sayDesk(word, values),
  hint: null,
});

/** The moment that a file names under a key, in milliseconds since 1970; null where it names none that can be read. */
function momentIn(text: string, key: 'date' | 'expires', timeZone: string): number | null {
  const value = readFields(text, { timeZone })[key]?.value;
  return typeof value === 'string' ? (parseEditorTime(value, timeZone).moment?.epochMs ?? null) : null;
}
