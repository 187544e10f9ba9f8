import { figureOfClip } from './clips.ts';
import { pictureIn } from './gallery.ts';
import { element, type HtmlNode, isBlank, isElement, textNode } from './html-node.ts';

/** Turns a paragraph that holds one picture, perhaps linked, or one clip into a figure; its title is the caption. */
export function makeFigures(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.map((node) => {
    if (!isElement(node)) return node;
    if (node.tag !== 'p') return { ...node, children: makeFigures(node.children) };
    const content = node.children.filter((child) => !isBlank(child));
    const [only] = content;
    if (content.length !== 1 || !isElement(only)) return node;
    const picture = pictureIn(only);
    if (picture === null) return figureOfClip(only, captionOf) ?? node;
    const { title, ...attributes } = picture.attributes;
    const image = element('img', attributes);
    const shown = only === picture ? image : { ...only, children: [image] };
    return element('figure', {}, [shown, ...captionOf(title)]);
  });
}

const captionOf = (title: string | undefined): readonly HtmlNode[] =>
  title === undefined ? [] : [element('figcaption', {}, [textNode(title)])];
