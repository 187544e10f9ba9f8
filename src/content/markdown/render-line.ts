import { escapeHtml } from '../../html/escape.ts';
import { type BodySource, renderBody } from './render-body.ts';

/** One line of text as a page shows it. */
export interface RenderedLine {
  /** Safe inline HTML. */
  readonly html: string;
  /** Its words without tags. */
  readonly plainText: string;
}

const PARAGRAPH = /^<p>(.*)<\/p>$/s;

/**
 * Renders one line with inline Markdown, as in a body. What would be more than running text there (a heading, a picture, a
 * list) stays as it is written. `text` has no line ends and is short.
 */
export function renderLine(
  text: string,
  { file, language }: Pick<BodySource, 'file' | 'language'>,
): RenderedLine {
  if (!MARKED.test(text)) return { html: escapeHtml(text), plainText: text };
  const { html, plainText } = renderBody({ text, file, title: '', language });
  const inner = PARAGRAPH.exec(html)?.[1];
  if (inner === undefined || BLOCK.test(inner)) return { html: escapeHtml(text), plainText: text };
  return { html: inner, plainText: plainText.trim() };
}

/** What may be more than text. */
const MARKED = /[^\p{L}\p{M}\p{N}\s.,;:?%()'’‘“”–—-]|https?:|www\.|^\s*(?:\d{1,9}[.)]|-)\s/u;
const BLOCK = /<(?:p|img)[ >]/;
