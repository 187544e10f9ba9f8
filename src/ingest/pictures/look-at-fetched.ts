import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { fetchedFile, mediaCopyOf } from '../../domain/fetched-src.ts';
import { FETCHED_FOLDER, pictureFile, pictureSrc } from '../../domain/picture-name.ts';
import type { WantedPicture } from '../../domain/pictures/picture-places.ts';
import type { Finding } from '../../problems/problem-log.ts';
import { fetchedFolder } from '../fetched/open-fetched.ts';
import { lookAtPicture, type PictureLook } from './look-at-picture.ts';
import { judgePicture, type PictureReading, problemOf } from './read-pictures.ts';

/** Looks at a fetched picture by its path as pictureFile gives it, `fetched/…`. */
function lookAtFetched(dataDir: string, file: string): PictureLook {
  try {
    const path = join(fetchedFolder(dataDir), fetchedFile(pictureSrc(file)));
    const stats = lstatSync(path);
    if (!stats.isFile()) return { kind: 'missing' };
    return { kind: 'file', path, stamp: { mtimeMs: stats.mtimeMs, sizeBytes: stats.size } };
  } catch {
    return { kind: 'missing' };
  }
}

/** Looks at pictures of a content folder and at fetched ones. */
export const pictureLook =
  (contentDir: string, dataDir: string) =>
  (file: string): PictureLook =>
    isFetchedFile(file) ? lookAtFetched(dataDir, file) : lookAtPicture(contentDir, file);

/** Whether a path as pictureFile gives it is one of a fetched picture. */
export const isFetchedFile = (file: string): boolean => file.startsWith(`${FETCHED_FOLDER}/`);

interface FetchedDeps {
  readonly look: (file: string) => PictureLook;
  readonly now: () => number;
  /** The path below the content folder of the file that the site itself has at such an address; null for none. */
  readonly findOwn: (src: string) => Promise<string | null>;
  /** Why it could not be fetched; null where nobody knows. */
  readonly findingOf: (src: string) => Finding | null;
}

/**
 * Reads a fetched picture. One that is not there gives way to its copy in `media/`, under its host or as one of the site’s
 * own; else it is missing for the reason that `findingOf` gives, or for none yet.
 */
export async function readFetchedPicture(
  { look, now, findOwn, findingOf }: FetchedDeps,
  wanted: WantedPicture,
): Promise<PictureReading> {
  const { file, tail, isAnywhere } = wanted;
  const there = look(file);
  if (there.kind === 'file') {
    const reading = await judgePicture(there, wanted, now);
    if (reading.kind !== 'read' || reading.state.facts === null) return reading;
    // Nobody chose its name.
    return { kind: 'read', state: { ...reading.state, problem: null } };
  }
  const src = pictureSrc(file);
  const copy = mediaCopyOf(src);
  const inMedia = pictureFile(copy) ?? '';
  const other = look(inMedia).kind === 'file' ? inMedia : await findOwn(src);
  const alternative = other === null ? null : pictureSrc(other);
  const nothing = { src, tail, isAnywhere, alternative, stamp: null, facts: null };
  const finding = other === null ? findingOf(src) : null;
  const problem = finding === null ? null : problemOf(file, finding, 'warning');
  return { kind: 'read', state: { ...nothing, problem } };
}
