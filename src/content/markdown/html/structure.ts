import { element, type HtmlElement, type HtmlNode, isBlank, isElement, textNode } from './html-node.ts';
import { rebuildTable } from './tables/table-structure.ts';

const PROSE_BLOCKS: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 pre summary figcaption caption th dt'.split(' '),
);
const FLOW_BLOCKS: ReadonlySet<string> = new Set(
  'ul ol dl blockquote div section figure details table hr li dd td thead tbody tfoot tr'.split(' '),
);
const TOP_LEVEL: ReadonlySet<string> = new Set('p h1 h2 h3 h4 h5 h6 pre hr blockquote div'.split(' '));

/**
 * Makes the tree follow the HTML content model, whatever raw HTML an editor wrote: blocks leave inline
 * elements, links leave links, list items, cells and captions without their parent become plain
 * content. No text is lost.
 */
export function repairStructure(nodes: readonly HtmlNode[]): HtmlNode[] {
  return flow(nodes);
}

/** Children of a container that may hold paragraphs. */
function flow(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return [node];
    if (!PROSE_BLOCKS.has(node.tag) && !FLOW_BLOCKS.has(node.tag)) return inline([node], false);
    if (TOP_LEVEL.has(node.tag)) {
      return [
        {
          ...node,
          children: PROSE_BLOCKS.has(node.tag) ? inline(node.children, false) : flow(node.children),
        },
      ];
    }
    const rebuild = CONTAINERS[node.tag];
    return rebuild === undefined ? [...flow(node.children), textNode(' ')] : rebuild(node);
  });
}

/** Children of an element that may hold only text and inline elements. */
function inline(nodes: readonly HtmlNode[], isInLink: boolean): HtmlNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return [node];
    const isBlock = PROSE_BLOCKS.has(node.tag) || FLOW_BLOCKS.has(node.tag);
    if (isBlock) return [...inline(node.children, isInLink), textNode(' ')];
    const isLink = node.tag === 'a';
    const children = inline(node.children, isInLink || isLink);
    return isLink && isInLink ? children : [{ ...node, children }];
  });
}

const CONTAINERS: Readonly<Record<string, (node: HtmlElement) => HtmlNode[]>> = {
  ul: rebuildList,
  ol: rebuildList,
  dl: rebuildDefinitions,
  figure: rebuildFigure,
  details: rebuildDetails,
  table: (node) => rebuildTable(node, { flow, inline: (nodes) => inline(nodes, false) }),
  section: (node) =>
    node.attributes['class'] === 'footnotes'
      ? [{ ...node, children: flow(node.children) }]
      : flow(node.children),
};

function rebuildList(node: HtmlElement): HtmlNode[] {
  const items = node.children
    .filter((child) => !isBlank(child))
    .map((child) => {
      if (!isElement(child, 'li')) return element('li', {}, flow([child]));
      const { value, ...attributes } = child.attributes;
      const isNumbered = node.tag === 'ol' && value !== undefined && /^-?\d{1,9}$/.test(value);
      return element('li', isNumbered ? { ...attributes, value } : attributes, flow(child.children));
    });
  if (items.length === 0) return [];
  return [{ ...node, children: items.flatMap((item) => [textNode('\n'), item]).concat(textNode('\n')) }];
}

/** Terms and definitions stay where each group has both; otherwise they become paragraphs. */
function rebuildDefinitions(node: HtmlElement): HtmlNode[] {
  const parts = node.children.filter((child) => !isBlank(child));
  const pattern = parts
    .map((part) => (isElement(part, 'dt') ? 't' : isElement(part, 'dd') ? 'd' : 'x'))
    .join('');
  const isValid = /^(?:t+d+)+$/.test(pattern);
  const children = parts.map((part): HtmlNode => {
    if (!isElement(part)) return element('p', {}, [part]);
    if (!isValid) return element('div', {}, flow(part.children));
    return { ...part, children: part.tag === 'dt' ? inline(part.children, false) : flow(part.children) };
  });
  return isValid ? [{ ...node, children }] : children;
}

function rebuildFigure(node: HtmlElement): HtmlNode[] {
  const caption = node.children.find((child) => isElement(child, 'figcaption'));
  const content = flow(node.children.filter((child) => child !== caption));
  if (content.every(isBlank)) return caption === undefined ? [] : flow([caption]);
  if (!isElement(caption)) return [{ ...node, children: content }];
  return [{ ...node, children: [...content, { ...caption, children: inline(caption.children, false) }] }];
}

function rebuildDetails(node: HtmlElement): HtmlNode[] {
  const summary = node.children.find((child) => isElement(child, 'summary'));
  const content = flow(node.children.filter((child) => child !== summary));
  if (!isElement(summary)) return content;
  return [element('details', {}, [{ ...summary, children: inline(summary.children, false) }, ...content])];
}
