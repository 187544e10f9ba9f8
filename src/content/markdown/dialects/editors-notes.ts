import { findNotes, mayHoldNotes, type Note, noteRange } from '../../../domain/find-notes.ts';
import { quoteText } from '../../../problems/quote-text.ts';
import type { PlacedFinding } from '../inspect/inspect-tokens.ts';
import type { TextStep } from './text-step.ts';

/** Editors’ notes, which go before anything else can read them. One that never ends holds the story back. */
export const EDITORS_NOTES: TextStep = {
  name: 'notes',
  mayApply: mayHoldNotes,
  run({ text }) {
    const notes = findNotes(text);
    return {
      edits: notes.map((note) => ({ ...noteRange(text, note), replacement: '' })),
      findings: notes.flatMap(unclosedNote),
    };
  },
};

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
