import { toSlug } from '../../domain/slug.ts';
import { elementsOf, type HtmlNode, isEmpty, mapElements } from './html-node.ts';
import { headingText, isHeading } from './headline.ts';

/** Ids that the page around the body has, so that no heading may take them. */
const PAGE_IDS = ['main', 'top-stories', 'partner-news', 'footer', 'nav', 'search', 'footnote-label'];

/** Longest id made of a heading, in characters. */
const MAX_ID = 80;

/**
 * Gives headings ids made of their words, unique on the page, and moves them all one level down where
 * the body has an h1, which is the headline's alone. Headings without words go.
 */
export function anchorHeadings(nodes: readonly HtmlNode[]): HtmlNode[] {
  const all = [...elementsOf(nodes)];
  const shift = all.some((node) => node.tag === 'h1') ? 1 : 0;
  const taken = new Set([...PAGE_IDS, ...all.map((node) => node.attributes['id'] ?? '')]);
  const seen = new Map<string, number>();
  return mapElements(nodes, (node) => {
    if (!isHeading(node) || node.attributes['id'] !== undefined) return [node];
    if (isEmpty(node)) return [];
    const tag = `h${Math.min(6, Number(node.tag[1]) + shift)}`;
    const id = freeId(wantedId(headingText(node)), taken, seen);
    return [{ ...node, tag, attributes: { ...node.attributes, id } }];
  });
}

/** Ids that begin with `footnote-` are the footnotes' own. */
function wantedId(text: string): string {
  const slug = toSlug(text).slice(0, MAX_ID).toWellFormed().replace(/-+$/, '') || 'section';
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
