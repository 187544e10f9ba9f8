import type { AuthorProfile, NamedPage } from '../../domain/article.ts';
import { toSlug } from '../../domain/slug.ts';

/** A slug by which articles may name an author, and whom it means. */
export interface AuthorAlias extends NamedPage {
  readonly alias: string;
}

/**
 * Every slug by which articles name those who have profiles: of the author's page, of the file, of an id, and of the name,
 * in this order. One that two of them have in the same way names neither.
 */
export function authorAliases(profiles: readonly AuthorProfile[]): AuthorAlias[] {
  const aliases = new Map<string, AuthorAlias>();
  const waysOf = ({ slug, ids, name }: AuthorProfile): string[] => [slug, ...ids, toSlug(name)];
  const most = Math.max(0, ...profiles.map(({ ids }) => ids.length + 2));
  for (let way = 0; way < most; way += 1) {
    const claims = Map.groupBy(
      profiles.filter((profile) => (waysOf(profile)[way] ?? '') !== ''),
      (profile) => waysOf(profile)[way] ?? '',
    );
    for (const [alias, [profile, ...rivals]] of claims) {
      if (profile === undefined || rivals.length > 0 || aliases.has(alias)) continue;
      aliases.set(alias, { alias, slug: profile.slug, name: profile.name });
    }
  }
  return [...aliases.values()];
}
