import { cleanText } from '../../../problems/clean-text.ts';
import { type HtmlElement, type HtmlNode, isBlank, isElement, textOf } from './html-node.ts';

export interface TakenHeadline {
  readonly nodes: readonly HtmlNode[];
  /** Text of the heading that was taken, to be the headline; null where there is none. */
  readonly headline: string | null;
}

export const isHeading = (node: HtmlNode | undefined): node is HtmlElement =>
  isElement(node) && /^h[1-6]$/.test(node.tag);

/** Text of a heading, without its footnote numbers. */
export function headingText(heading: HtmlElement): string {
  const isNumber = (node: HtmlNode): boolean =>
    isElement(node, 'sup') &&
    node.children.every((child) => isElement(child) && child.attributes['role'] === 'doc-noteref');
  return cleanText(
    heading.children
      .filter((child) => !isNumber(child))
      .map(textOf)
      .join(''),
  );
}

/**
 * Where the front matter has a title, drops a first heading that repeats it. Where it has none, takes
 * the first heading of the body for the headline and removes it.
 */
export function takeHeadline(nodes: readonly HtmlNode[], title: string | null): TakenHeadline {
  const index =
    title === null
      ? nodes.findIndex((node) => isHeading(node) && isOwn(node))
      : nodes.findIndex((node) => !isBlank(node));
  const heading = nodes[index];
  if (!isHeading(heading)) return { nodes, headline: null };
  const text = headingText(heading);
  if (text === '' || (title !== null && !repeatsTitle(text, title))) return { nodes, headline: null };
  return { nodes: nodes.filter((node) => node !== heading), headline: title === null ? text : null };
}

/** Whether the words of a heading are those of a title, whatever their case and punctuation. */
export function repeatsTitle(text: string, title: string): boolean {
  const words = cleanText(text);
  return words !== '' && compact(words) === compact(title);
}

/** The footnotes' heading is the pipeline's, not the editor's. */
const isOwn = (node: HtmlElement): boolean => node.attributes['id'] === undefined;

const compact = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
