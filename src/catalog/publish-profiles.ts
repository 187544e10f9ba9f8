import type { AuthorProfile } from '../domain/article.ts';
import { AUTHORS_KEY, authorProfileKey, SITEMAP_KEY } from '../domain/surrogate-keys.ts';
import { authorChanges } from './article-change.ts';
import type { PublishOutcome } from './publish-outcome.ts';
import type { FolderLists } from './write-folder-lists.ts';

/** Replaces the profiles of all authors, and notes whose differ and the keys of the pages that show them. */
export function publishProfiles(
  profiles: readonly AuthorProfile[],
  lists: Pick<FolderLists, 'authorProfiles' | 'putAuthors'>,
  { changes, keys }: Pick<PublishOutcome, 'changes' | 'keys'>,
): void {
  const before = lists.authorProfiles();
  if (!lists.putAuthors(profiles)) return;
  const differing = authorChanges(before, profiles);
  changes.push(...differing);
  keys.add(AUTHORS_KEY).add(SITEMAP_KEY);
  const files = new Set(differing.map(({ file }) => file));
  for (const { file, slug } of [...before, ...profiles]) {
    if (files.has(file)) keys.add(authorProfileKey(slug));
  }
}
