import { basename } from 'node:path';
import { type FetchDeps, fetchBytes } from '../../fetch/fetch-bytes.ts';
import { type Content, recogniseContent } from '../../media/picture-format.ts';
import { PictureError } from '../../media/picture-error.ts';
import { PICTURE_LIMITS } from '../../media/picture-limits.ts';
import { writeWhole } from '../../media/variants/variant-file.ts';
import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import type { Finding } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';

/** What became of one fetch. */
export type PictureFetch =
  | { readonly kind: 'kept'; readonly bytes: number }
  | {
      readonly kind: 'failed';
      /** What went wrong, as fetchBytes says it: its code and a sentence. */
      readonly code: string;
      readonly reason: string;
      readonly problem: Finding;
      readonly retryAt: number | null;
    }
  /** The fetch was ended from here. */
  | { readonly kind: 'ended' };

/** Formats that need no guess come first: what is made of a picture is made of the best that its server has. */
const ACCEPT =
  'image/jpeg, image/png, image/gif, image/webp, image/avif;q=0.9, image/svg+xml;q=0.8, image/tiff;q=0.5, */*;q=0.1';

/** The code of every problem with a picture that could not be fetched. */
export const NOT_FETCHED = 'picture-not-fetched';

/** A picture is larger than a feed, and nobody waits for it. */
const WHOLE_MS = 120_000;

let written = 0;

/**
 * Fetches a picture into a file, whole or not at all. Anything but a picture of a format that pages
 * show, by its bytes, is refused and not written. What it costs to decode is for others to judge, who read it next.
 * @throws DiskReserveError where the disk is nearly full, else the file system's error.
 */
export async function fetchPicture(url: string, file: string, deps: FetchDeps): Promise<PictureFetch> {
  const { maxBytes } = PICTURE_LIMITS;
  const limits = { wholeMs: WHOLE_MS, packedBytes: maxBytes, unpackedBytes: maxBytes, ...deps.limits };
  const outcome = await fetchBytes(
    { url, accept: ACCEPT, etag: null, lastModified: null },
    { ...deps, limits },
  );
  if (outcome.kind === 'gone' || outcome.kind === 'unchanged') return failed(url, GONE, null);
  if (outcome.kind === 'failed') {
    return outcome.code === 'ended' ? { kind: 'ended' } : failed(url, outcome, outcome.retryAt);
  }
  const bytes = Buffer.from(outcome.bytes.buffer, outcome.bytes.byteOffset, outcome.bytes.byteLength);
  const content = recogniseContent(bytes);
  if (bytes.length === 0 || content.kind === 'other') return failed(url, refusal(content, bytes), null);
  const isAsItIs = content.kind === 'picture' || DRAWN[content.kind].test(file);
  const kept = isAsItIs ? bytes : await turned(bytes, content.kind);
  if (Buffer.isBuffer(kept)) {
    await keepPicture(file, kept);
    return { kind: 'kept', bytes: kept.length };
  }
  return failed(url, kept, kept === BUSY ? deps.now() + BUSY_MS : null);
}

/** Names under which a drawing or a TIFF is turned into a picture for the web when it is read. */
const DRAWN = { svg: /\.svg$/i, tiff: /\.tiff?$/i };

const BUSY: Finding = {
  code: 'machine-busy',
  message: 'The machine had no time to draw it.',
  hint: 'Nothing is to be done: it is tried again.',
};
const BUSY_MS = 60_000;

/** What an address without such a name has as the picture that is made of it; or why none is. */
async function turned(bytes: Buffer, kind: keyof typeof DRAWN): Promise<Buffer | Finding> {
  const { toWebPicture } = await import('../../media/pictures/to-web-picture.ts');
  try {
    return await toWebPicture(bytes, `picture.${kind}`);
  } catch (error) {
    if (error instanceof MachineBusyError) return BUSY;
    if (!(error instanceof PictureError)) throw error;
    const { code, message, hint } = error;
    return { code, message, hint };
  }
}

/**
 * Writes a picture’s file so that nobody sees half of it. @throws DiskReserveError where the disk is nearly full, else the file
 * system’s error.
 */
export async function keepPicture(file: string, bytes: Buffer): Promise<void> {
  written += 1;
  await writeWhole(file, `.${basename(file).slice(0, 60)}-${process.pid}-${written}.tmp`, bytes);
}

const GONE: Finding = {
  code: 'missing',
  message: 'The server says that it is gone for good (410).',
  hint: 'Take it out of the text, or put the picture into media/ and name that.',
};

function failed(url: string, { code, message, hint }: Finding, retryAt: number | null): PictureFetch {
  const problem = {
    code: NOT_FETCHED,
    message: `The picture ${quoteText(url)} was not fetched. ${message}`,
    hint,
    about: `${URL.parse(url)?.host ?? ''} ${code}`,
  };
  return { kind: 'failed', code, reason: message, problem, retryAt };
}

function refusal(content: Content, bytes: Buffer): Finding {
  const hint = 'Put it into media/ as a JPEG, PNG, WebP, AVIF or GIF, and name that.';
  if (bytes.length === 0) return { code: 'body-empty', message: 'The answer is empty.', hint };
  const name = content.kind === 'other' ? content.name : 'of a kind that is no picture for the web';
  return { code: 'not-a-picture', message: `What is there is ${name}.`, hint };
}
