import { type HtmlElement, type HtmlNode, isElement, mapElements, textNode } from './html-node.ts';
import { classifyLink } from './link-target.ts';

/**
 * Normalises where links lead and marks those to other hosts. A link that is unsafe, leads nowhere or
 * has nothing to click becomes its text; behind that stands an address of a kind that a page does not link to.
 */
export function resolveLinks(nodes: readonly HtmlNode[]): HtmlNode[] {
  return mapElements(nodes, (node) => {
    if (node.tag !== 'a') return [node];
    const { href, title, rel: _rel, ...attributes } = node.attributes;
    if (href === undefined || href.trim() === '' || !hasName(node)) return node.children;
    const target = classifyLink(href);
    if (target.kind === 'unsafe') return node.children;
    if (target.kind === 'text') return [...node.children, ...addressBehind(node, target.address)];
    const rel = target.kind === 'web' ? { rel: 'external noopener' } : {};
    const named = title === undefined || title.trim() === '' ? {} : { title };
    return [{ ...node, attributes: { ...attributes, href: target.href, ...named, ...rel } }];
  });
}

/** The address in parentheses, but where the text of the link is the address. */
function addressBehind(node: HtmlElement, address: string): HtmlNode[] {
  const [only, ...others] = node.children;
  const isShown =
    only !== undefined && !isElement(only) && others.length === 0 && only.text.trim() === address;
  return isShown ? [] : [textNode(` (${address})`)];
}

/** Whether a link has words, or a picture with words, by which it can be named. */
function hasName(node: HtmlElement): boolean {
  return node.children.some((child) => {
    if (!isElement(child)) return child.text.trim() !== '';
    return child.tag === 'img' ? (child.attributes['alt'] ?? '').trim() !== '' : hasName(child);
  });
}
