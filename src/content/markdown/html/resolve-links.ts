import { type HtmlElement, type HtmlNode, isElement, mapElements, textNode } from './html-node.ts';
import { fileMark } from '../../../domain/marks/file-marks.ts';
import type { IsOwnHost } from '../../../domain/hosts/own-hosts.ts';
import { classifyPicture } from '../../../domain/picture-source.ts';
import { classifyLink } from './link-target.ts';

/**
 * Normalises where links lead, and marks those to other hosts and to files of the content folder, which lead somewhere when
 * the body is read. `file` is the path of the text below that folder. A link that is unsafe, leads nowhere or
 * has nothing to click becomes its text; behind that stands an address of a kind that a page does not link to.
 */
export function resolveLinks(nodes: readonly HtmlNode[], file: string, isOwnHost?: IsOwnHost): HtmlNode[] {
  return mapElements(nodes, (node) => {
    if (node.tag !== 'a') return [node];
    const { href, title, rel: _rel, ...attributes } = node.attributes;
    if (href === undefined || href.trim() === '' || !hasName(node)) return node.children;
    const target = classifyLink(href);
    if (target.kind === 'unsafe') return node.children;
    if (target.kind === 'text') return [...node.children, ...addressBehind(node, target.address)];
    if (target.kind === 'file') {
      const picture = classifyPicture(target.mark, file, isOwnHost);
      const isPicture = picture.kind === 'served';
      const href = isPicture ? picture.src : target.href;
      const mark = isPicture ? {} : fileMark(target.mark);
      return [{ ...node, attributes: { ...attributes, href, ...titled(title), ...mark } }];
    }
    const rel = target.kind === 'web' ? { rel: 'external noopener' } : {};
    return [{ ...node, attributes: { ...attributes, href: target.href, ...titled(title), ...rel } }];
  });
}

const titled = (title: string | undefined): Readonly<Record<string, string>> =>
  title === undefined || title.trim() === '' ? {} : { title };

/** The address in parentheses, but where the text of the link is the address. */
function addressBehind(node: HtmlElement, address: string): HtmlNode[] {
  const [only, ...others] = node.children;
  const isShown =
    only !== undefined && !isElement(only) && others.length === 0 && only.text.trim() === address;
  return isShown ? [] : [textNode(` (${address})`)];
}

/** Whether a link has words, or a picture with words, by which it can be named. */
export function hasName(node: HtmlElement): boolean {
  return node.children.some((child) => {
    if (!isElement(child)) return child.text.trim() !== '';
    return child.tag === 'img' ? (child.attributes['alt'] ?? '').trim() !== '' : hasName(child);
  });
}
