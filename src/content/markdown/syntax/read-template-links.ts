import { findTemplateLinks } from '../../../domain/marks/template-links.ts';
import { type EditedText, editText } from '../../../problems/edited-text.ts';

/** A text whose links have addresses in the place of other systems’ code; null where nothing was to be read. */
export function readTemplateLinks(text: string): EditedText | null {
  const edits = findTemplateLinks(text);
  return edits.length === 0 ? null : editText(text, edits);
}
