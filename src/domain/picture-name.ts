import { composed } from './names.ts';

const PICTURE = /[^/]\.(?:p?jpe?g|jpe|jfif|png|webp|avif|gif)$/i;

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
export function pictureFile(src: string): string | null {
  if (!src.startsWith('/')) return null;
  try {
    const file = src.slice(1).split('/').map(decodeURIComponent).join('/');
    return pictureSrc(file) === src && isPictureFile(file) ? file : null;
  } catch {
    return null;
  }
}

/**
 * Path below the content folder of the file that is served at a path of the site, written as the site writes it: a picture
 * beside a text, or anything below `media`. Null for a path at which no file can be.
 */
export function servedFile(path: string): string | null {
  if (!path.startsWith('/media/')) return pictureFile(path);
  return path.slice(1).split('/').map(decodeURIComponent).join('/');
}

/** Whether a path below the content folder is one of a picture that may be served; looks at no disk. */
export function isPictureFile(file: string): boolean {
  const segments = file.split('/');
  return (
    segments.length > 1 &&
    (PICTURE_FOLDERS.includes(segments[0] ?? '') || segments[0] === FETCHED_FOLDER) &&
    segments.every((segment) => segment !== '' && !/^\.|[\\\p{Cc}]/u.test(segment)) &&
    isPictureName(segments.at(-1) ?? '')
  );
}
