import type { AuthorProfile } from '../../domain/article.ts';
import { editionKey } from '../../domain/edition.ts';
import { AUTHORS_KEY, authorProfileKey, SITEMAP_KEY } from '../../domain/surrogate-keys.ts';
import { authorChanges } from './article-change.ts';
import { authorAliases } from '../store/author-aliases.ts';
import type { PublishOutcome } from './outcome/publish-outcome.ts';
import type { createBylineRefresher } from './refresh-bylines.ts';
import type { FolderLists } from '../store/write-folder-lists.ts';

export interface ProfileDeps {
  readonly lists: Pick<FolderLists, 'authorProfiles' | 'putAuthors'>;
  /** Shows them in the articles that name them; null where there are none yet. */
  readonly refreshBylines: ReturnType<typeof createBylineRefresher> | null;
  readonly editions: () => readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Replaces the profiles of all authors, and notes whose differ and the keys of the pages that show them. Articles that name them
 * follow.
 */
export function publishProfiles(
  profiles: readonly AuthorProfile[],
  { lists, refreshBylines, editions, now }: ProfileDeps,
  into: PublishOutcome,
): void {
  const { changes, keys } = into;
  const before = lists.authorProfiles();
  if (!lists.putAuthors(profiles)) return;
  const differing = authorChanges(before, profiles);
  changes.push(...differing);
  for (const edition of editions()) {
    for (const key of [AUTHORS_KEY, SITEMAP_KEY]) keys.add(editionKey(edition, key));
  }
  const files = new Set(differing.map(({ file }) => file));
  for (const { file, slug } of [...before, ...profiles]) {
    if (files.has(file)) keys.add(authorProfileKey(slug));
  }
  refreshBylines?.(authorAliases(before), authorAliases(profiles), now, into);
}
