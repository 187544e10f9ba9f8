import type { Neighbours } from '../../catalog/read/article-queries.ts';
import type { Article } from '../../domain/article.ts';
import { articleKey } from '../../domain/surrogate-keys.ts';
import type { PageContext } from './page-context.ts';
import { buildTeaser, type TeaserView } from './teaser-view.ts';

/** How many related stories an article's page shows at most. */
const SHOWN = 4;

/**
 * Builds the stories that are most like an article, best first. Those that the page shows as the story before or after
 * are left out, unless there is no other. Notes those that readers see: of others no key may be known.
 */
export function buildRelatedStories(
  context: PageContext,
  { id }: Pick<Article, 'id'>,
  { previous, next }: Neighbours,
): TeaserView[] {
  const { catalog, now, uses } = context;
  const visible = catalog.relatedTo(id, now).flatMap(({ teaser }) => teaser ?? []);
  for (const teaser of visible) uses(articleKey(teaser.id));
  const others = visible.filter((teaser) => teaser.id !== previous?.id && teaser.id !== next?.id);
  return (others.length === 0 ? visible : others)
    .slice(0, SHOWN)
    .map((teaser) => buildTeaser(context, teaser, 'small'));
}
