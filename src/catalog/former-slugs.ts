import { composedSmall } from '../domain/names.ts';
import { toFormerSlug } from '../domain/slug.ts';

/** A name with the slug that it has now. */
export interface SluggedName {
  readonly slug: string;
  readonly name: string;
}

/** What the two rules for slugs treat differently. */
const DIFFERENT = /İ|\u0307|\p{Default_Ignorable_Code_Point}/u;

/**
 * The slugs that names had by the former rule, each in the form in which a request names it, with those of today.
 * Names that have one slug by both rules, as nearly all do, are left out; so are former slugs that are another's today.
 */
export function formerSlugs(names: readonly SluggedName[]): ReadonlyMap<string, string> {
  const former = new Map<string, string>();
  for (const { slug, name } of names) {
    if (!DIFFERENT.test(name)) continue;
    const before = composedSmall(toFormerSlug(name));
    if (before !== '' && before !== slug) former.set(before, slug);
  }
  if (former.size > 0) for (const { slug } of names) former.delete(slug);
  return former;
}
