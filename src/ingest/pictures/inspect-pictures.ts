import type { DatabaseSync } from 'node:sqlite';
import { folderLists } from '../../catalog/store/write-folder-lists.ts';
import { catalogSettings, siteReader } from '../../catalog/sqlite/settings.ts';
import { findPictures, type PictureReference } from '../../content/articles/picture-references.ts';
import { readSourceFileSync } from '../../content/source/directory.ts';
import { siteHosts } from '../../domain/hosts/site-hosts.ts';
import { isFetchedSrc } from '../../domain/fetched-src.ts';
import { mediaFile } from '../../domain/media-file.ts';
import { createLineIndex, FILE_START, type Position } from '../../problems/line-index.ts';
import { normaliseLines } from '../../problems/reading/normalise-lines.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { picturesOfArticle, picturesOfAuthor, readArticlePictures } from './named-pictures.ts';
import { pictureNames } from './picture-names.ts';
import { joinNamings, type PictureNaming } from './queue-pictures.ts';
import { type ExaminedState, examineNamedPicture } from './read-pictures.ts';

export interface InspectPicturesOptions {
  /** A whole catalog of the folder. */
  readonly database: DatabaseSync;
  readonly contentDir: string;
  readonly now: () => number;
  /** Pictures that are read at once. */
  readonly threads: number;
  /** Files in `media/` that stand in for pictures of other hosts, and the places of those. */
  readonly copies?: readonly ShownCopy[];
}

/** Where a text shows the picture of another host of which `media/` has a copy; `copy` is a path below the content folder. */
export interface ShownCopy extends Place {
  readonly copy: string;
}

/** Where a picture is shown. */
interface Place extends Position {
  readonly file: string;
}

export interface InspectedPictures {
  readonly problems: readonly Problem[];
  /** The pictures that the machine had no time to judge. */
  readonly unjudged: readonly string[];
}

/** A picture that is named, with the places that surely show it, and how texts name it. */
interface Named {
  readonly shown: Place[];
  readonly naming: PictureNaming;
}

/**
 * Reads every picture that articles and pages name. Returns what is wrong, at each place that shows it; under
 * the picture's own file where it is broken and only mentioned, and where it tells a place.
 */
export async function inspectPictures(options: InspectPicturesOptions): Promise<InspectedPictures> {
  const { contentDir, now, threads } = options;
  const problems: Problem[] = [];
  const unjudged: string[] = [];
  const telling = new Set<string>();
  const waiting = findPlaces(options).entries();
  const names = pictureNames(contentDir);
  const look = async (file: string, naming: PictureNaming): Promise<ExaminedState | null> => {
    const read = await examineNamedPicture({ contentDir, names, now }, { file, ...naming });
    if (read.kind === 'read') return read.state;
    unjudged.push(file);
    return null;
  };
  const readOnward = async (): Promise<void> => {
    for (const [file, { shown, naming }] of waiting) {
      const first = await look(file, naming);
      if (first === null) continue;
      const other = first.stamp === null ? mediaFile(first.alternative ?? '') : null;
      const state = other === null ? first : await look(other, naming);
      if (state === null) continue;
      const { facts, problem, stamp } = state;
      if (facts !== null && 'hasPlace' in facts && facts.hasPlace) telling.add(other ?? file);
      if (problem === null) continue;
      if (shown.length === 0 && stamp !== null) problems.push(problem);
      for (const place of shown) problems.push({ ...problem, ...place });
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, threads) }, readOnward));
  return { problems: [...problems, ...[...telling].map(placeTold)], unjudged };
}

const placeTold = (file: string): Problem => ({
  file,
  ...FILE_START,
  severity: 'warning',
  code: 'picture-tells-place',
  message: `The picture ${file} tells where it was taken. Readers do not get that; whoever gets the file does.`,
  hint: 'Export it without its location, if the place or a person there needs to be safe.',
});

/** The pictures, by their paths below the content folder. */
function findPlaces({ database, contentDir, copies = [] }: InspectPicturesOptions): Map<string, Named> {
  const places = new Map<string, Named>();
  const lists = folderLists(database);
  const site = siteReader(catalogSettings(database))();
  const hosts = site === null ? {} : siteHosts(site);
  const note = (file: string, text: string, references: readonly PictureReference[]): void => {
    const placeOf = createLineIndex(text);
    for (const { src, tail, isAnywhere, offset, isCertain } of references) {
      const picture = mediaFile(src);
      // Of what is fetched from elsewhere the content folder says nothing.
      if (picture === null || isFetchedSrc(src)) continue;
      const before = places.get(picture);
      const naming = joinNamings({ tail, isAnywhere }, before?.naming ?? null) ?? { tail, isAnywhere };
      const named = { shown: before?.shown ?? [], naming };
      places.set(picture, named);
      if (isCertain) named.shown.push({ file, ...(offset === 0 ? FILE_START : placeOf(offset)) });
    }
  };
  const articles = database.prepare(
    `SELECT file, teaser, text, body_start FROM article
     JOIN article_text ON article_text.article_key = article.key`,
  );
  for (const row of articles.iterate()) {
    const article = readArticlePictures(row);
    note(article.file, article.text, picturesOfArticle(article, hosts));
  }
  const textOf = (file: string): string =>
    normaliseLines(readSourceFileSync(contentDir, file).source?.text ?? '', createProblemLog(file));
  for (const { file } of lists.standingPages()) {
    const text = textOf(file);
    note(file, text, findPictures(text, file, hosts));
  }
  for (const profile of lists.authorProfiles()) {
    const text = textOf(profile.file);
    note(profile.file, text, picturesOfAuthor(profile, hosts, text));
  }
  for (const { copy, ...place } of copies) {
    const { shown = [], naming = { tail: copy.split('/').length - 1, isAnywhere: false } } =
      places.get(copy) ?? {};
    places.set(copy, { shown: [...shown, place], naming });
  }
  return places;
}
