import type { Site } from '../../config/site.ts';
import { frontNameOf } from '../../content/fronts/front-files.ts';
import type { NameIndex } from '../../content/fronts/front-reading.ts';
import { readFront } from '../../content/fronts/read-front.ts';
import type { ArticleIndex } from '../../content/top-stories/named-article.ts';
import { OWN_EDITION } from '../../domain/edition.ts';
import { type Banner, type FrontFile, HOME_FRONT } from '../../domain/front.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import type { ListsRead } from './read-folder-lists.ts';
import { type FilesBefore, readKeptFiles } from './read-kept-files.ts';
import type { TextFolder } from './text-folder.ts';

/** What fronts name: articles, and topics, series and authors. */
export interface FrontIndex {
  readonly articles: ArticleIndex;
  readonly names: NameIndex;
}

/** What is known before the files of fronts are read. */
export interface FrontsBefore extends FilesBefore {
  /** What readers have. */
  readonly fronts: Readonly<Record<string, FrontFile>>;
  /** By editions. */
  readonly banners: Readonly<Record<string, Banner>>;
}

export const NO_FRONTS_BEFORE: FrontsBefore = { fronts: {}, banners: {}, files: [], stays: () => false };

/**
 * Reads `front.yaml` and the files of `fronts/`: one that is not there leaves its front to the program; one that is broken, or
 * could not be judged, keeps its last good version. What the folder hides is told apart.
 */
export function readFrontFiles(
  folder: TextFolder,
  { timeZone, sections }: Pick<Site, 'timeZone' | 'sections'>,
  index: FrontIndex,
  before: FrontsBefore,
): ListsRead {
  const fronts: Record<string, FrontFile> = {};
  const banners: Record<string, Banner> = {};
  const keep = (file: string): void => {
    const name = frontNameOf(file);
    const known = name !== null && Object.hasOwn(before.fronts, name) ? before.fronts[name] : undefined;
    if (name !== null && known !== undefined) fronts[name] = known;
    const banner = before.banners[OWN_EDITION];
    if (name === HOME_FRONT && banner !== undefined) banners[OWN_EDITION] = banner;
  };
  const { files } = folder.fronts();
  const read = readKeptFiles(folder, files, before, {
    parse({ text, file, problems }) {
      const found = readFront(text, file, { timeZone, sections, ...index });
      return { ...found, problems: sortProblems([...problems, ...found.problems]) };
    },
    take(_file, found) {
      if (found.name !== null) fronts[found.name] = found.front;
      if (found.name === HOME_FRONT && found.banner !== null) banners[OWN_EDITION] = found.banner;
    },
    keep,
  });
  return { ...read, fronts, banners };
}
