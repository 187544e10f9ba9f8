import type { Site } from '../../config/site.ts';
import type { ParsedArticle } from '../../content/articles/parse-article.ts';
import { parseArticles } from '../../content/articles/parse-articles.ts';
import { parseSafely } from '../../content/document/parse-safely.ts';
import { parseStandingPage } from '../../content/standing-pages/parse-standing-page.ts';
import type { ArticleRecord } from '../../domain/article.ts';
import { articleKey, pageOwner } from '../../domain/surrogate-keys.ts';
import { isArticlePath } from '../../domain/urls.ts';
import { kindOf } from '../../ingest/read/folders.ts';
import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import type { FileVersion, VersionContent } from './replay-history.ts';

/** A version of a file with its text; null where it was removed or is no text. */
export interface TextVersion extends Omit<FileVersion, 'content'> {
  readonly text: string | null;
}

/** Whether a path below the content folder is that of an article or a page. */
export function isPublishedFile(file: string): boolean {
  const kind = kindOf(file);
  return kind === 'article' || kind === 'page';
}

/**
 * Parses versions under the settings of their time, in milliseconds since 1970. One with errors has no content.
 * @throws MachineBusyError where the machine had no time to judge one.
 */
export function readVersions(versions: readonly TextVersion[], site: Site, atMs: number): FileVersion[] {
  const texts = versions.flatMap(({ file, text }) =>
    text !== null && kindOf(file) === 'article' ? { file, text } : [],
  );
  const articles = parseArticles(texts, site, 'head');
  const contents = new Map(texts.map(({ file }, index) => [file, contentOfArticle(articles[index])]));
  return versions.map(({ text, ...version }) => {
    const { file } = version;
    if (text === null) return { ...version, content: null };
    if (kindOf(file) === 'article') return { ...version, content: contents.get(file) ?? null };
    return { ...version, content: contentOfPage(file, text, site, atMs) };
  });
}

const notJudged = (): MachineBusyError => new MachineBusyError('read every version of every file');

function contentOfArticle(parsed: ParsedArticle | null | undefined): VersionContent | null {
  if (parsed === null) throw notJudged();
  if (parsed === undefined || parsed.article === null) return null;
  const { hasOwnId, article, formerPaths } = parsed;
  const owner = articleKey(article.id);
  return {
    owner: hasOwnId ? owner : null,
    ownerByName: owner,
    hasOwnId,
    paths: [article.path, ...article.aliases, ...oldPathsOf(article)],
    formerPaths,
    visible: article.isDraft
      ? null
      : {
          fromMs: article.published.epochMs,
          untilMs: article.expires?.epochMs ?? Number.POSITIVE_INFINITY,
        },
  };
}

/** Those in the shape of an article's own are left to articles, as the ledger does. */
const oldPathsOf = ({ oldPaths = [] }: ArticleRecord): string[] =>
  oldPaths.filter((path) => !isArticlePath(path));

function contentOfPage(file: string, text: string, site: Site, atMs: number): VersionContent | null {
  const parsed = parseSafely(
    file,
    () => parseStandingPage({ file, text }, site, atMs),
    (problems) => ({ page: null, formerPath: null, isHeld: false, links: [], problems }),
  );
  if (parsed === null) throw notJudged();
  const { page, formerPath } = parsed;
  if (page === null) return null;
  const owner = pageOwner(file);
  return {
    owner,
    ownerByName: owner,
    hasOwnId: false,
    paths: [page.path],
    formerPaths: formerPath === null ? [] : [formerPath],
    visible: page.isDraft ? null : { fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY },
  };
}
