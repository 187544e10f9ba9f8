import { recogniseEmbed } from '../../../domain/embeds/recognise-embed.ts';
import { mediumOf } from '../../../domain/files/clip.ts';
import { fetchedSrc } from '../../../domain/fetched-src.ts';
import { LINKED_WEB_MARK, WEB_MARK } from '../../../domain/marks/web-marks.ts';
import { element, type HtmlNode, isElement, textNode } from './html-node.ts';
import { clipOf } from './clips.ts';
import type { IsOwnHost } from '../../../domain/hosts/own-hosts.ts';
import { hasName } from './resolve-links.ts';
import { classifyPicture } from '../../../domain/picture-source.ts';

/**
 * Leads pictures to where they are served and lets browsers load them late. A picture of another site is led to where it is
 * once it is fetched, and marked with its address, as pages ask nothing of other hosts; see web-marks.ts. One that is nowhere,
 * or no picture, becomes its text. A film or recording that is written as a picture becomes a clip.
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
      // A link that nothing names is taken away later.
      const isLink = node.tag === 'a' && hasName(node);
      return {
        ...node,
        children: resolvePictures(node.children, file, isOwnHost, isInLink || isLink),
      };
    }
    const clip = clipOf(node, file, isOwnHost);
    if (clip !== null) return clip;
    const { src = '', alt = '', title, width, height, lang, dir } = node.attributes;
    const source = classifyPicture(src, file, isOwnHost);
    const fetched = source.kind === 'web' && isPictureOfWeb(source.href) ? fetchedSrc(source.href) : null;
    if (source.kind === 'served' || fetched !== null) {
      const attributes: Record<string, string> = {
        src: source.kind === 'served' ? source.src : (fetched ?? ''),
        alt,
      };
      if (source.kind === 'web')
        attributes[isInLink ? LINKED_WEB_MARK : WEB_MARK] = new URL(source.href).href;
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

/** Whether what a text shows as a picture from an address of the web may be one: no film, no recording, and nothing with a card. */
const isPictureOfWeb = (href: string): boolean =>
  mediumOf(URL.parse(href)?.pathname ?? href) === null && recogniseEmbed(href) === null;
