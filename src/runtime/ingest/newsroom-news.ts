import type { ArticleChange } from '../../catalog/publish/article-change.ts';
import type { ChangedStory, EmbargoedStory } from '../../notify/news/gather-news.ts';

/** The stories that readers see for the first time. */
export const debutsOf = (changes: readonly ArticleChange[]): ChangedStory[] =>
  changes.filter(({ isDebut }) => isDebut).flatMap(storyOf);

/** The stories whose embargo changed, and those that readers see now, which may have been to come later. */
export const embargoesOf = (changes: readonly ArticleChange[]): EmbargoedStory[] =>
  changes.flatMap((change) => {
    const { embargo, isPublic, wasPublic } = change;
    if (embargo === undefined && (wasPublic || !isPublic)) return [];
    const { was, is } = embargo ?? { was: null, is: null };
    return storyOf(change).map((story) => ({ ...story, isPublic, was, is }));
  });

function storyOf({ id, path, title, file }: ArticleChange): ChangedStory[] {
  return id === null ? [] : [{ id, path, title, file }];
}
