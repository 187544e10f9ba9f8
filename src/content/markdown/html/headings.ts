import { toSlug } from '../../../domain/slug.ts';
import { headingText, isHeading } from './headline.ts';
import { isAnchor } from './anchor-parts.ts';
import { elementsOf, type HtmlNode, hasWords, isElement, isEmpty, mapElements } from './html-node.ts';
import { PAGE_IDS } from './page-ids.ts';

/** Longest id made of a heading, in characters (code points). */
const MAX_ID = 80;

/**
 * Gives headings ids made of their words, unique on the page, and moves them all one level down where
 * the body has an h1, which is the headline's alone; none is more than one level below the heading
 * before it. Headings that show nothing go; one that is a picture without words becomes a paragraph.
 */
export function anchorHeadings(nodes: readonly HtmlNode[]): HtmlNode[] {
  const all = elementsOf(nodes);
  if (!all.some(isHeading)) return [...nodes];
  const shift = all.some((node) => node.tag === 'h1') ? 1 : 0;
  const taken = new Set([...PAGE_IDS, ...all.map((node) => node.attributes['id'] ?? '')]);
  const seen = new Map<string, number>();
  let level = 1;
  return mapElements(nodes, (node) => {
    if (!isHeading(node)) return [node];
    const wanted = Number(node.tag[1]);
    if (node.attributes['id'] !== undefined) {
      level = wanted;
      return [node];
    }
    if (isEmpty(node)) return [];
    if (!hasWords(node)) return [{ ...node, tag: 'p' }];
    level = Math.min(6, wanted + shift, level + 1);
    const tag = `h${level}`;
    const wantedName = wantedId(headingText(node));
    // The name that the editor gave it may be that of its words.
    const same = node.children.find(
      (child) => isAnchor(child) && isElement(child) && child.attributes['id'] === wantedName,
    );
    const children = same === undefined ? node.children : node.children.filter((child) => child !== same);
    const id = same === undefined ? freeId(wantedName, taken, seen) : wantedName;
    return [{ ...node, tag, attributes: { ...node.attributes, id }, children }];
  });
}

/** Ids that begin with `footnote-` are the footnotes' own. */
function wantedId(text: string): string {
  const slug = toSlug(text, MAX_ID) || 'section';
  return slug.startsWith('footnote-') ? `section-${slug}` : slug;
}

function freeId(wanted: string, taken: Set<string>, seen: Map<string, number>): string {
  let count = seen.get(wanted) ?? 0;
  let id = wanted;
  do {
    count += 1;
    id = count === 1 ? wanted : `${wanted}-${count}`;
  } while (taken.has(id));
  seen.set(wanted, count);
  taken.add(id);
  return id;
}
