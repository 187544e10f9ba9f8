import { composed } from './names.ts';

const PICTURE = /[^/]\.(?:p?jpe?g|jpe|jfif|png|webp|avif|gif|svg|tiff?)$/i;

/** Whether a file of this name is a picture that the site serves; by its extension, of any case. */
export const isPictureName = (name: string): boolean => PICTURE.test(name);

/** The folders of the content folder whose pictures are served, under their own names. */
export const PICTURE_FOLDERS: readonly string[] = ['media', 'articles', 'authors'];

/** What comes first in the paths of pictures that were fetched from other hosts; they lie in the data folder. See fetchedSrc. */
export const FETCHED_FOLDER = 'fetched';

/** Path on the site, percent-encoded and composed, of a picture by its path below the content folder. */
export const pictureSrc = (file: string): string =>
  `/${composed(file).split('/').map(encodeURIComponent).join('/')}`;

/**
 * Path below the content folder, composed, of the picture at a site path; null for a path that pictureSrc does not write.
 * On the disk its names may be written in another form.
 */
export const pictureFile = (src: string): string | null => fileAt(src, isPictureFile);

/** The same for files of which `isFile` is true. */
export function fileAt(src: string, isFile: (file: string) => boolean): string | null {
  if (!src.startsWith('/')) return null;
  try {
    const file = src.slice(1).split('/').map(decodeURIComponent).join('/');
    return pictureSrc(file) === src && isFile(file) ? file : null;
  } catch {
    return null;
  }
}

/** Whether a path below the content folder is one of a picture that may be served; looks at no disk. */
export const isPictureFile = (file: string): boolean => isServedName(file, isPictureName);

/** Whether a path below the content folder is in a folder whose files are served, and its last name is such a one. */
export function isServedName(file: string, isName: (name: string) => boolean): boolean {
  const segments = file.split('/');
  return (
    segments.length > 1 &&
    (PICTURE_FOLDERS.includes(segments[0] ?? '') || segments[0] === FETCHED_FOLDER) &&
    segments.every((segment) => segment !== '' && !/^\.|[\\\p{Cc}]/u.test(segment)) &&
    isName(segments.at(-1) ?? '')
  );
}
