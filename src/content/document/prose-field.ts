import { findNotes, withoutNotes } from '../../domain/find-notes.ts';
import { cleanText } from '../../problems/clean-text.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { type Refusals, refuse, textField } from '../../problems/reading/text-fields.ts';

/** One line of text that readers see: editors' notes in it are left out, and one that never ends is refused. */
export const proseField = (limit: number) => textField(limit, cleanProse);

function cleanProse(text: string, context: Refusals): string | null {
  const endless = findNotes(text).find(({ unclosed }) => unclosed !== null)?.unclosed;
  if (endless == null) return cleanText(withoutNotes(text));
  refuse(context, `${quoteText(endless.start)} begins a note for editors and never ends.`, {
    code: 'note-unclosed',
    hint: `Add ${endless.stop} where it should end, or remove it.`,
  });
  return null;
}
