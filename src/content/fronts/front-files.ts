import { composed } from '../../domain/names.ts';
import { HOME_FRONT } from '../../domain/front.ts';
import { isEditorsFile } from '../source/list-files.ts';

/** The file of the home front, and the folder of those of sections; paths below the content folder. */
export const FRONT_FILE = 'front.yaml';
export const FRONTS = 'fronts';

const AT_ROOT = /^front\.ya?ml$/i;
const IN_FOLDER = /^fronts\/.+\.ya?ml$/i;
const OF_SECTION = /^fronts\/([^/]+)\.yaml$/;

/** Whether a path is that of a front's file, or looks as if it was meant to be: `Front.yml`, `fronts/a/b.yaml`. */
export const isFrontFile = (path: string): boolean =>
  AT_ROOT.test(path) || (IN_FOLDER.test(path) && path.split('/').every(isEditorsFile));

/** Whether a file at the root is called so; see isFrontFile. */
export const isFrontAtRoot = (name: string): boolean => AT_ROOT.test(name);

/** Which front a file says: `` for the home front, else what should be the slug of a section; null where its name is of no front. */
export function frontNameOf(path: string): string | null {
  if (path === FRONT_FILE) return HOME_FRONT;
  const slug = OF_SECTION.exec(path)?.[1];
  return slug === undefined ? null : composed(slug);
}

/** Where the file of a front is. */
export const frontFileOf = (name: string): string =>
  name === HOME_FRONT ? FRONT_FILE : `${FRONTS}/${name}.yaml`;
