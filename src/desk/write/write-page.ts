import { type Person, may } from '../../accounts/person.ts';
import type { Site } from '../../config/site.ts';
import { readFields } from '../../content/edits/read-fields.ts';
import { firstNames, sectionNames } from '../../domain/edition.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import type { TextState } from './describe-text.ts';
import { editOptions } from './edit-options.ts';
import { fieldName, formFieldsOf, formerName, textKindOf } from './form-fields.ts';
import { formText } from './form-text.ts';
import { showValue } from './read-changes.ts';
import { type SideRow, sideBySide } from './side-by-side.ts';

/** What the writing page is made of. */
export interface WritingState {
  readonly file: string;
  /** As the form is to show it. */
  readonly text: string;
  /** The digest of what the writer began from; null for a new file. */
  readonly base: string | null;
  /** As `2026-11-30 13:58`; null for a file that was never saved. */
  readonly savedAt: string | null;
  readonly isWritable: boolean;
  readonly state: TextState;
  readonly notice: WriteNotice | null;
  readonly conflict: WriteConflict | null;
  /** Whether the form shows what no file holds, where that is not to be seen by the rest. */
  readonly isUnsaved?: boolean;
  /** Whoever else has it open. */
  readonly here: readonly string[];
}

export interface WriteNotice {
  readonly tone: 'good' | 'fault';
  readonly text: string;
  readonly hint: string;
  /** What was typed for an act that was refused, by name. */
  readonly typed?: Readonly<Record<string, string | undefined>>;
}

export interface WriteConflict {
  readonly yours: string;
  /** Null where the file is gone. */
  readonly theirs: string | null;
}

/** Builds the page's view model. */
export function buildWritePage(person: Person, given: WritingState, site: Site) {
  const { file, text, base, conflict } = given;
  const kind = textKindOf(file) ?? 'list';
  const canPublish = may(person.role, 'publish');
  return {
    ...given,
    kind,
    person: person.id,
    historyUrl: `/history?${new URLSearchParams({ file })}`,
    // What the form shows is not what the file holds.
    isUnsaved:
      given.isUnsaved === true || base === null || conflict !== null || given.notice?.tone === 'fault',
    name: file.slice(file.lastIndexOf('/') + 1),
    base: base ?? '',
    isNew: base === null,
    // A field that begins with a line break loses it to HTML (§13.2.6.4.7).
    text: `\n${formText(text)}`,
    fields: fieldsOf(kind, text, site),
    sections: firstNames(sectionNames(site)).map(({ name }) => name),
    language: site.language,
    timeZone: site.timeZone,
    here: saidHere(given.here),
    isArticle: kind === 'article',
    canPublish: given.isWritable && canPublish && (kind === 'article' || kind === 'page'),
    canMove: given.isWritable && canPublish && base !== null && kind !== 'list',
    typed: given.notice?.typed ?? {},
    rows: conflict === null ? [] : shownRows(sideBySide(conflict.yours, conflict.theirs ?? '')),
  };
}

export type WritePage = ReturnType<typeof buildWritePage>;

/** '' for nobody. */
export const saidHere = (names: readonly string[]): string =>
  names.length === 0 ? '' : sayDesk('write-here', { names: names.join(', '), count: names.length });

/** A field of the form with what it holds. */
export interface ShownField {
  readonly key: string;
  readonly name: string;
  readonly former: string;
  readonly label: string;
  readonly kind: string;
  /** Null where the form cannot show it. */
  readonly value: string | null;
}

/** The fields of a file's form with what its text says; none where the front matter cannot be read. */
export function fieldsOf(
  kind: Parameters<typeof formFieldsOf>[0],
  text: string,
  site: Site,
): readonly ShownField[] {
  const fields = formFieldsOf(kind);
  if (fields.length === 0) return [];
  let values: ReturnType<typeof readFields>;
  try {
    values = readFields(text, editOptions(kind, site));
  } catch {
    return [];
  }
  return fields.map(({ key, kind: how, label }) => ({
    key,
    kind: how,
    name: fieldName(key),
    former: formerName(key),
    label: sayDesk(label),
    value: showValue(values[key]?.value),
  }));
}

/** What is the same far from any difference is left out. */
const LINES_AROUND = 3;

function shownRows(rows: readonly SideRow[]): readonly (SideRow | null)[] {
  const isNear = rows.map((_, at) =>
    rows.slice(Math.max(0, at - LINES_AROUND), at + LINES_AROUND + 1).some(({ isSame }) => !isSame),
  );
  return rows.flatMap((row, at) => (isNear[at] ? [row] : isNear[at - 1] || at === 0 ? [null] : []));
}
