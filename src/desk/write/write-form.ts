import { z } from 'zod';
import type { TabSave } from '../../writing/content-writing.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import { formFieldsOf, type TextKind, textKindOf } from './form-fields.ts';
import { type FieldChanges, readChanges } from './read-changes.ts';

/** What the writing page sends, whatever is to be done with it. */
export interface WriteForm {
  /** Path below the content folder. */
  readonly file: string;
  readonly kind: TextKind;
  /** The digest of what the writer began from; null for a new file. */
  readonly base: string | null;
  /** The whole text, with the line ends of a form. */
  readonly text: string;
  readonly changes: FieldChanges;
  /** Whether readers’ history shows the change as a small one. */
  readonly isMinor: boolean;
  /** Which tab sent it; absent without script. */
  readonly save?: TabSave;
  /** Everything that was sent, by name. */
  readonly sent: Readonly<Record<string, string | undefined>>;
}

const BODY = z.record(z.string(), z.unknown());

/** Reads a form, sent as one or as JSON. @throws DeskError for one that no page of the desk makes. */
export function readWriteForm(body: unknown): WriteForm {
  const parsed = BODY.safeParse(body);
  const sent: Record<string, string | undefined> = Object.create(null);
  for (const [name, value] of Object.entries(parsed.data ?? {})) {
    if (typeof value === 'string') sent[name] = value;
  }
  const { file = '', text } = sent;
  const kind = textKindOf(file);
  if (kind === null || text === undefined)
    throw new DeskError(400, 'form-incomplete', sayDesk('write-no-form'));
  const { base = '', tab = '', nth = '' } = sent;
  const isOfTab = tab !== '' && tab.length <= 100 && /^\d{1,15}$/.test(nth);
  return {
    file: file.normalize('NFC'),
    kind,
    base: base === '' ? null : base,
    text,
    changes: readChanges(formFieldsOf(kind), sent),
    isMinor: sent['minor'] !== undefined,
    ...(isOfTab ? { save: { tab, nth: Number(nth) } } : {}),
    sent,
  };
}
