import { hasWordMark } from '../../../domain/marks/word-marks.ts';
import { knownLanguage } from '../../../problems/known-language.ts';
import { isAnchor } from './anchor-parts.ts';
import { element, elementsOf, type HtmlElement, type HtmlNode, isEmpty, mapElements } from './html-node.ts';

/** Removes what shows nothing, and attributes whose values HTML does not know. */
export function tidy(nodes: readonly HtmlNode[]): HtmlNode[] {
  return mapElements(nodes, (node) => {
    const isGone = node.tag === 'p' || node.tag === 'figure' || node.tag === 'a';
    // What the interface says comes when the body is read.
    if (isGone && isEmpty(node) && !hasWordMark(node.attributes)) return anchorsOf(node);
    if (node.tag === 'bdo' && !/^(?:ltr|rtl)$/i.test(node.attributes['dir'] ?? '')) return node.children;
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(node.attributes)) {
      const kept = checkAttribute(node, name, value);
      if (kept !== null) attributes[name] = kept;
    }
    // Code that runs off the page scrolls in its box, which the keyboard must reach.
    if (node.tag === 'pre') attributes['tabindex'] = '0';
    return [{ ...node, attributes }];
  });
}

/** The names of parts within what shows nothing: links still lead there. */
function anchorsOf(node: HtmlElement): HtmlNode[] {
  const { id } = node.attributes;
  const own = id === undefined ? [] : [element('span', { id })];
  return [...own, ...elementsOf(node.children).filter(isAnchor)];
}

function checkAttribute(node: HtmlElement, name: string, value: string): string | null {
  if (name === 'lang') return knownLanguage(value);
  if (name === 'dir') return /^(?:ltr|rtl|auto)$/i.test(value) ? value.toLowerCase() : null;
  if (name === 'start') return /^-?\d{1,9}$/.test(value) ? value : null;
  if (name === 'type') return node.tag === 'ol' && /^[1aAiI]$/.test(value) ? value : null;
  return value;
}
