import { removeForbidden } from '../../../problems/clean-text.ts';

/** The body as a tree: what every step of the pipeline takes and gives. */
export type HtmlNode = HtmlText | HtmlElement;

export interface HtmlText {
  readonly kind: 'text';
  readonly text: string;
}

export interface HtmlElement {
  readonly kind: 'element';
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly HtmlNode[];
}

export function element(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly HtmlNode[] = [],
): HtmlElement {
  return { kind: 'element', tag, attributes, children };
}

export const textNode = (text: string): HtmlText => ({ kind: 'text', text });

/** Whether a node is an element, and one of `tags` where some are given. */
export function isElement<Tag extends string = string>(
  node: HtmlNode | undefined,
  ...tags: Tag[]
): node is HtmlElement & { readonly tag: Tag } {
  return node?.kind === 'element' && (tags.length === 0 || tags.includes(node.tag as Tag));
}

/** All text inside, as readers would copy it. */
export function textOf(node: HtmlNode): string {
  if (node.kind === 'text') return node.text;
  if (node.tag === 'br') return '\n';
  return node.children.map(textOf).join('');
}

export const isBlank = (node: HtmlNode): boolean => node.kind === 'text' && node.text.trim() === '';

/** Letters, digits and symbols that are always seen. */
const SEEN = /[!-~\u00c0-\u024f\u0400-\u052f\u0531-\u0556\u0561-\u0587]/;

const shows = (text: string): boolean =>
  SEEN.test(text) ||
  removeForbidden(text)
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .trim() !== '';

/** Whether an element shows nothing: no text, no picture. */
export function isEmpty(node: HtmlNode): boolean {
  if (node.kind === 'text') return !shows(node.text);
  return node.tag !== 'img' && node.tag !== 'hr' && node.children.every(isEmpty);
}

/** Whether there is anything to read aloud: text, or a picture's. */
export function hasWords(node: HtmlNode): boolean {
  if (node.kind === 'text') return shows(node.text);
  return shows(node.attributes['alt'] ?? '') || node.children.some(hasWords);
}

/**
 * Rebuilds a tree from its leaves up: `change` gets each element with its children already changed,
 * and returns what stands in its place.
 */
export function mapElements(
  nodes: readonly HtmlNode[],
  change: (element: HtmlElement) => readonly HtmlNode[],
): HtmlNode[] {
  return nodes.flatMap((node) =>
    node.kind === 'text' ? [node] : change({ ...node, children: mapElements(node.children, change) }),
  );
}

/** Every element, in document order. */
export function elementsOf(nodes: readonly HtmlNode[]): HtmlElement[] {
  const found: HtmlElement[] = [];
  const visit = (node: HtmlNode): void => {
    if (node.kind === 'text') return;
    found.push(node);
    node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return found;
}
