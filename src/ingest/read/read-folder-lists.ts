import type { PublishBatch } from '../../catalog/publish/outcome/publish-batch.ts';
import type { SourceState } from '../../catalog/store/source-store.ts';
import { readSite } from '../../config/read-site.ts';
import type { Site } from '../../config/site.ts';
import { readTopStories } from '../../content/top-stories/read-top-stories.ts';
import type { ArticleIndex } from '../../content/top-stories/named-article.ts';
import { resolvePins } from '../../content/top-stories/resolve-pins.ts';
import { readPartners } from '../../partners/read-partners.ts';
import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import type { Problem } from '../../problems/problem.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import { PARTNERS_FILE, SITE_FILE, TOP_STORIES_FILE } from './folders.ts';
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
export function readSiteFile(folder: TextFolder): Pick<ListsRead, 'sources' | 'good' | 'unjudged'> & {
  readonly site: Site | null;
  readonly isMissing: boolean;
  readonly problems: readonly Problem[];
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
export function unlessBusy<Result>(work: () => Result): Result | null {
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
  return readListFile(folder, TOP_STORIES_FILE, { topStories: [] }, (text) => {
    const { pins, problems, isUsable } = readTopStories(text, timeZone, TOP_STORIES_FILE);
    const { topStories, problems: ofPins } = resolvePins(pins, articles, TOP_STORIES_FILE);
    return { batch: { topStories }, problems: sortProblems([...problems, ...ofPins]), isUsable };
  });
}

/** Reads partners.yaml, as readTopStoriesFile reads its file. */
export function readPartnersFile(folder: TextFolder): ListsRead {
  return readListFile(folder, PARTNERS_FILE, { partners: [] }, (text) => {
    const { outlets, problems, isUsable } = readPartners(text, PARTNERS_FILE);
    return { batch: { partners: outlets }, problems, isUsable };
  });
}

interface ParsedList {
  readonly batch: PublishBatch;
  readonly problems: readonly Problem[];
  /** Whether it may take the place of the last good list. */
  readonly isUsable: boolean;
}

function readListFile(
  folder: TextFolder,
  file: string,
  empty: PublishBatch,
  parse: (text: string) => ParsedList,
): ListsRead {
  const read = folder.read(file);
  if (read === null) return { ...NOTHING_READ, ...empty, goneSources: [file] };
  const { text } = read;
  if (text === null) return { ...NOTHING_READ, sources: [read.state] };
  const found = unlessBusy(() => parse(text));
  if (found === null) return { ...NOTHING_READ, unjudged: [read.state] };
  const sources = [{ ...read.state, problems: found.problems }];
  if (!found.isUsable) return { ...NOTHING_READ, sources };
  return { ...NOTHING_READ, ...found.batch, sources, good: [read] };
}
