import type { Site } from '../../config/site.ts';
import { editionFile, PARTNERS, tellNoEdition, TOP_STORIES } from '../../content/source/edition-file.ts';
import type { ArticleIndex } from '../../content/top-stories/named-article.ts';
import { readTopStories } from '../../content/top-stories/read-top-stories.ts';
import { resolvePins } from '../../content/top-stories/resolve-pins.ts';
import { OWN_EDITION, type SiteLanguages } from '../../domain/edition.ts';
import type { PartnerOutlet, TopStoryPin } from '../../domain/sidebar.ts';
import { readPartners } from '../../partners/read-partners.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import type { ListsRead } from './read-folder-lists.ts';
import { type FilesBefore, readKeptFiles } from './read-kept-files.ts';
import type { TextFolder } from './text-folder.ts';

/** What is known before the files of one list are read, each entry with its edition. */
export interface EntriesBefore<Entry> extends FilesBefore {
  /** What readers have. */
  readonly entries: readonly Entry[];
}

export const NO_ENTRIES_BEFORE: EntriesBefore<never> = { entries: [], files: [], stays: () => false };

type ReadFiles = Pick<ListsRead, 'sources' | 'good' | 'unjudged' | 'goneSources'>;

/**
 * Reads `top-stories.yaml` and those of other editions, with times in the site's zone: a file that is not there is an empty
 * list; a broken one, and one that could not be judged, keeps its last good list.
 */
export function readTopStoriesFiles(
  folder: TextFolder,
  site: Pick<Site, 'timeZone' | 'language' | 'editions'>,
  articles: ArticleIndex,
  before: EntriesBefore<TopStoryPin>,
): ListsRead {
  const { entries, read } = readLists(TOP_STORIES, folder, site, before, (text, file, edition) => {
    const { pins, problems, isUsable } = readTopStories(text, site.timeZone, file);
    const { topStories, problems: ofPins } = resolvePins(pins, articles, file, edition);
    return { entries: topStories, problems: [...problems, ...ofPins], isUsable };
  });
  return { ...read, topStories: entries };
}

/** Reads `partners.yaml` and those of other editions, as readTopStoriesFiles reads its files. */
export function readPartnersFiles(
  folder: TextFolder,
  site: SiteLanguages,
  before: EntriesBefore<PartnerOutlet>,
): ListsRead {
  const { entries, read } = readLists(PARTNERS, folder, site, before, (text, file) => {
    const { outlets, ...found } = readPartners(text, file);
    return { ...found, entries: outlets };
  });
  return { ...read, partners: entries };
}

interface ParsedList<Entry> {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
  /** Whether it may take the place of the last good list. */
  readonly isUsable: boolean;
}

function readLists<Entry extends { readonly edition?: string }>(
  stem: string,
  folder: TextFolder,
  site: SiteLanguages,
  before: EntriesBefore<Entry>,
  parse: (text: string, file: string, edition: string) => ParsedList<Entry>,
): { readonly entries: readonly Entry[]; readonly read: ReadFiles } {
  const entries: Entry[] = [];
  const nameOf = (file: string): string | null => editionFile(file, site)?.edition ?? null;
  const read = readKeptFiles(folder, folder.atRoot(stem), before, {
    nameOf,
    parse({ text, file, problems }): ParsedList<Entry> {
      const place = editionFile(file, site);
      const log = createProblemLog(file);
      if (place !== null && place.edition === null) tellNoEdition(place, site, log);
      if (log.list().length > 0)
        return { entries: [], problems: [...problems, ...log.list()], isUsable: true };
      const found = parse(text, file, place?.edition ?? OWN_EDITION);
      return { ...found, problems: sortProblems([...problems, ...found.problems]) };
    },
    take(file, found) {
      const edition = nameOf(file);
      if (edition === null) return;
      const mark = edition === OWN_EDITION ? {} : { edition };
      entries.push(...found.entries.map((entry) => ({ ...mark, ...entry })));
    },
    keep(file) {
      const edition = nameOf(file);
      entries.push(...before.entries.filter((one) => (one.edition ?? OWN_EDITION) === edition));
    },
  });
  return { entries, read };
}
