import type { TopStoryPin } from '../../domain/sidebar.ts';
import { withoutMarkdownExtension } from '../../domain/markdown/markdown-name.ts';
import { toSitePath } from '../../domain/site-path.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { suggestName } from '../../problems/suggest-name.ts';
import type { PlacedPin } from './read-top-stories.ts';

/** Pins that are compared with every article for a likely meaning; each costs a look at all of them. */
const MAX_SUGGESTIONS = 20;

/** What pins can name: the articles by file and by path, drafts and embargoed ones included. */
export interface ArticleIndex {
  /** The article’s file as it is called on the disk, however accents are written; null for none. */
  readonly fileNamed: (file: string) => string | null;
  readonly hasPath: (path: string) => boolean;
  readonly files: () => Iterable<string>;
  readonly paths: () => Iterable<string>;
}

/**
 * Warns of each pin whose article is none of `articles`, and says which it may have meant. Every pin
 * is kept, in order; one that names a path has it in the site's own form, one that names a file as the disk has it.
 */
export function resolvePins(
  pins: readonly PlacedPin[],
  articles: ArticleIndex,
  file: string,
): { topStories: TopStoryPin[]; problems: Problem[] } {
  const log = createProblemLog(file);
  let faults = 0;
  const topStories = pins.map(({ pin, articleAt }): TopStoryPin => {
    const { article, text } = pin;
    if (article === null) return pin;
    const named = articles.fileNamed(article);
    if (named !== null) return { ...pin, article: named };
    const path = toSitePath(article);
    if (path !== null && articles.hasPath(path)) return { ...pin, article: path };
    faults += 1;
    const meant =
      faults > MAX_SUGGESTIONS
        ? null
        : findMeant(article, path === null ? articles.files() : articles.paths());
    log.warn(
      {
        code: 'article-unknown',
        message: `article: ${quoteText(article, 120)} is no article that can be published; ${text === null ? 'the entry is not shown' : 'the text does not lead to it'}.`,
        hint: `${meant === null ? '' : `Did you mean "${meant}"? `}Write its file below content/ or its path on the site, and see that the file has no errors.`,
      },
      articleAt,
    );
    return pin;
  });
  return { topStories, problems: log.list() };
}

/** The address whose last part is most like that of what is written; folders and days say little. */
function findMeant(written: string, addresses: Iterable<string>): string | null {
  const byName = new Map<string, string>();
  for (const address of addresses) {
    const name = nameOf(address);
    if (!byName.has(name)) byName.set(name, address);
  }
  const name = nameOf(written);
  return byName.get(name) ?? byName.get(suggestName(name, byName.keys()) ?? '') ?? null;
}

const nameOf = (address: string): string => withoutMarkdownExtension(address.split('/').at(-1) ?? '');
