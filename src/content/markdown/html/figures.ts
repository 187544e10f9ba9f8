import { pictureIn } from './gallery.ts';
import { element, type HtmlNode, isBlank, isElement, textNode } from './html-node.ts';

/** Turns a paragraph that holds one picture, perhaps linked, into a figure; its title is the caption. */
export function makeFigures(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.map((node) => {
    if (!isElement(node)) return node;
    if (node.tag !== 'p') return { ...node, children: makeFigures(node.children) };
    const content = node.children.filter((child) => !isBlank(child));
    const [only] = content;
    if (content.length !== 1 || !isElement(only)) return node;
    const picture = pictureIn(only);
    if (picture === null) return node;
    const { title, ...attributes } = picture.attributes;
    const image = element('img', attributes);
    const shown = only === picture ? image : { ...only, children: [image] };
    const caption = title === undefined ? [] : [element('figcaption', {}, [textNode(title)])];
    return element('figure', {}, [shown, ...caption]);
  });
}
