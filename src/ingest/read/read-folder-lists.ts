import type { PublishBatch } from '../../catalog/publish/publisher.ts';
import type { SourceState } from '../../catalog/store/source-store.ts';
import { readSite } from '../../config/read-site.ts';
import type { Site } from '../../config/site.ts';
import { parseSafely } from '../../content/document/parse-safely.ts';
import { type ParsedPage, parseStandingPage } from '../../content/standing-pages/parse-standing-page.ts';
import { readTopStories } from '../../content/top-stories/read-top-stories.ts';
import { type ArticleIndex, settlePins } from '../../content/top-stories/settle-pins.ts';
import { settleStandingPages } from '../../content/standing-pages/settle-standing-pages.ts';
import type { StandingPage } from '../../domain/article.ts';
import { readPartners } from '../../partners/read-partners.ts';
import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import type { Problem } from '../../problems/problem.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import { PAGES, PARTNERS_FILE, SITE_FILE, TOP_STORIES_FILE } from './folders.ts';
import type { TextFolder, TextRead } from './text-folder.ts';
import type { UnjudgedFile } from '../watch/unjudged-files.ts';

/** What is read whole whenever a part of it changes, ready for one batch, with the states of its files. */
export type ListsRead = PublishBatch & {
  readonly sources: readonly SourceState[];
  /** Of these files, those that readers may be given as they are. */
  readonly good: readonly TextRead[];
  /** Files that the machine had no time to judge; what is known of them stays. */
  readonly unjudged: readonly UnjudgedFile[];
};

/** What a file gives that is neither good nor bad. */
const NOTHING_READ = { sources: [], good: [], unjudged: [] } as const;

/** Reads site.yaml; the site is null where there is none, none that can be used, or none that could be judged. */
export function readSiteFile(folder: TextFolder): {
  readonly site: Site | null;
  readonly isMissing: boolean;
  readonly problems: readonly Problem[];
  readonly sources: readonly SourceState[];
  readonly good: readonly TextRead[];
  readonly unjudged: readonly UnjudgedFile[];
} {
  const read = folder.read(SITE_FILE);
  const nothing = { site: null, isMissing: false, problems: [], sources: [], good: [], unjudged: [] };
  if (read === null) return { ...nothing, isMissing: true, problems: [siteMissing()] };
  const { text } = read;
  const found = text === null ? { site: null, problems: [] } : unlessBusy(() => readSite(text, SITE_FILE));
  if (found === null) return { ...nothing, unjudged: [read.state] };
  const { site } = found;
  const problems = [...read.problems, ...found.problems];
  const sources = [{ ...read.state, problems }];
  return { ...nothing, site, problems, sources, good: site === null ? [] : [read] };
}

/** What the work returns; null where the machine had no time for it. */
function unlessBusy<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof MachineBusyError) return null;
    throw error;
  }
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
  folder: TextFolder,
  { timeZone }: Pick<Site, 'timeZone'>,
  articles: ArticleIndex,
): ListsRead {
  const read = folder.read(TOP_STORIES_FILE);
  if (read === null) return { ...NOTHING_READ, topStories: [], goneSources: [TOP_STORIES_FILE] };
  const { text } = read;
  if (text === null) return { ...NOTHING_READ, sources: [read.state] };
  const found = unlessBusy(() => readTopStories(text, timeZone, TOP_STORIES_FILE));
  if (found === null) return { ...NOTHING_READ, unjudged: [read.state] };
  const { pins, problems, isUsable } = found;
  const settled = settlePins(pins, articles, TOP_STORIES_FILE);
  const sources = [{ ...read.state, problems: sortProblems([...problems, ...settled.problems]) }];
  if (!isUsable) return { ...NOTHING_READ, sources };
  return { ...NOTHING_READ, topStories: settled.topStories, sources, good: [read] };
}

