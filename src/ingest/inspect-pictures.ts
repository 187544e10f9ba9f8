import type { DatabaseSync } from 'node:sqlite';
import { folderLists } from '../catalog/write-folder-lists.ts';
import { findPictures, type PictureReference } from '../content/picture-references.ts';
import { readSourceFileSync } from '../content/source/directory.ts';
import { pictureFile } from '../domain/picture-name.ts';
import { createLineIndex, FILE_START, type Position } from '../problems/line-index.ts';
import { normaliseLines } from '../problems/normalise-lines.ts';
import type { Problem } from '../problems/problem.ts';
import { createProblemLog } from '../problems/problem-log.ts';
import { picturesOfArticle, picturesOfAuthor, readArticlePictures } from './named-pictures.ts';
import { readPicture } from './read-pictures.ts';

export interface InspectPicturesOptions {
  /** A whole catalog of the folder. */
  readonly database: DatabaseSync;
  readonly contentDir: string;
  readonly now: () => number;
  /** Pictures that are read at once. */
  readonly threads: number;
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

/**
 * Reads every picture that articles and pages name. Returns what is wrong, at each place that shows it; under
 * the picture's own file where it is broken and only mentioned.
 */
export async function inspectPictures(options: InspectPicturesOptions): Promise<InspectedPictures> {
  const { contentDir, now, threads } = options;
  const places = findPlaces(options);
  const problems: Problem[] = [];
  const unjudged: string[] = [];
  const waiting = places.keys();
  const readOnward = async (): Promise<void> => {
    for (const file of waiting) {
      const read = await readPicture(contentDir, file, now);
      if (read.kind === 'unjudged') unjudged.push(file);
      if (read.kind === 'unjudged' || read.state.problem === null) continue;
      const { problem, stamp } = read.state;
      const shown = places.get(file) ?? [];
      if (shown.length === 0 && stamp !== null) problems.push(problem);
      for (const place of shown) problems.push({ ...problem, ...place });
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, threads) }, readOnward));
  return { problems, unjudged };
}

/** The pictures, by their paths below the content folder, with the places that surely show them. */
function findPlaces({ database, contentDir }: InspectPicturesOptions): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  const note = (file: string, text: string, references: readonly PictureReference[]): void => {
    const placeOf = createLineIndex(text);
    for (const { src, offset, isCertain } of references) {
      const picture = pictureFile(src);
      if (picture === null) continue;
      const known = places.get(picture) ?? [];
      places.set(picture, known);
      if (isCertain) known.push({ file, ...(offset === 0 ? FILE_START : placeOf(offset)) });
    }
  };
  const articles = database.prepare(
    'SELECT file, teaser, text FROM article JOIN article_text ON article_text.article_key = article.key',
  );
  for (const row of articles.iterate()) {
    const article = readArticlePictures(row);
    note(article.file, article.text, picturesOfArticle(article));
  }
  const lists = folderLists(database);
  const textOf = (file: string): string =>
    normaliseLines(readSourceFileSync(contentDir, file).source?.text ?? '', createProblemLog(file));
  for (const { file } of lists.standingPages()) {
    const text = textOf(file);
    note(file, text, findPictures(text, file));
  }
  for (const profile of lists.authorProfiles()) {
    const text = textOf(profile.file);
    note(profile.file, text, picturesOfAuthor(profile, text));
  }
  return places;
}
