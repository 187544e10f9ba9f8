import { classifyClip } from '../../../domain/marks/clip-source.ts';
import type { IsOwnHost } from '../../../domain/hosts/own-hosts.ts';
import type { ClipMedium } from '../../../domain/files/clip.ts';
import { clipMark } from '../../../domain/marks/clip-marks.ts';
import { decode } from '../../../domain/marks/file-marks.ts';
import {
  element,
  type HtmlElement,
  type HtmlNode,
  isElement,
  mapElements,
  textNode,
  textOf,
} from './html-node.ts';

/** Stands in the tree for a clip that is shown as a picture is, until it is known whether it stands alone. */
const CLIP = 'clip';

/** The clip that an image means; null for what is none. Its title is its text, or the name of its file. */
export function clipOf({ attributes }: HtmlElement, file: string, isOwnHost?: IsOwnHost): HtmlElement | null {
  const { src = '', alt = '', title } = attributes;
  const clip = classifyClip(src, file, isOwnHost);
  if (clip === null) return null;
  const name = alt.trim() || decode(clip.src.split('/').at(-1) ?? '');
  return element(CLIP, { ...clip, ...(title === undefined ? {} : { title }) }, [textNode(name)]);
}

/** The figure of a clip that is all of a paragraph; null for another node. `captionOf` makes a caption of a title. */
export function figureOfClip(
  node: HtmlNode,
  captionOf: (title: string | undefined) => readonly HtmlNode[],
): HtmlElement | null {
  if (!isElement(node, CLIP)) return null;
  const { medium, src = '', title } = node.attributes;
  const name = element('p', {}, [textNode(textOf(node))]);
  return element('figure', clipMark({ medium: medium as ClipMedium, src }), [name, ...captionOf(title)]);
}

/** Makes links of the clips that stand within a sentence, a list or a link. */
export function linkClips(nodes: readonly HtmlNode[]): HtmlNode[] {
  if (!nodes.some(holdsClip)) return [...nodes];
  return mapElements(nodes, (node) => {
    if (node.tag === CLIP) return [element('a', { href: node.attributes['src'] ?? '' }, node.children)];
    if (node.tag !== 'a') return [node];
    return [
      {
        ...node,
        children: node.children.flatMap((child) => (isElement(child, 'a') ? child.children : [child])),
      },
    ];
  });
}

const holdsClip = (node: HtmlNode): boolean =>
  isElement(node) && (node.tag === CLIP || node.children.some(holdsClip));
