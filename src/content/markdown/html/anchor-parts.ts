import {
  element,
  elementsOf,
  type HtmlElement,
  type HtmlNode,
  isBlank,
  isElement,
  mapElements,
  textNode,
} from './html-node.ts';
import { PAGE_IDS } from './page-ids.ts';

/** `{#name}`, perhaps with what other systems say of looks behind it. */
const NAME = /[ \t]*\{#([\p{L}\p{N}_][\p{L}\p{M}\p{N}_.:-]{0,79})\}/gu;
const VALID = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.:-]{0,79}$/u;
/** Blocks whose own name may stand at their end. */
const NAMED: ReadonlySet<string> = new Set('p li dt dd td th h1 h2 h3 h4 h5 h6 figcaption'.split(' '));
const NO_PROSE: ReadonlySet<string> = new Set(['code', 'pre', 'kbd', 'samp']);
/** Most names that a text gives to its parts. */
const MAX_NAMES = 500;

/**
 * Gives parts of a text the names that its editor gave them, so that links to `#name` arrive: `{#name}` in Markdown, and `id`
 * or `<a name>` in HTML, which `data-MARKid` tells. A heading keeps the id of its words, and gets the name besides. The
 * page's own ids and those of footnotes are nobody's.
 */
export function anchorParts(nodes: readonly HtmlNode[], mark: string): HtmlNode[] {
  const attribute = `data-${mark}id`;
  const taken = new Set([...PAGE_IDS, ...elementsOf(nodes).map(({ attributes }) => attributes['id'] ?? '')]);
  let count = 0;
  const take = (id: string | undefined): string | null => {
    if (id === undefined || !VALID.test(id) || taken.has(id) || id.startsWith('footnote-')) return null;
    if (count >= MAX_NAMES) return null;
    count += 1;
    taken.add(id);
    return id;
  };
  const readNode = (node: HtmlElement): HtmlNode[] => {
    const { [attribute]: written, ...attributes } = node.attributes;
    const isTarget = node.tag === 'a' && attributes['href'] === undefined;
    const bare = written === undefined ? node : { ...node, attributes };
    if (NO_PROSE.has(node.tag)) return [bare];
    if (isTarget) {
      const id = take(written);
      return id === null ? [...node.children] : [anchor(id), ...node.children];
    }
    return [name(readNames(bare, take), take(written))];
  };
  return mapElements(nodes, readNode);
}

/** A heading keeps its id for its words. */
function name(node: HtmlElement, id: string | null): HtmlElement {
  if (id === null) return node;
  if (/^h[1-6]$/.test(node.tag) || 'id' in node.attributes) {
    return { ...node, children: [anchor(id), ...node.children] };
  }
  return { ...node, attributes: { ...node.attributes, id } };
}

const anchor = (id: string): HtmlElement => element('span', { id });

/** Whether an element is the place of a name and nothing else. */
export const isAnchor = (node: HtmlNode): boolean =>
  isElement(node, 'span') && node.attributes['id'] !== undefined && node.children.length === 0;

function readNames(node: HtmlElement, take: (id: string) => string | null): HtmlElement {
  if (!node.children.some((child) => child.kind === 'text' && child.text.includes('{#'))) return node;
  const last = node.children.findLastIndex((child) => !isBlank(child));
  let own: string | null = null;
  const children = node.children.flatMap((child, index): HtmlNode[] => {
    if (child.kind !== 'text' || !child.text.includes('{#')) return [child];
    const parts: HtmlNode[] = [];
    let copied = 0;
    for (const { 0: whole, 1: id = '', index: at } of child.text.matchAll(NAME)) {
      const end = at + whole.length;
      parts.push(textNode(child.text.slice(copied, at)));
      copied = end;
      const taken = take(id);
      if (taken === null) continue;
      const isOwn =
        own === null && NAMED.has(node.tag) && index === last && child.text.slice(end).trim() === '';
      if (isOwn) own = taken;
      else parts.push(anchor(taken));
    }
    return [...parts, textNode(child.text.slice(copied))];
  });
  const read = { ...node, children };
  if (own === null) return read;
  return name(read, own);
}
