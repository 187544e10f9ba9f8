import type { PublishBatch } from '../catalog/publisher.ts';
import type { SourceState } from '../catalog/source-store.ts';
import { readSite } from '../config/read-site.ts';
import type { Site } from '../config/site.ts';
import { parseSafely } from '../content/parse-safely.ts';
import { parseStandingPage } from '../content/parse-standing-page.ts';
import { readTopStories } from '../content/read-top-stories.ts';
import { type ArticleIndex, settlePins } from '../content/settle-pins.ts';
import { settleStandingPages } from '../content/settle-standing-pages.ts';
import { readSourceFileSync } from '../content/source/directory.ts';
import { listFilesSync } from '../content/source/list-files.ts';
import type { StandingPage } from '../domain/article.ts';
import { readPartners } from '../partners/read-partners.ts';
import type { Problem } from '../problems/problem.ts';
import { sortProblems } from '../problems/sort-problems.ts';
import { MARKDOWN, PAGES, PARTNERS_FILE, SITE_FILE, TOP_STORIES_FILE } from './folders.ts';
import { digestOf } from './read-article-files.ts';

/** What is read whole whenever a part of it changes, ready for one batch, with the states of its files. */
export type ListsRead = PublishBatch & { readonly sources: readonly SourceState[] };

/** Reads site.yaml; the site is null where there is none, or none that can be used. */
export function readSiteFile(contentDir: string): {
  readonly site: Site | null;
  readonly isMissing: boolean;
  readonly problems: readonly Problem[];
  readonly sources: readonly SourceState[];
} {
  const read = readText(contentDir, SITE_FILE);
  if (read === null) return { site: null, isMissing: true, problems: [siteMissing()], sources: [] };
  const { site, problems } =
    read.text === null ? { site: null, problems: [] } : readSite(read.text, SITE_FILE);
  const all = [...read.problems, ...problems];
  return { site, isMissing: false, problems: all, sources: [{ ...read.state, problems: all }] };
}

function siteMissing(): Problem {
  return {
    file: SITE_FILE,
    line: 1,
    column: 1,
    severity: 'error',
    code: 'file-missing',
    message: 'There is no site.yaml any more; the site keeps its last settings, and nothing is taken down.',
    hint: 'Put it back, or set CONTENT_DIR to the newsroom’s folder.',
  };
}

/**
 * Reads top-stories.yaml, with times in the site's zone: a file that is not there is an empty list; a broken one
 * keeps the last good list.
 */
export function readTopStoriesFile(
  contentDir: string,
  { timeZone }: Pick<Site, 'timeZone'>,
  articles: ArticleIndex,
): ListsRead {
  const read = readText(contentDir, TOP_STORIES_FILE);
  if (read === null) return { topStories: [], sources: [], goneSources: [TOP_STORIES_FILE] };
  if (read.text === null) return { sources: [read.state] };
  const { pins, problems, isUsable } = readTopStories(read.text, timeZone, TOP_STORIES_FILE);
  const settled = settlePins(pins, articles, TOP_STORIES_FILE);
  const sources = [{ ...read.state, problems: sortProblems([...problems, ...settled.problems]) }];
  return isUsable ? { topStories: settled.topStories, sources } : { sources };
}

/** Reads partners.yaml, as readTopStoriesFile reads its file. */
export function readPartnersFile(contentDir: string): ListsRead {
  const read = readText(contentDir, PARTNERS_FILE);
  if (read === null) return { partners: [], sources: [], goneSources: [PARTNERS_FILE] };
  if (read.text === null) return { sources: [read.state] };
  const { outlets, problems, isUsable } = readPartners(read.text, PARTNERS_FILE);
  const sources = [{ ...read.state, problems }];
  return isUsable ? { partners: outlets, sources } : { sources };
}

/** A file of `pages/` as it was read. */
export interface PageRead {
  readonly file: string;
  /** Null where it is broken. */
  readonly page: StandingPage | null;
  /** With the problems of the file itself. */
  readonly state: SourceState;
}

export interface PagesRead {
  readonly reads: readonly PageRead[];
  readonly folderProblems: readonly Problem[];
}

/** Reads all files of `pages/`, sorted by path; what the folder hides is told. */
export function readPages(contentDir: string, site: Site): PagesRead {
  const { files, problems: folderProblems } = listFilesSync(contentDir, PAGES, MARKDOWN);
  const reads = files.flatMap(({ file }): PageRead[] => {
    const read = readText(contentDir, file);
    if (read === null) return [];
    const { page, problems } = read.text === null ? NO_PAGE : parsePage(file, read.text, site);
    return [{ file, page, state: { ...read.state, problems: [...read.problems, ...problems] } }];
  });
  return { reads, folderProblems };
}

const NO_PAGE = { page: null, problems: [] };

/**
 * Gives each URL to one page: of those that were read, where one that is broken stays as it was in `known`,
 * and those that are kept as they were. `sources` are the files that were read.
 */
export function settlePages(
  reads: readonly PageRead[],
  known: readonly StandingPage[],
  kept: readonly StandingPage[] = [],
): ListsRead & { readonly standingPages: readonly StandingPage[] } {
  const found = reads.flatMap(({ file, page }) => page ?? known.find((old) => old.file === file) ?? []);
  const pages = [...found, ...kept].sort((a, b) => (a.file < b.file ? -1 : 1));
  const { standingPages, problems } = settleStandingPages(pages);
  const taken = Map.groupBy(problems, ({ file }) => file);
  return {
    standingPages,
    sources: reads.map(({ file, state }) => ({
      ...state,
      problems: sortProblems([...state.problems, ...(taken.get(file) ?? [])]),
    })),
  };
}

/** Reads all standing pages for a first build: one that is broken has no earlier version. */
export function readStandingPages(
  contentDir: string,
  site: Site,
): ReturnType<typeof settlePages> & Pick<PagesRead, 'folderProblems'> {
  const { reads, folderProblems } = readPages(contentDir, site);
  return { ...settlePages(reads, []), folderProblems };
}

function parsePage(file: string, text: string, site: Site) {
  return parseSafely(
    file,
    () => parseStandingPage({ file, text }, site),
    (problems) => ({ page: null, problems }),
  );
}

/** A text file and its state, problems of reading included; null where there is none. */
export function readText(contentDir: string, file: string) {
  const { source, stats, problems, isMissing } = readSourceFileSync(contentDir, file);
  if (isMissing) return null;
  const state: SourceState = {
    file,
    mtimeMs: stats?.changedMs ?? -1,
    sizeBytes: stats?.sizeBytes ?? 0,
    createdMs: stats?.createdMs ?? 0,
    digest: source === null ? '' : digestOf(source.text),
    wanted: null,
    problems,
  };
  return { text: source?.text ?? null, problems, state };
}
