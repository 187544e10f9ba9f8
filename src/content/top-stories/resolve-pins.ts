import { OWN_EDITION } from '../../domain/edition.ts';
import type { TopStoryPin } from '../../domain/sidebar.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { type ArticleIndex, articleFinder, articleUnknown, inOtherEdition } from './named-article.ts';
import type { PlacedPin } from './read-top-stories.ts';

/**
 * Warns of each pin whose article is none of `articles`, and says which it may have meant. Every pin
 * is kept, in order, that of a story of another edition than the file's as well; one that names a path has it in the site's own form, one that names a file as the disk has it.
 */
export function resolvePins(
  pins: readonly PlacedPin[],
  articles: ArticleIndex,
  file: string,
  edition: string = OWN_EDITION,
): { topStories: TopStoryPin[]; problems: Problem[] } {
  const log = createProblemLog(file);
  const find = articleFinder(articles);
  const topStories = pins.map(({ pin, articleAt }): TopStoryPin => {
    if (pin.article === null) return pin;
    const named = find(pin.article);
    if (!named.isKnown) {
      const effect = pin.text === null ? 'the entry is not shown' : 'the text does not lead to it';
      log.warn(articleUnknown('article', named, effect), articleAt);
    }
    const where = named.isKnown ? articles.editionOf(named.article) : null;
    if (where !== null && where !== edition)
      log.warn(inOtherEdition('article', named.article, where), articleAt);
    return { ...pin, article: named.article };
  });
  return { topStories, problems: log.list() };
}
