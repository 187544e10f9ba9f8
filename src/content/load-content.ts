import type { Site } from '../config/site.ts';
import type { Article, StandingPage } from '../domain/article.ts';
import type { TopStoryPin } from '../domain/sidebar.ts';
import type { Problem } from '../problems/problem.ts';
import { sortProblems } from '../problems/sort-problems.ts';
import { parseArticle } from './parse-article.ts';
import { parseStandingPage } from './parse-standing-page.ts';
import { type Parsed, readFolder } from './read-folder.ts';
import { type PlacedPin, readTopStories } from './read-top-stories.ts';
import { settleAliases } from './settle-aliases.ts';
import { settlePins } from './settle-pins.ts';
import { settleStandingPages } from './settle-standing-pages.ts';
import { type FiledArticle, settleUrls } from './settle-urls.ts';
import type { SourceFile } from './source/directory.ts';
import { readOptionalFile } from './source/read-optional-file.ts';

export interface LoadedContent {
  /** Sorted by file; drafts and embargoed articles are among them. */
  readonly articles: Article[];
  /** Sorted by order, then title. */
  readonly standingPages: StandingPage[];
  readonly topStories: TopStoryPin[];
  /** Of all files, sorted by file, line and column. */
  readonly problems: Problem[];
}

const TOP_STORIES = 'top-stories.yaml';

/**
 * Reads the whole content folder. Whatever is broken is left out and told in `problems`; nothing that
 * an editor can write makes it throw. The same files give the same result; their times decide only
 * between articles of one moment that claim one URL, id or alias.
 */
export async function loadContent(contentDir: string, site: Site): Promise<LoadedContent> {
  const filed = await readFolder(contentDir, 'articles', (source) => fileArticle(source, site));
  const pages = await readFolder(contentDir, 'pages', (source): Parsed<StandingPage> => {
    const { page, problems } = parseStandingPage(source, site);
    return { value: page, problems };
  });
  const written = await loadPins(contentDir);

  const { kept, problems: urlFaults } = settleUrls(filed.values);
  const { standingPages, problems: pageFaults } = settleStandingPages(pages.values);
  const { articles, problems: aliasFaults } = settleAliases(kept, standingPages);
  const { topStories, problems: pinFaults } = settlePins(written.pins, articles, TOP_STORIES);
  return {
    articles: articles.sort(byFile),
    standingPages: standingPages.sort(byPlace),
    topStories,
    problems: sortProblems([
      ...filed.problems,
      ...pages.problems,
      ...written.problems,
      ...urlFaults,
      ...pageFaults,
      ...aliasFaults,
      ...pinFaults,
    ]),
  };
}

function fileArticle(source: SourceFile, site: Site): Parsed<FiledArticle> {
  const { article, aliasPlaces, problems } = parseArticle(source, site);
  if (article === null) return { value: null, problems };
  const { createdMs, changedMs } = source;
  return { value: { article, createdMs, changedMs, aliasPlaces }, problems };
}

async function loadPins(contentDir: string): Promise<{ pins: PlacedPin[]; problems: Problem[] }> {
  const read = await readOptionalFile(contentDir, TOP_STORIES);
  if (read === null) return { pins: [], problems: [] };
  const { pins, problems } =
    read.source === null ? { pins: [], problems: [] } : readTopStories(read.source.text, TOP_STORIES);
  return { pins, problems: [...read.problems, ...problems] };
}

const byFile = (a: Article, b: Article): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0);

const byPlace = (a: StandingPage, b: StandingPage): number =>
  a.order - b.order || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0);
