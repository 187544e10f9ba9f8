import {
  findHidden,
  type HiddenPart,
  mayHoldNotes,
  type Note,
  noteRange,
} from '../../../domain/find-notes.ts';
import type { Edit } from '../../../problems/edited-text.ts';
import { quoteText } from '../../../problems/quote-text.ts';
import type { PlacedFinding } from '../inspect/inspect-tokens.ts';
import type { TextStep } from './text-step.ts';

/** Editors’ notes, which go before anything else can read them. One that never ends holds the story back. */
export const EDITORS_NOTES: TextStep = {
  name: 'notes',
  mayApply: mayHoldNotes,
  run({ text }) {
    const notes = findHidden(text).filter((note) => !isBlockComment(text, note));
    return { edits: notes.flatMap((note) => hide(text, note)), findings: notes.flatMap(unclosedNote) };
  },
};

/** Comments of WordPress’s editor, which a step of their own reads. */
const OF_EDITOR = /<!--\s*\/?wp:[a-z]/y;
/** What another step could take for something else, and take the comment’s beginning or end with it, is none of this. */
const HARMLESS = /^<!--(?:[\w \t/-]|:(?!:)){0,100}-->$/;

/** Whether a note is a comment of WordPress’s editor, such as `<!-- wp:image {"id":7} -->`. */
export function isBlockComment(text: string, { start, unclosed }: Note): boolean {
  OF_EDITOR.lastIndex = start;
  return unclosed === null && OF_EDITOR.test(text);
}

/** What takes a note away; a comment that has its lines to itself stays as an empty one, which parts what is around it. */
export function hide(text: string, note: HiddenPart): Edit[] {
  const { start, end, isBlock, unclosed } = note;
  if (!isBlock || unclosed !== null) return [{ ...noteRange(text, note), replacement: '' }];
  return HARMLESS.test(text.slice(start, Math.min(end, start + 200)))
    ? []
    : [{ start, end, replacement: '<!-- -->' }];
}

/** An error, because the rest of the article would be missing, or readers would read the note: it limits who may see the story. */
function unclosedNote({ start, unclosed }: Note): PlacedFinding[] {
  if (unclosed === null) return [];
  return [
    {
      severity: 'error',
      offset: start,
      code: unclosed.stop === '-->' ? 'html-unclosed' : 'note-unclosed',
      message: `${quoteText(unclosed.start)} begins a note for editors and never ends; the story is held back, as what follows may not be for readers.`,
      hint: `Add ${unclosed.stop} where it should end, or write \\${unclosed.start} if it is text.`,
    },
  ];
}
