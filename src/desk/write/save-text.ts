import type { Person } from '../../accounts/person.ts';
import type { ConflictingFile, ContentWriting, Permits } from '../../writing/content-writing.ts';
import type { FieldValue } from '../../content/edits/field-value.ts';
import { setFields } from '../../content/edits/set-fields.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { textOf } from '../../writing/text-of.ts';
import { DeskError } from '../desk-error.ts';
import { formText } from './form-text.ts';
import { keepLines } from './keep-lines.ts';
import { editOptions } from './edit-options.ts';
import type { WriteDeps } from './write-deps.ts';
import type { WriteForm } from './write-form.ts';

/** What became of a save; `text` is what the writer is to see in the form next. */
export type Saved =
  | {
      readonly kind: 'written';
      readonly text: string;
      readonly digest: string;
      /** Whether somebody else’s changes are in it as well. */
      readonly isMerged: boolean;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'conflict'; readonly text: string; readonly file: ConflictingFile }
  | {
      readonly kind: 'refused';
      readonly text: string;
      readonly message: string;
      readonly hint: string;
      /** Of the answer: 403 where it is not theirs to do. */
      readonly status: 403 | 422;
    };

/** What else is changed by the act that saves, such as the date of one that publishes; throws where it cannot be. */
export type MoreChanges = (text: string) => Readonly<Record<string, FieldValue | null>>;

/**
 * Saves what a form holds, with the fields that were filled in and what the act changes besides. Nothing that was typed is lost:
 * what is not written is handed back. @throws DeskError for a file that is no text.
 */
export async function saveText(
  deps: WriteDeps,
  person: Person,
  form: WriteForm,
  { why, more = () => ({}) }: { readonly why: string; readonly more?: MoreChanges },
): Promise<Saved> {
  const { writing } = deps;
  const baseBytes = form.base === null ? null : await findBase(writing, form.file, form.base);
  const baseText = baseBytes === null ? '' : textOf(baseBytes);
  if (baseText === null) throw new DeskError(415, 'no-text', sayDesk('write-no-text'));
  const refuse = (message: string, hint: string) => ({
    kind: 'refused' as const,
    status: 422 as const,
    text: form.text,
    message,
    hint,
  });
  if (form.sent['conflict'] !== undefined && hasMarks(form.text))
    return refuse(sayDesk('write-marks-left'), sayDesk('write-marks-hint'));

  let text = keepLines(baseText, form.text);
  try {
    const options = editOptions(form.kind, deps.site());
    if (Object.keys(form.changes).length > 0) text = setFields(text, form.changes, options);
    const changes = more(text);
    if (Object.keys(changes).length > 0) text = setFields(text, changes, options);
  } catch (error) {
    const { message, hint } = asHint(error);
    return refuse(message, hint);
  }
  const bytes = Buffer.from(text);
  const { file, base, isMinor, save } = form;
  const permits: Permits = (change) => deps.mayWrite(person, change);
  const outcome = await writing.write({
    changes: [{ file, bytes, base, ...(baseBytes === null ? {} : { baseBytes }) }],
    by: { name: person.name, email: person.email },
    why,
    isMinor,
    permits,
    ...(save === undefined ? {} : { save }),
  });
  if (outcome.kind === 'refused' && outcome.code === 'not-permitted')
    return { ...refuse(sayDesk('write-not-yours'), sayDesk('write-not-yours-hint')), status: 403 };
  if (outcome.kind === 'refused') return refuse(outcome.message, outcome.hint);
  if (outcome.kind === 'conflict') {
    const [conflict] = outcome.files;
    if (conflict === undefined) throw new Error('a conflict about no file');
    return { kind: 'conflict', text: form.text, file: conflict };
  }
  const written = outcome.files.find((one) => one.file === file);
  const stands = written?.isMerged === true ? await writing.read(file) : null;
  return {
    kind: 'written',
    text: formText(stands === null ? text : (textOf(stands.bytes) ?? text)),
    digest: stands?.digest ?? written?.digest ?? base ?? '',
    isMerged: written?.isMerged === true,
    notes: outcome.notes,
  };
}

/** The bytes that somebody began from: the file as it is, or else as its history has it; null where nothing has them. */
export async function findBase(
  writing: ContentWriting,
  file: string,
  digest: string,
): Promise<Uint8Array | null> {
  const now = await writing.read(file);
  if (now?.digest === digest) return now.bytes;
  const revision = (await writing.history(file)).find((one) => one.digest === digest);
  return revision === undefined ? null : await writing.textOf(file, revision.id);
}

/** Whether both marks of a conflict are still there, which readers would see. */
const hasMarks = (text: string): boolean => /^<{7}(?: |\r?$)/m.test(text) && /^>{7}(?: |\r?$)/m.test(text);

/** Errors made for people have a cure; any other is a fault of the program. */
function asHint(error: unknown): { readonly message: string; readonly hint: string } {
  const { message, hint } = error as { readonly message?: unknown; readonly hint?: unknown };
  if (typeof message !== 'string' || typeof hint !== 'string') throw error;
  return { message, hint };
}
