import { wordMark } from '../../../domain/marks/word-marks.ts';
import {
  element,
  elementsOf,
  type HtmlElement,
  type HtmlNode,
  isElement,
  mapElements,
  textNode,
} from './html-node.ts';

/**
 * Numbers footnotes and gives them their final ids: `footnote-1`, and `footnote-ref-1`,
 * `footnote-ref-1-2`, … for the places that refer to it. Only elements that carry `mark` are touched. The arrow
 * back points against the direction of the text.
 */
export function numberFootnotes(
  nodes: readonly HtmlNode[],
  mark: string,
  direction: 'ltr' | 'rtl',
): HtmlNode[] {
  const numbers = new Map<string, number>();
  for (const { tag, attributes } of elementsOf(nodes)) {
    const id = attributes['id'];
    if (tag === 'li' && id?.startsWith(mark)) numbers.set(`#${id}`, numbers.size + 1);
  }
  const uses = new Map<number, number>();
  let current = 0;
  let backLinks = 0;
  const change = (node: HtmlNode): HtmlNode => {
    if (!isElement(node)) return node;
    const { tag, attributes } = node;
    if (tag === 'a' && `data-${mark}ref` in attributes) {
      const number = numbers.get(attributes['href'] ?? '');
      if (number === undefined) return textNode('');
      const use = (uses.get(number) ?? 0) + 1;
      uses.set(number, use);
      return reference(number, use);
    }
    if (tag === 'a' && `data-${mark}backref` in attributes) {
      backLinks += 1;
      return backLink(current, backLinks, ARROWS[direction]);
    }
    if (tag === 'section' && `data-${mark}footnotes` in attributes) {
      const list = node.children.filter((child) => isElement(child, 'ol')).map(change);
      const attributes = { id: 'footnote-label', class: 'visually-hidden', ...wordMark('footnotes') };
      const label = element('h2', attributes);
      return element('section', { class: 'footnotes' }, [label, ...list]);
    }
    if (tag === 'li' && attributes['id'] !== undefined) {
      current = numbers.get(`#${attributes['id']}`) ?? 0;
      backLinks = 0;
      return element('li', { id: `footnote-${current}` }, node.children.map(change));
    }
    return { ...node, children: node.children.map(change) };
  };
  return dropEmptySups(nodes.map(change));
}

const suffix = (use: number): string => (use > 1 ? `-${use}` : '');

function reference(number: number, use: number): HtmlElement {
  const attributes = {
    id: `footnote-ref-${number}${suffix(use)}`,
    href: `#footnote-${number}`,
    role: 'doc-noteref',
    'aria-describedby': 'footnote-label',
  };
  return element('a', attributes, [textNode(String(number))]);
}

const ARROWS = { ltr: '↩', rtl: '↪' } as const;

function backLink(number: number, use: number, arrow: string): HtmlElement {
  const attributes = {
    href: `#footnote-ref-${number}${suffix(use)}`,
    role: 'doc-backlink',
    ...wordMark('footnote-back', number, use),
  };
  // U+FE0E keeps the arrow from being drawn as an emoji.
  return element('a', attributes, [textNode(`${arrow}\ufe0e${use > 1 ? ` ${use}` : ''}`)]);
}

const dropEmptySups = (nodes: readonly HtmlNode[]): HtmlNode[] =>
  mapElements(nodes, (node) =>
    node.tag === 'sup' && node.children.every((c) => c.kind === 'text' && c.text === '') ? [] : [node],
  );
