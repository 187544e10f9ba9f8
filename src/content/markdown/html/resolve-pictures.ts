import { recogniseEmbed } from '../../../domain/embeds/recognise-embed.ts';
import { mediumOf } from '../../../domain/files/clip.ts';
import { fetchedSrc } from '../../../domain/fetched-src.ts';
import { LINKED_WEB_MARK, WEB_MARK } from '../../../domain/marks/web-marks.ts';
import { element, type HtmlNode, isElement, textNode } from './html-node.ts';
import { inlineCaption } from './inline-caption.ts';
import { clipOf } from './clips.ts';
import type { SiteHosts } from '../../../domain/hosts/site-hosts.ts';
import { hasName } from './resolve-links.ts';
import { classifyPicture } from '../../../domain/picture-source.ts';

/**
 * Leads pictures to where they are served and lets browsers load them late. A picture of another site is led to where it is
 * once it is fetched, and marked with its address, as pages ask nothing of other hosts; see web-marks.ts. One that is nowhere,
 * or no picture, becomes its text, with its caption. A film or recording that is written as a picture becomes a clip.
 */
export function resolvePictures(
  nodes: readonly HtmlNode[],
  file: string,
  hosts: SiteHosts = {},
  isInLink = false,
): HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (!isElement(node)) return [node];
    if (node.tag !== 'img') {
      // A link that nothing names is taken away later.
      const isLink = node.tag === 'a' && hasName(node);
      const children = resolvePictures(node.children, file, hosts, isInLink || isLink);
      return [{ ...node, children }];
    }
    const clip = clipOf(node, file, hosts.isOwnHost);
    if (clip !== null) return [clip];
    const { src = '', alt = '', title, width, height, lang, dir } = node.attributes;
    const source = classifyPicture(src, file, hosts);
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
      return [element('img', { ...attributes, loading: 'lazy', decoding: 'async' })];
    }
    const words = textNode(alt.trim() || (source.kind === 'web' ? source.href : ''));
    const shown = source.kind === 'web' && !isInLink ? element('a', { href: source.href }, [words]) : words;
    return [shown, ...captionBeside(title ?? '', words.text, isInLink)];
  });
}

/** Whether what a text shows as a picture from an address of the web may be one: no film, no recording, and nothing with a card. */
const isPictureOfWeb = (href: string): boolean =>
  mediumOf(URL.parse(href)?.pathname ?? href) === null && recogniseEmbed(href) === null;

/** The caption of a picture that is not shown, behind its text, where it says something else. */
function captionBeside(caption: string, text: string, isInLink: boolean): HtmlNode[] {
  if (caption.trim() === '' || caption.trim() === text) return [];
  // A link holds no links.
  const words = isInLink ? [textNode(caption.trim())] : inlineCaption(caption);
  return text === '' ? words : [textNode(' '), ...words];
}
