import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isPictureFile } from '../../domain/picture-name.ts';
import type { PictureFacts } from '../../media/picture-facts.ts';
import type { VariantRequest } from '../../media/variant-url.ts';
import { HttpError } from '../http-error.ts';
import { findPictureFile } from '../picture-file.ts';

/** A picture of the content folder. */
export interface PictureSource {
  /** Path below the content folder: `media/x.jpg`. */
  readonly file: string;
  readonly facts: PictureFacts;
}

/**
 * Makes what a URL asks of a picture, from its file as it is now.
 * @throws HttpError 404 where the file is gone or is another by now, PictureError where it cannot be shown.
 */
export type MakePicture = (request: VariantRequest, source: PictureSource) => Promise<Buffer>;

/** Makes pictures of a content folder. The library for it is loaded with the first. */
export function createPictureMaker(contentDir: string): MakePicture {
  let library: ReturnType<typeof loadLibrary> | undefined;
  return async (request, { file, facts }) => {
    library ??= loadLibrary();
    const { readPicture, makeVariant, makeCrop } = await library;
    const [folder = '', ...path] = file.split('/');
    const found = isPictureFile(file) ? await findPictureFile(join(contentDir, folder), path) : undefined;
    if (found === undefined) throw new HttpError(404, 'picture-gone', `${file} is not there any more.`);
    const bytes = await readPicture(found.file);
    if (!createHash('sha256').update(bytes).digest('hex').startsWith(facts.hash))
      throw new HttpError(404, 'picture-changed', `${file} is another picture by now.`);
    if (request.kind === 'original') return bytes;
    if (request.kind === 'variant') return makeVariant(bytes, request);
    return makeCrop(bytes, facts, request.shape, request.focus);
  };
}

async function loadLibrary() {
  const [{ default: sharp }, { readPicture }, { makeVariant }, { makeCrop }] = await Promise.all([
    import('sharp'),
    import('../../media/probe-picture.ts'),
    import('../../media/make-variant.ts'),
    import('../../media/crop.ts'),
  ]);
  // Each variant is made once, and pictures must not take the readers' processor.
  sharp.cache(false);
  sharp.concurrency(1);
  return { readPicture, makeVariant, makeCrop };
}
