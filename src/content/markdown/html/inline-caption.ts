import { lexMarkdown } from '../syntax/lex-markdown.ts';
import { element, type HtmlNode, isElement, mapElements, textNode } from './html-node.ts';
import { parseHtml } from './html-text.ts';
import { sanitise } from './sanitise.ts';

/** Longest caption that is read as Markdown, in characters; a longer one is its own text. */
const LONGEST = 1000;
/** What Markdown, or HTML, may be in a caption. */
const MARKED = /[*_[`~<&\\]|:\/\//;

/** Whether a caption may have more than words. */
export const hasMarks = (caption: string): boolean => caption.length <= LONGEST && MARKED.test(caption);

const INLINE: ReadonlySet<string> = new Set(
  'a em strong b i del s sub sup code mark abbr cite q small span kbd br bdi bdo'.split(' '),
);

/** What a caption says, as HTML of phrases: links, emphasis and their like. One without any marks is its own text. */
export function inlineCaption(caption: string): HtmlNode[] {
  const text = caption.trim();
  if (!hasMarks(text)) return [textNode(text)];
  try {
    // A caption is a line: what would begin a list or a heading is text.
    const line = text.replace(/\s+/g, ' ').replace(/^(\d{0,9})([#>+*.)-])(?= )/, '$1\\$2');
    const nodes = parseHtml(sanitise(lexMarkdown(line, '').toHtml(), 'caption-'));
    return mapElements(nodes, (node) => (INLINE.has(node.tag) ? [node] : node.children)).filter(
      (node) => isElement(node) || node.text !== '\n',
    );
  } catch {
    return [textNode(text)];
  }
}

/** The caption of a figure; nothing where it says nothing. */
export function figcaption(caption: string | undefined): readonly HtmlNode[] {
  if (caption === undefined || caption.trim() === '') return [];
  return [element('figcaption', {}, inlineCaption(caption))];
}
