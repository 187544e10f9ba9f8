import { basename } from 'node:path';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { PictureFocus } from '../../domain/article.ts';
import type { HeaderList } from '../../cache/page-entry.ts';
import { pictureSrc } from '../../domain/picture-name.ts';
import { pictureKey } from '../../domain/surrogate-keys.ts';
import { PictureError } from '../../media/picture-error.ts';
import type { PictureFacts } from '../../media/pictures/picture-facts.ts';
import { PICTURE_FORMATS } from '../../media/picture-format.ts';
import {
  type MakePicture,
  PictureGoneError,
  type PictureSource,
} from '../../media/pictures/picture-maker.ts';
import type { Stored, VariantStore } from '../../media/variants/variant-store.ts';
import {
  cropUrl,
  isOffered,
  parseVariantPath,
  type VariantRequest,
  variantUrl,
} from '../../media/pictures/variant-url.ts';
import { widthsOf } from '../../media/pictures/variant-widths.ts';
import { clientKey } from '../middleware/limit-rate.ts';
import { sendStored } from '../send/send-stored.ts';
import type { SiteDeps } from '../site-deps.ts';
import { toldFaults } from './told-faults.ts';

export interface PictureDeps extends Pick<SiteDeps, 'reader'> {
  /** Headers by which caches in front know what a surrogate key means; none by default. */
  readonly tags?: ((key: string) => HeaderList) | undefined;
  readonly variants: VariantStore;
  readonly makePicture: MakePicture;
  readonly log: Pick<Logger, 'warn'>;
}

/**
 * Serves `/pictures/…`: the sizes, formats and crops of pictures that pages offer. A path that names none of
 * them goes on to the next handler, and so does one whose picture cannot be made, of which the log is told once.
 */
export function createPictureHandler({
  reader,
  variants,
  makePicture,
  tags = () => [],
  log,
}: PictureDeps): RequestHandler {
  const isNewFault = toldFaults();
  return async (request, response, next) => {
    const wanted = parseVariantPath(request.path);
    if (wanted === null) return next();
    const { source, focalPoints } = reader().read((catalog) => ({
      source: catalog.pictureOfHash(wanted.hash),
      focalPoints: wanted.kind === 'crop' && wanted.focus !== null ? catalog.focalPoints(wanted.hash) : [],
    }));
    if (source === null || !isOffered(source.facts, wanted)) return next();
    const name = basename(request.path);
    // A crop that was shared goes on being served when its article names another focal point, but is not made anew.
    const make = (signal: AbortSignal) =>
      isNamed(wanted, focalPoints)
        ? makePicture(wanted, source, signal)
        : Promise.reject(new NotOfferedError());
    const client = clientKey(request.ip);
    try {
      await sendStored(request, response, {
        name,
        contentType: contentTypeOf(wanted),
        read: (signal) => variants.read(name, make, { lane: 'pictures', client, signal }),
        // One that is taken off the site is purged from caches that would keep it for a year.
        headers: tags(pictureKey(pictureSrc(source.file))),
        standIn: () => findStandIn(variants, wanted, source.facts),
      });
    } catch (error) {
      if (error instanceof PictureError) logFailure(source, error);
      else if (!(error instanceof NotOfferedError || error instanceof PictureGoneError)) throw error;
      next();
    }
  };

  function logFailure({ file, facts }: PictureSource, error: PictureError): void {
    if (!isNewFault(`${file} ${facts.hash} ${error.code}`)) return;
    log.warn({ file, code: error.code, hint: error.hint }, `a picture cannot be made: ${error.message}`);
  }
}

/**
 * The width of a picture that is stored already and nearest to what is asked, rather smaller than larger, in the same
 * format, as the page has promised that; null for none.
 */
async function findStandIn(
  variants: Pick<VariantStore, 'find'>,
  wanted: VariantRequest,
  facts: PictureFacts,
): Promise<Stored | null> {
  if (wanted.kind !== 'variant') return null;
  const { width: asked, hash, format } = wanted;
  const widths = widthsOf(facts);
  const smaller = widths.filter((width) => width < asked).reverse();
  const larger = widths.filter((width) => width > asked);
  for (const width of [...smaller, ...larger]) {
    const found = await variants.find(basename(variantUrl(hash, width, format)));
    if (found !== null) return found;
  }
  return null;
}

/** No article crops the picture so. */
class NotOfferedError extends Error {
  override readonly name = 'NotOfferedError';
  readonly code = 'crop-not-offered';
}

/** Whether a crop is around a focal point that an article names, or around none; else anybody could ask for thousands. */
function isNamed(wanted: VariantRequest, focalPoints: readonly PictureFocus[]): boolean {
  if (wanted.kind !== 'crop' || wanted.focus === null) return true;
  const asked = cropUrl(wanted.hash, wanted.shape, wanted.focus);
  return focalPoints.some((focus) => cropUrl(wanted.hash, wanted.shape, focus) === asked);
}

const contentTypeOf = (wanted: VariantRequest): string =>
  PICTURE_FORMATS[wanted.kind === 'crop' ? 'jpeg' : wanted.format].contentType;
