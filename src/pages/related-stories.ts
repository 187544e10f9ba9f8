import type { Article } from '../domain/article.ts';
import { articleKey } from '../domain/surrogate-keys.ts';
import type { Teaser } from '../catalog/store/teaser.ts';
import type { PageContext } from './parts/page-context.ts';
import { buildTeaser, sectionLink, type TeaserView } from './parts/teaser-view.ts';

/** How many related stories an article's page shows at most: a row of three. */
const SHOWN = 3;

/**
 * Builds the stories that are most like an article, best first; of those, the ones with a picture stand before the others. The one
 * that the page leads to as the next is left out, unless there is no other. Notes those that readers see: of others no key may be
 * known.
 */
export function buildRelatedStories(
  context: PageContext,
  { id }: Pick<Article, 'id'>,
  next: Pick<Teaser, 'id'> | null,
): TeaserView[] {
  const { catalog, now, uses } = context;
  const visible = catalog.relatedTo(id, now).flatMap(({ teaser }) => teaser ?? []);
  for (const teaser of visible) uses(articleKey(teaser.id));
  const others = visible.filter((teaser) => teaser.id !== next?.id);
  return (others.length === 0 ? visible : others)
    .slice(0, SHOWN)
    .map((teaser) => buildTeaser(context, teaser, 'related'))
    .sort((one, other) => Number(other.picture !== null) - Number(one.picture !== null));
}

/** Where a reader goes on who has read a story to its end. */
export interface NextStory {
  /** `Next in World`. */
  readonly heading: string;
  readonly teaser: TeaserView;
}

/** Builds the story that was published before this one in its section; null where it is the oldest, or in no section. */
export function buildNextStory(
  context: PageContext,
  { section }: Pick<Article, 'section'>,
  next: Teaser | null,
): NextStory | null {
  const name = sectionLink(section, context)?.text;
  if (next === null || name === undefined) return null;
  return {
    heading: context.words.say('story-next-in', { section: name }),
    teaser: buildTeaser(context, next, 'small'),
  };
}
