import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Site } from '../config/site.ts';
import type { Article, StandingPage } from '../domain/article.ts';
import type { TopStoryPin } from '../domain/sidebar.ts';
import type { Problem } from '../problems/problem.ts';
import { sortProblems } from '../problems/sort-problems.ts';
import { parseArticle } from './parse-article.ts';
import { parseStandingPage } from './parse-standing-page.ts';
import { readTopStories } from './read-top-stories.ts';
import { settleStandingPages } from './settle-standing-pages.ts';
import { type DatedArticle, settleUrls } from './settle-urls.ts';
import { listFiles, readSourceFile, type SourceFile } from './source/directory.ts';
import { mapConcurrently } from './source/map-concurrently.ts';

export interface LoadedContent {
  /** Sorted by file; drafts and embargoed articles are among them. */
  readonly articles: Article[];
  /** Sorted by order, then title. */
  readonly standingPages: StandingPage[];
  readonly topStories: TopStoryPin[];
  /** Of all files, sorted by file, line and column. */
  readonly problems: Problem[];
}

const MARKDOWN = /\.(?:md|markdown)$/i;
const TOP_STORIES = 'top-stories.yaml';
/** Files that are open at once. */
const OPEN_FILES = 16;

/**
 * Reads the whole content folder. Whatever is broken is left out and told in `problems`; nothing that
 * an editor can write makes it throw. The same files give the same result.
 */
export async function loadContent(contentDir: string, site: Site): Promise<LoadedContent> {
  const problems: Problem[] = [];
  const readAll = async <Parsed>(
    folder: string,
    parse: (source: SourceFile) => Parsed,
  ): Promise<Parsed[]> => {
    const listed = await listFiles(contentDir, folder, MARKDOWN);
    problems.push(...listed.problems);
    const parsed = await mapConcurrently(listed.files, OPEN_FILES, async (file) => {
      const { source, problems: faults } = await readSourceFile(contentDir, file);
      return { faults, value: source === null ? null : parse(source) };
    });
    problems.push(...parsed.flatMap((one) => one.faults));
    return parsed.flatMap((one) => (one.value === null ? [] : [one.value]));
  };

  const dated = await readAll('articles', (source): DatedArticle | null => {
    const { article, problems: faults } = parseArticle(source, site);
    problems.push(...faults);
    return article === null ? null : { article, createdMs: source.createdMs, changedMs: source.changedMs };
  });
  const pages = await readAll('pages', (source): StandingPage | null => {
    const { page, problems: faults } = parseStandingPage(source, site);
    problems.push(...faults);
    return page;
  });
  const settledArticles = settleUrls(dated.filter((one) => one !== null));
  const settledPages = settleStandingPages(pages.filter((page) => page !== null));
  const pinned = await loadTopStories(contentDir);
  problems.push(...settledArticles.problems, ...settledPages.problems, ...pinned.problems);
  return {
    articles: settledArticles.articles,
    standingPages: settledPages.standingPages.sort(byPlace),
    topStories: pinned.topStories,
    problems: sortProblems(problems),
  };
}

async function loadTopStories(contentDir: string): Promise<ReturnType<typeof readTopStories>> {
  const isThere = await access(join(contentDir, TOP_STORIES)).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
  if (!isThere) return { topStories: [], problems: [] };
  const { source, problems } = await readSourceFile(contentDir, TOP_STORIES);
  return source === null
    ? { topStories: [], problems: [...problems] }
    : readTopStories(source.text, TOP_STORIES);
}

const byPlace = (a: StandingPage, b: StandingPage): number =>
  a.order - b.order || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0);
