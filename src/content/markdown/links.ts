import { type HtmlElement, type HtmlNode, isElement, mapElements } from './html-node.ts';
import { judgeLink } from './link-target.ts';

/**
 * Normalises where links lead and marks those to other hosts. A link that is unsafe, leads nowhere or
 * has nothing to click becomes its text.
 */
export function settleLinks(nodes: readonly HtmlNode[]): HtmlNode[] {
  return mapElements(nodes, (node) => {
    if (node.tag !== 'a') return [node];
    const { href, title, rel: _rel, ...attributes } = node.attributes;
    if (href === undefined || !hasName(node)) return node.children;
    const target = judgeLink(href);
    if (target.kind === 'unsafe') return node.children;
    const rel = target.kind === 'web' ? { rel: 'external noopener' } : {};
    const named = title === undefined || title.trim() === '' ? {} : { title };
    return [{ ...node, attributes: { ...attributes, href: target.href, ...named, ...rel } }];
  });
}

/** Whether a link has words, or a picture with words, by which it can be named. */
function hasName(node: HtmlElement): boolean {
  return node.children.some((child) => {
    if (!isElement(child)) return child.text.trim() !== '';
    return child.tag === 'img' ? (child.attributes['alt'] ?? '').trim() !== '' : hasName(child);
  });
}