/** Reads partners.yaml, as readTopStoriesFile reads its file. */
export function readPartnersFile(folder: TextFolder): ListsRead {
  const read = folder.read(PARTNERS_FILE);
  if (read === null) return { ...NOTHING_READ, partners: [], goneSources: [PARTNERS_FILE] };
  const { text } = read;
  if (text === null) return { ...NOTHING_READ, sources: [read.state] };
  const found = unlessBusy(() => readPartners(text, PARTNERS_FILE));
  if (found === null) return { ...NOTHING_READ, unjudged: [read.state] };
  const { outlets, problems, isUsable } = found;
  const sources = [{ ...read.state, problems }];
  return isUsable
    ? { ...NOTHING_READ, partners: outlets, sources, good: [read] }
    : { ...NOTHING_READ, sources };
}

/** A file of `pages/` as it was read. */
export interface PageRead {
  readonly file: string;
  /** Null where it is broken. */
  readonly page: StandingPage | null;
  /** Whether the machine had no time to judge it; then it stays as it is known. */
  readonly isUnjudged: boolean;
  /** Whether readers must not see it, nor its last good version. */
  readonly isHeld: boolean;
  /** With the problems of the file itself. */
  readonly state: SourceState;
  readonly read: TextRead;
}

export interface PagesRead {
  readonly reads: readonly PageRead[];
  readonly folderProblems: readonly Problem[];
}

/**
 * Reads all files of `pages/`, sorted by path, as of `now`, in milliseconds since 1970; what the folder hides is told.
 */
export function readPages(folder: TextFolder, site: Site, now: number): PagesRead {
  const { files, problems: folderProblems } = folder.list(PAGES);
  const reads = files.flatMap((file): PageRead[] => {
    const read = folder.read(file);
    if (read === null) return [];
    const parsed = read.text === null ? NO_PAGE : parsePage(file, read.text, site, now);
    const { page, isHeld, problems } = parsed ?? NO_PAGE;
    const state = { ...read.state, problems: [...read.problems, ...problems] };
    return [{ file, page, isHeld, isUnjudged: parsed === null, state, read }];
  });
  return { reads, folderProblems };
}

const NO_PAGE = { page: null, isHeld: false, problems: [] };

/**
 * Gives each URL to one page: of those that were read, where one that is broken or unjudged stays as it was in
 * `known` unless it is to be seen by nobody, and those that are kept as they were. `sources` are the files that were
 * judged.
 */
export function settlePages(
  reads: readonly PageRead[],
  known: readonly StandingPage[],
  kept: readonly StandingPage[] = [],
): ListsRead & { readonly standingPages: readonly StandingPage[] } {
  const found = reads.flatMap(({ file, page, isHeld }) => {
    return page ?? (isHeld ? undefined : known.find((old) => old.file === file)) ?? [];
  });
  const pages = [...found, ...kept].sort((a, b) => (a.file < b.file ? -1 : 1));
  const { standingPages, problems } = settleStandingPages(pages);
  const taken = Map.groupBy(problems, ({ file }) => file);
  const { judged, unjudged } = splitUnjudged(reads);
  return {
    standingPages,
    unjudged,
    sources: judged.map(({ file, state }) => ({
      ...state,
      problems: sortProblems([...state.problems, ...(taken.get(file) ?? [])]),
    })),
    good: reads.flatMap(({ page, read }) => (page === null ? [] : [read])),
  };
}

/** Parts files that were read into those that were judged and those that the machine had no time to judge. */
export function splitUnjudged<Read extends Pick<PageRead, 'isUnjudged' | 'state'>>(reads: readonly Read[]) {
  return {
    judged: reads.filter(({ isUnjudged }) => !isUnjudged),
    unjudged: reads.filter(({ isUnjudged }) => isUnjudged).map(({ state }): UnjudgedFile => state),
  };
}

/** Reads all standing pages for a first build: one that is broken has no earlier version. */
export function readStandingPages(
  folder: TextFolder,
  site: Site,
  now: number,
): ReturnType<typeof settlePages> & Pick<PagesRead, 'folderProblems'> {
  const { reads, folderProblems } = readPages(folder, site, now);
  return { ...settlePages(reads, []), folderProblems };
}

function parsePage(file: string, text: string, site: Site, now: number): ParsedPage | null {
  return parseSafely<ParsedPage>(
    file,
    () => parseStandingPage({ file, text }, site, now),
    (problems) => ({ page: null, formerPath: null, isHeld: false, problems }),
  );
}
