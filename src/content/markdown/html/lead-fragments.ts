import { toSlug } from '../../../domain/slug.ts';
import { decode } from '../../../domain/marks/file-marks.ts';
import { elementsOf, type HtmlNode, mapElements } from './html-node.ts';

/** The ids that links within a text may lead to. */
export const idsOf = (nodes: readonly HtmlNode[]): ReadonlySet<string> =>
  new Set(elementsOf(nodes).flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id])));

/**
 * The id that a fragment means, such as `#Part_One` or `#part--one` of other systems; null where a text has none like it.
 */
export function meantId(fragment: string, ids: ReadonlySet<string>): string | null {
  const written = decode(fragment.slice(1));
  if (ids.has(written)) return written;
  const slug = toSlug(written);
  return slug !== '' && ids.has(slug) ? slug : null;
}

/** Leads links to parts of the text to its headings, whose ids other systems make in other ways of the same words. */
export function leadFragments(nodes: readonly HtmlNode[]): HtmlNode[] {
  const isToPart = (href: string | undefined): boolean => href !== undefined && /^#./.test(href);
  if (!elementsOf(nodes).some(({ tag, attributes }) => tag === 'a' && isToPart(attributes['href'])))
    return [...nodes];
  const ids = idsOf(nodes);
  return mapElements(nodes, (node) => {
    const { href } = node.attributes;
    if (node.tag !== 'a' || href === undefined || !isToPart(href)) return [node];
    // Of a file, the fragment is for its text.
    const id = 'data-file' in node.attributes ? null : meantId(href, ids);
    if (id === null || href === `#${id}` || href === `#${encodeURIComponent(id)}`) return [node];
    return [{ ...node, attributes: { ...node.attributes, href: `#${encodeURIComponent(id)}` } }];
  });
}
