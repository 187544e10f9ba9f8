import type { Article, StandingPage } from '../domain/article.ts';
import type { Problem } from '../problems/problem.ts';
import { createProblemLog, type Finding } from '../problems/problem-log.ts';
import { quoteText } from '../problems/quote-text.ts';
import { draftsLast, type FiledArticle } from './settle-urls.ts';

/**
 * Lets each alias lead to one article: a URL of an article or a standing page stays what it is, and of
 * two articles the first in the list keeps the alias. The other loses it, with a warning where it is
 * written. A draft owns no address yet, so none takes one from what is published. The articles come
 * back in the order given.
 */
export function settleAliases(
  filed: readonly FiledArticle[],
  standingPages: readonly StandingPage[],
): { articles: Article[]; problems: Problem[] } {
  const urls = new Map<string, string>();
  for (const one of [...filed.map(({ article }) => article), ...standingPages].filter(
    ({ isDraft }) => !isDraft,
  )) {
    urls.set(one.path, one.file);
  }
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  const settled = new Map<Article, Article>();
  for (const { article, aliasPlaces } of filed.toSorted(draftsLast)) {
    const log = createProblemLog(article.file);
    const aliases = article.aliases.filter((alias) => {
      const urlOwner = urls.get(alias);
      const aliasOwner = owners.get(alias);
      if (urlOwner !== undefined) log.warn(urlOf(alias, urlOwner), aliasPlaces.get(alias));
      else if (aliasOwner !== undefined) {
        log.warn(aliasOf(alias, article.file, aliasOwner), aliasPlaces.get(alias));
      } else owners.set(alias, article.file);
      return urlOwner === undefined && aliasOwner === undefined;
    });
    problems.push(...log.list());
    settled.set(article, { ...article, aliases });
  }
  return { articles: filed.map(({ article }) => settled.get(article) ?? article), problems };
}

const urlOf = (alias: string, owner: string): Finding => ({
  code: 'alias-taken',
  message: `aliases: ${quoteText(alias)} is the URL of ${owner}; it was ignored.`,
  hint: 'Remove it, or give that file another "slug: …".',
});

const aliasOf = (alias: string, file: string, owner: string): Finding => ({
  code: 'alias-taken',
  message: `aliases: ${file} and ${owner} both have ${quoteText(alias)}; it leads to ${owner}.`,
  hint: 'Remove it from one of the two.',
});
