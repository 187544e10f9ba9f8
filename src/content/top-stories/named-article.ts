import { OWN_EDITION } from '../../domain/edition.ts';
import { withoutMarkdownExtension } from '../../domain/markdown/markdown-name.ts';
import { toSitePath } from '../../domain/site-path.ts';
import type { Finding } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { suggestName } from '../../problems/suggest-name.ts';

/** Names that are compared with every article for a likely meaning; each costs a look at all of them. */
const MAX_SUGGESTIONS = 20;

/** What pins and picks can name: the articles by file and by path, drafts and embargoed ones included. */
export interface ArticleIndex {
  /** The article’s file as it is called on the disk, however accents are written; null for none. */
  readonly fileNamed: (file: string) => string | null;
  readonly hasPath: (path: string) => boolean;
  /** The edition of an article by its file or path; null for none. */
  readonly editionOf: (article: string) => string | null;
  readonly files: () => Iterable<string>;
  readonly paths: () => Iterable<string>;
}

/** What a name of an article stands for. */
export type NamedArticle =
  | { readonly isKnown: true; readonly article: string }
  /** `meant` is the article that it may have meant; null for none. */
  | { readonly isKnown: false; readonly article: string; readonly meant: string | null };

/**
 * Prepares finding the articles that a file names: a path in the site's own form, a file as the disk has it. A name of none
 * stays as it is written.
 */
export function articleFinder(articles: ArticleIndex): (written: string) => NamedArticle {
  let faults = 0;
  return (written) => {
    const named = articles.fileNamed(written);
    if (named !== null) return { isKnown: true, article: named };
    const path = toSitePath(written);
    if (path !== null && articles.hasPath(path)) return { isKnown: true, article: path };
    faults += 1;
    const meant =
      faults > MAX_SUGGESTIONS
        ? null
        : findMeant(written, path === null ? articles.files() : articles.paths());
    return { isKnown: false, article: written, meant };
  };
}

/** Tells that `key` names no article, and what becomes of that. */
export function articleUnknown(
  key: string,
  { article, meant }: NamedArticle & { isKnown: false },
  effect: string,
): Finding {
  return {
    code: 'article-unknown',
    message: `${key}: ${quoteText(article, 120)} is no article that can be published; ${effect}.`,
    hint: `${meant === null ? '' : `Did you mean "${meant}"? `}Write its file below content/ or its path on the site, and see that the file has no errors.`,
  };
}

/** Tells that `key` names an article of another edition than the one whose file names it. */
export function inOtherEdition(key: string, article: string, edition: string): Finding {
  return {
    code: 'article-edition',
    message: `${key}: ${quoteText(article, 120)} is a story of ${edition === OWN_EDITION ? 'the site’s own language' : `the edition ${quoteText(edition)}`}; readers find it here in that language.`,
    hint: 'Name its version in this language, if there is one.',
  };
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
