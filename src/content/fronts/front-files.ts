import { composed } from '../../domain/names.ts';
import type { SiteLanguages } from '../../domain/edition.ts';
import { frontIn, HOME_FRONT, splitFront } from '../../domain/front.ts';
import { editionFile, editionFileName } from '../source/edition-file.ts';
import { isEditorsFile } from '../source/list-files.ts';

/** What the file of the home front is called before its language and ending, and the folder of those of sections. */
const FRONT = 'front';
export const FRONTS = 'fronts';

/** The file of the home front in the site's own language. */
export const FRONT_FILE = `${FRONT}.yaml`;

const AT_ROOT = /^front(?:\.[^./]+)?\.ya?ml$/i;
const IN_FOLDER = /^fronts\/.+\.ya?ml$/i;
const OF_SECTION = /^fronts\/([^/]+)$/;

/** Whether a path is that of a front's file, or looks as if it was meant to be: `Front.yml`, `fronts/a/b.yaml`. */
export const isFrontFile = (path: string): boolean =>
  AT_ROOT.test(path) || (IN_FOLDER.test(path) && path.split('/').every(isEditorsFile));

/** Whether a file at the root is called so; see isFrontFile. */
export const isFrontAtRoot = (name: string): boolean => AT_ROOT.test(name);

/**
 * Which front a file says, as frontIn names it: `` for the home front, else what should be the slug of a section, with an edition
 * before it; null where its name is of no front, or of no edition of the site.
 */
export function frontNameOf(path: string, site: SiteLanguages): string | null {
  const file = editionFile(path, site);
  if (file === null || file.edition === null) return null;
  if (file.stem === FRONT) return frontIn(file.edition, HOME_FRONT);
  const slug = OF_SECTION.exec(file.stem)?.[1];
  return slug === undefined ? null : frontIn(file.edition, composed(slug));
}

/** Where the file of a front is. */
export function frontFileOf(front: string): string {
  const { edition, name } = splitFront(front);
  return editionFileName(name === HOME_FRONT ? FRONT : `${FRONTS}/${name}`, edition);
}
