import { element, type HtmlNode, isElement, textNode } from './html-node.ts';
import { clipOf } from './clips.ts';
import type { IsOwnHost } from '../../../domain/hosts/own-hosts.ts';
import { classifyPicture } from '../../../domain/picture-source.ts';

/**
 * Leads pictures to where they are served and lets browsers load them late. A picture of another site becomes a
 * link, because pages ask nothing of other hosts; one that is nowhere, or no picture, becomes its text. A film or recording that is
 * written as a picture becomes a clip.
 */
export function resolvePictures(
  nodes: readonly HtmlNode[],
  file: string,
  isOwnHost?: IsOwnHost,
  isInLink = false,
): HtmlNode[] {
  return nodes.map((node) => {
    if (!isElement(node)) return node;
    if (node.tag !== 'img') {
      return {
        ...node,
        children: resolvePictures(node.children, file, isOwnHost, isInLink || node.tag === 'a'),
      };
    }
    const clip = clipOf(node, file, isOwnHost);
    if (clip !== null) return clip;
    const { src = '', alt = '', title, width, height, lang, dir } = node.attributes;
    const source = classifyPicture(src, file, isOwnHost);
    if (source.kind === 'served') {
      const attributes: Record<string, string> = { src: source.src, alt };
      if (title !== undefined && title.trim() !== '') attributes['title'] = title;
      if (width !== undefined && /^\d{1,5}$/.test(width)) attributes['width'] = width;
      if (height !== undefined && /^\d{1,5}$/.test(height)) attributes['height'] = height;
      if (lang !== undefined) attributes['lang'] = lang;
      if (dir !== undefined) attributes['dir'] = dir;
      return element('img', { ...attributes, loading: 'lazy', decoding: 'async' });
    }
    const words = textNode(alt.trim() || (source.kind === 'web' ? source.href : ''));
    return source.kind === 'web' && !isInLink ? element('a', { href: source.href }, [words]) : words;
  });
}
