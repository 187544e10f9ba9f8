import { fileKindOf } from './files/file-kinds.ts';
import { fileAt, isPictureName, isServedName } from './picture-name.ts';

/** Whether a file of this name is served under its own name: a picture, or one of FILE_KINDS. */
export const isMediaName = (name: string): boolean => isPictureName(name) || fileKindOf(name) !== null;

/** Whether a path below the content folder is one of a file that may be served; looks at no disk. */
export const isMediaFile = (file: string): boolean => isServedName(file, isMediaName);

/**
 * Path below the content folder, composed, of the file that is served at a site path, a picture or another; null for a path at
 * which none can be, or that pictureSrc does not write. On the disk its names may be written in another form.
 */
export const mediaFile = (src: string): string | null => fileAt(src, isMediaFile);
