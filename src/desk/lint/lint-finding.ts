import { type DeskValues, type DeskWord, sayDesk } from '../../words/desk/desk-words.ts';

/** What a news desk would say of a story before it goes out; nothing of it keeps it from readers. */
export interface LintFinding {
  /** The word of the desk that says it. */
  readonly code: DeskWord;
  /** `good` is as it should be; `hint` is worth a look. */
  readonly level: 'good' | 'hint';
  /** A sentence that says what is so, why that matters and what to do. */
  readonly text: string;
  /** The key of the front matter that it is about, as setFields takes it; null for the text. */
  readonly field: string | null;
  /** The line of the file, from 1; null where it is about no line. */
  readonly line: number | null;
}

interface About {
  readonly field: string | null;
  readonly line?: number;
  readonly values?: DeskValues;
}

export const good = (code: DeskWord, about: About): LintFinding => finding('good', code, about);

export const hint = (code: DeskWord, about: About): LintFinding => finding('hint', code, about);

const finding = (
  level: LintFinding['level'],
  code: DeskWord,
  { field, line, values }: About,
): LintFinding => ({
  code,
  level,
  text: sayDesk(code, values),
  field,
  line: line ?? null,
});
