import type { PictureFacts } from './picture-facts.ts';
import { pictureHash } from './picture-hash.ts';
import { pictureLibrary } from './picture-library.ts';
import type { VariantRequest } from './variant-url.ts';

/** A picture of the content folder. */
export interface PictureSource {
  /** Path below the content folder: `media/x.jpg`. */
  readonly file: string;
  readonly facts: PictureFacts;
}

/** The picture's file is not there any more, or is another by now. */
export class PictureGoneError extends Error {
  override readonly name = 'PictureGoneError';
  readonly code = 'picture-gone';
}

/**
 * Makes what a URL asks of a picture, from its file as it is now. Between its steps it looks whether anybody waits.
 * @throws PictureGoneError, PictureError where it cannot be shown, and the signal's reason when that has aborted.
 */
export type MakePicture = (
  request: VariantRequest,
  source: PictureSource,
  signal: AbortSignal,
) => Promise<Buffer>;

/**
 * Makes pictures of a content folder.
 * @param find tells the real path of a picture, by its path below the content folder; undefined where there is none
 * that may be read.
 */
export function createPictureMaker(find: (file: string) => Promise<string | undefined>): MakePicture {
  return async (request, { file, facts }, signal) => {
    const { readPicture, makeVariant, makeCrop, cleanPicture } = await pictureLibrary();
    const path = await find(file);
    if (path === undefined) throw new PictureGoneError(`${file} is not there any more.`);
    signal.throwIfAborted();
    const bytes = await readPicture(path);
    if (pictureHash(bytes) !== facts.hash) throw new PictureGoneError(`${file} is another picture by now.`);
    // What has begun to be decoded cannot be stopped.
    signal.throwIfAborted();
    if (request.kind === 'original') return cleanPicture(bytes, facts.format);
    if (request.kind === 'variant') return makeVariant(bytes, request);
    return makeCrop(bytes, facts, request.shape, request.focus);
  };
}
