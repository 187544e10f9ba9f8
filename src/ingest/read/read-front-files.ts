import type { Site } from '../../config/site.ts';
import { frontNameOf } from '../../content/fronts/front-files.ts';
import type { NameIndex } from '../../content/fronts/front-reading.ts';
import { readFront } from '../../content/fronts/read-front.ts';
import type { ArticleIndex } from '../../content/top-stories/named-article.ts';
import { type Banner, type FrontFile, HOME_FRONT, splitFront } from '../../domain/front.ts';
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
  site: Pick<Site, 'timeZone' | 'language' | 'sections' | 'editions'>,
  index: FrontIndex,
  before: FrontsBefore,
): ListsRead {
  const fronts: Record<string, FrontFile> = {};
  const banners: Record<string, Banner> = {};
  const keep = (file: string): void => {
    const front = frontNameOf(file, site);
    if (front === null) return;
    const known = Object.hasOwn(before.fronts, front) ? before.fronts[front] : undefined;
    if (known !== undefined) fronts[front] = known;
    const { edition, name } = splitFront(front);
    const banner = name === HOME_FRONT ? before.banners[edition] : undefined;
    if (banner !== undefined) banners[edition] = banner;
  };
  const { files } = folder.fronts();
  const read = readKeptFiles(folder, files, before, {
    nameOf: (file) => frontNameOf(file, site),
    parse({ text, file, problems }) {
      const found = readFront(text, file, { ...site, ...index });
      return { ...found, problems: sortProblems([...problems, ...found.problems]) };
    },
    take(_file, found) {
      if (found.name === null) return;
      fronts[found.name] = found.front;
      const { edition, name } = splitFront(found.name);
      if (name === HOME_FRONT && found.banner !== null) banners[edition] = found.banner;
    },
    keep,
  });
  return { ...read, fronts, banners };
}
