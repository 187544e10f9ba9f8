import { type HtmlElement, type HtmlNode, isElement, mapElements, textNode } from './html-node.ts';
import { fileMark } from '../../../domain/marks/file-marks.ts';
import { fileKindOf } from '../../../domain/files/file-kinds.ts';
import type { IsOwnHost } from '../../../domain/hosts/own-hosts.ts';
import { downloadMark } from '../../../domain/marks/download-marks.ts';
import { classifyMedia, classifyPicture } from '../../../domain/picture-source.ts';
import { classifyLink, type LinkTarget } from './link-target.ts';

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
    const download = findDownload(target, file, isOwnHost);
    if (download !== null) return [{ ...node, attributes: { ...attributes, ...titled(title), ...download } }];
    if (target.kind === 'file') {
      const picture = classifyPicture(target.mark, file);
      const isPicture = picture.kind === 'served';
      const href = isPicture ? picture.src : target.href;
      const mark = isPicture ? {} : fileMark(target.mark);
      return [{ ...node, attributes: { ...attributes, href, ...titled(title), ...mark } }];
    }
    const rel = target.kind === 'web' ? { rel: 'external noopener' } : {};
    return [{ ...node, attributes: { ...attributes, href: target.href, ...titled(title), ...rel } }];
  });
}

/** The attributes of a link to a file that the site serves; null for another link. */
function findDownload(
  target: LinkTarget,
  file: string,
  isOwnHost: IsOwnHost | undefined,
): Readonly<Record<string, string>> | null {
  if (target.kind !== 'download' && target.kind !== 'web') return null;
  const { href } = target;
  if (target.kind === 'web' && (isOwnHost === undefined || fileKindOf(pathOf(href)) === null)) return null;
  const known = classifyMedia(href, file, isOwnHost);
  if (known.kind !== 'served') return null;
  // Where no such file is, one from the root may be an address that leads on; another means nothing else.
  const isRelative = target.kind === 'download' && !href.startsWith('/');
  return { href: isRelative ? known.src + fragmentOf(href) : href, ...downloadMark(known.src) };
}

const pathOf = (href: string): string => href.split(/[?#]/, 1)[0] ?? '';

const fragmentOf = (href: string): string => /#.*$/.exec(href)?.[0] ?? '';

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
