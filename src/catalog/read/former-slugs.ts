import { composedSmall } from '../../domain/names.ts';
import { formerSlugsOf } from '../../domain/slug.ts';

/** A name with the slug that it has now. */
export interface SluggedName {
  readonly slug: string;
  readonly name: string;
}

/**
 * The slugs that names had by former rules, each in the form in which a request names it, with those of today.
 * Names that have one slug by all rules, as nearly all do, are left out; so are former slugs that are another's today.
 */
export function formerSlugs(names: readonly SluggedName[]): ReadonlyMap<string, string> {
  const former = new Map<string, string>();
  for (const { slug, name } of names) {
    for (const before of formerSlugsOf(name).map(composedSmall)) {
      if (before !== slug) former.set(before, slug);
    }
  }
  if (former.size > 0) for (const { slug } of names) former.delete(slug);
  return former;
}
