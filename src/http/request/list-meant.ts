import { toFormerSlug, toSlug } from '../../domain/slug.ts';
import { composedSmall } from '../../domain/names.ts';
import type { PageContext } from '../../pages/parts/page-context.ts';

/** The kinds of lists that have a name. */
export type NamedList = 'section' | 'topic' | 'author' | 'series';

/**
 * The slug of the list that a path means which is none's: of an author by an id or the name of a file, of a name as it
 * is written, or of one whose slug was that by an earlier rule. Null for neither; whether there is such a list is for the caller to see.
 */
export function listMeant(context: PageContext, kind: NamedList, name: string): string | null {
  const slug = toSlug(name);
  const author = kind === 'author' ? context.catalog.authorMeant(slug) : null;
  if (author !== null) return author;
  if (slug !== '' && slug !== name) return slug;
  if (kind !== 'section') return context.catalog.presentSlug(kind, name, context.now);
  const section = context.site.sections.find((one) => composedSmall(toFormerSlug(one.name)) === name);
  return section === undefined || section.slug === name ? null : section.slug;
}
