import { figureOfClip } from './clips.ts';
import { pictureIn } from './gallery.ts';
import { element, type HtmlElement, type HtmlNode, isBlank, isElement } from './html-node.ts';
import { figcaption } from './inline-caption.ts';

/**
 * Turns a paragraph that holds one picture, perhaps linked, or one clip into a figure. Its title is the caption, or else the
 * emphasised line below it.
 */
export function makeFigures(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.map((node) => {
    if (!isElement(node)) return node;
    if (node.tag !== 'p') return { ...node, children: makeFigures(node.children) };
    const content = node.children.filter((child) => !isBlank(child));
    const [only, ...others] = content;
    if (!isElement(only)) return node;
    const below = captionBelow(node, only, others);
    if (others.length > 0 && below === null) return node;
    const picture = pictureIn(only);
    if (picture === null) return below === null ? (figureOfClip(only, figcaption) ?? node) : node;
    const { title, ...attributes } = picture.attributes;
    const image = element('img', attributes);
    const shown = only === picture ? image : { ...only, children: [image] };
    if (below !== null) return element('figure', {}, [shown, element('figcaption', {}, below)]);
    return element('figure', {}, [shown, ...figcaption(title)]);
  });
}

/** The line below a picture without a title, if all of it is emphasised, as many systems write captions; null for none. */
function captionBelow(
  paragraph: HtmlElement,
  picture: HtmlElement,
  others: readonly HtmlNode[],
): readonly HtmlNode[] | null {
  const [line, ...more] = others.filter((one) => !isElement(one, 'br'));
  if (!isElement(line) || more.length > 0 || (line.tag !== 'em' && line.tag !== 'i')) return null;
  const shown = pictureIn(picture);
  if (shown === null || (shown.attributes['title'] ?? '').trim() !== '') return null;
  const at = paragraph.children.indexOf(picture);
  const between = paragraph.children.slice(at + 1, paragraph.children.indexOf(line));
  const isBelow = between.some((one) => (isElement(one) ? one.tag === 'br' : one.text.includes('\n')));
  return isBelow ? line.children : null;
}
