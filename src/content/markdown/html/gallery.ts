import {
  element,
  type HtmlElement,
  type HtmlNode,
  isBlank,
  isElement,
  mapElements,
  textNode,
} from './html-node.ts';

/**
 * Gathers the pictures of a paragraph that holds several and nothing else, apart or with line breaks between, perhaps
 * linked: a gallery, with each of them in a paragraph of its own. Later steps make of these what they make of any picture.
 */
export function gatherGalleries(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.map((node) => {
    if (!isElement(node)) return node;
    if (node.tag !== 'p') return { ...node, children: gatherGalleries(node.children) };
    if (pictureIn(node.children.find((child) => !isBlank(child))) === null) return node;
    const pictures = node.children.filter((child) => !isBlank(child) && !isElement(child, 'br'));
    if (pictures.length < 2 || !pictures.every((child) => pictureIn(child) !== null)) return node;
    return element('div', GALLERY, between(pictures.map((picture) => element('p', {}, [picture]))));
  });
}

const GALLERY = { class: 'gallery' };

/** The picture that an element is, or that is all of a link; null for what is no picture. */
export function pictureIn(node: HtmlNode | undefined): HtmlElement | null {
  if (isElement(node, 'img')) return node;
  if (!isElement(node, 'a')) return null;
  const content = node.children.filter((child) => !isBlank(child));
  const [only] = content;
  return content.length === 1 && isElement(only, 'img') ? only : null;
}

/**
 * Leaves in galleries what has become figures of pictures, and puts all else beside them, in its order: a picture of
 * another site, which is a link, or a clip. A figure that is left alone is no gallery.
 */
export function settleGalleries(nodes: readonly HtmlNode[]): HtmlNode[] {
  if (!nodes.some(holdsGallery)) return [...nodes];
  return mapElements(nodes, (node) => (isGallery(node) ? settle(node) : [node]));
}

const isGallery = (node: HtmlElement): boolean =>
  node.tag === 'div' && node.attributes['class'] === GALLERY.class;

const holdsGallery = (node: HtmlNode): boolean =>
  isElement(node) && (isGallery(node) || node.children.some(holdsGallery));

function settle({ children }: HtmlElement): HtmlNode[] {
  const parts: HtmlElement[][] = [];
  for (const child of children) {
    if (!isElement(child)) continue;
    const last = parts.at(-1);
    if (last?.[0] !== undefined && isLike(last[0], child)) last.push(child);
    else parts.push([child]);
  }
  return between(
    parts.map((run) => {
      const [first = element('p'), ...others] = run;
      if (others.length === 0) return first;
      return first.tag === 'figure'
        ? element('div', GALLERY, between(run))
        : element(
            'p',
            {},
            between(run, ' ').flatMap((node) => (isElement(node) ? node.children : [node])),
          );
    }),
  );
}

/** Whether two parts of what was a paragraph belong together: figures of pictures, or what stayed text. */
const isLike = (one: HtmlElement, other: HtmlElement): boolean =>
  (one.tag === 'p' || one.tag === 'figure') &&
  one.tag === other.tag &&
  [one, other].every(({ attributes }) => attributes['class'] === undefined);

/** Nodes with text between: a line end, as Markdown writes blocks, unless told otherwise. */
const between = (nodes: readonly HtmlNode[], text = '\n'): HtmlNode[] =>
  nodes.flatMap((node, index) => (index === 0 ? [node] : [textNode(text), node]));
