import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Writer } from '../publish/writer.ts';
import type { PictureStore } from '../../catalog/store/picture-store.ts';
import { pictureFile } from '../../domain/picture-name.ts';
import { likelyVariants } from '../../media/pictures/likely-variants.ts';
import { PictureError } from '../../media/picture-error.ts';
import type { PictureFacts } from '../../media/pictures/picture-facts.ts';
import { createPictureMaker, PictureGoneError } from '../../media/pictures/picture-maker.ts';
import { picturesFolder, variantFolder } from '../../media/variants/variant-folder.ts';
import { createVariantStore, VARIANT_BYTES, type VariantStore } from '../../media/variants/variant-store.ts';
import { variantUrl } from '../../media/pictures/variant-url.ts';
import { pictureLook } from './look-at-fetched.ts';

export interface WarmVariantsOptions {
  readonly contentDir: string;
  readonly dataDir: string;
  readonly store: Pick<PictureStore, 'ofSrc'>;
  /** Whose work is of more weight. */
  readonly writer: Pick<Writer, 'closing' | 'failed' | 'idle' | 'log' | 'now'>;
}

/** A picture of an article. */
export interface WarmPicture {
  readonly src: string;
  /** Of the article; milliseconds since 1970. */
  readonly publishedMs: number;
  readonly place: 'lead' | 'body';
}

/** Makes what most readers will ask for of the pictures of new articles before they do, behind everything else. */
export interface VariantWarmer {
  /** Notes pictures; one whose file is not read yet waits for that. */
  want(pictures: readonly WarmPicture[]): void;
  /** Goes on, as pictures were read. */
  wake(): void;
}

/** Pictures that are noted at most; those of the oldest articles are left to readers. */
const MOST = 60;
/** What is told where pictures cannot be asked for. */
export const UNREAD = 'pictures could not be read; they are tried again';
/** The library is left to end what it has begun, however busy the machine is. */
const PATIENCE_MS = 120_000;

/** Prepares it. One file is made at a time, newest articles first, and half of the time none. */
export function variantWarmer(options: WarmVariantsOptions): VariantWarmer {
  const { contentDir, dataDir, store, writer } = options;
  const { log, now, closing: signal } = writer;
  const lookAt = pictureLook(contentDir, dataDir);
  const wanted = new Map<string, WarmPicture>();
  const makePicture = createPictureMaker(async (file) => {
    const look = lookAt(file);
    return look.kind === 'file' ? look.path : undefined;
  });
  let variants: VariantStore | null = null;
  let running: Promise<void> | null = null;
  let isAskedAgain = false;

  const takeNewest = (): (WarmPicture & { readonly facts: PictureFacts }) | null => {
    const newestFirst = [...wanted.values()].sort((a, b) => b.publishedMs - a.publishedMs);
    for (const picture of newestFirst) {
      const facts = store.ofSrc(picture.src)?.facts ?? null;
      if (facts === null || !('hash' in facts)) continue;
      wanted.delete(picture.src);
      return { ...picture, facts };
    }
    return null;
  };

  /** Returns whether it is worth going on. */
  const warm = async (file: string, facts: PictureFacts, place: WarmPicture['place']): Promise<boolean> => {
    variants ??= createVariantStore({
      folder: variantFolder(picturesFolder(dataDir), log),
      maxBytes: VARIANT_BYTES,
      now,
      log,
      limits: { patienceMs: PATIENCE_MS },
    });
    for (const request of likelyVariants(facts, place)) {
      await writer.idle();
      const begunAt = now();
      const make = (told: AbortSignal) => makePicture(request, { file, facts }, told);
      const asker = { lane: 'pictures', client: 'publish', signal } as const;
      const { file: stored, bytes } = await variants.read(
        basename(variantUrl(request.hash, request.width, request.format)),
        make,
        asker,
      );
      // On a disk that takes no more, all of it would be made for nothing.
      if (stored === null) return false;
      if (bytes !== null) await delay(Math.max(0, now() - begunAt), undefined, { signal, ref: false });
    }
    return true;
  };

  const warmAll = async (): Promise<void> => {
    isAskedAgain = false;
    for (let next = takeNewest(); next !== null && !signal.aborted; next = takeNewest()) {
      const file = pictureFile(next.src);
      try {
        if (file !== null && !(await warm(file, next.facts, next.place))) wanted.clear();
      } catch (error) {
        if (signal.aborted) return;
        // Whoever shows the picture tells what is wrong with it.
        if (error instanceof PictureError || error instanceof PictureGoneError) continue;
        log.warn(
          { err: error, file },
          'a picture is not prepared for readers; it is made when one asks for it',
        );
      }
    }
  };

  const wake = (): void => {
    isAskedAgain = true;
    if (signal.aborted || running !== null || wanted.size === 0) return;
    running = warmAll()
      .catch((error: unknown) => writer.failed(UNREAD, error))
      .finally(() => {
        running = null;
        if (isAskedAgain) wake();
      });
  };

  return {
    want(pictures) {
      for (const picture of pictures) {
        const before = wanted.get(picture.src);
        if (before === undefined || before.place === 'body') wanted.set(picture.src, picture);
        if (wanted.size <= MOST) continue;
        const oldest = [...wanted.values()].reduce((a, b) => (b.publishedMs < a.publishedMs ? b : a));
        wanted.delete(oldest.src);
      }
      wake();
    },
    wake,
  };
}
