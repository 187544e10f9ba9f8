import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { FetchError } from './fetch-error.ts';
import type { FetchLimits } from './fetch-limits.ts';

/** What bodies may be packed with, for Accept-Encoding. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';

/**
 * Reads the body of an answer, unpacked. It is counted as it comes and as it unpacks, and given up at the
 * first byte too many, so that a bomb takes no more memory than an honest one of the largest size.
 * Rejects with a FetchError, or with the error of the connection or of zlib.
 */
export async function readBody(message: IncomingMessage, limits: FetchLimits): Promise<Uint8Array> {
  const announced = Number(message.headers['content-length'] ?? 0);
  if (announced > limits.packedBytes) throw tooLarge(limits.packedBytes);
  const unpack = await unpackerFor(message);
  const chunks: Buffer[] = [];
  const keep = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) chunks.push(chunk);
  };
  const count = { packed: atMost(limits.packedBytes), unpacked: atMost(limits.unpackedBytes) };
  await (unpack === null
    ? pipeline(message, count.packed, keep)
    : pipeline(message, count.packed, unpack, count.unpacked, keep));
  return Buffer.concat(chunks);
}

function atMost(bytes: number) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let seen = 0;
    for await (const chunk of source) {
      seen += chunk.byteLength;
      if (seen > bytes) throw tooLarge(bytes);
      yield chunk;
    }
  };
}

const tooLarge = (bytes: number): FetchError =>
  new FetchError(
    'body-too-large',
    `What is there is larger than ${bytes / 1_000_000} MB.`,
    'Use a smaller one; of a feed, one of its newest stories only.',
  );

async function unpackerFor(message: IncomingMessage): Promise<Duplex | null> {
  const encoding = (message.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  switch (encoding) {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return (await isZlib(message)) ? createInflate() : createInflateRaw();
    default:
      throw new FetchError(
        'encoding-unknown',
        `The answer is packed as “${encoding.slice(0, 40)}”, which was not asked for.`,
        `Ask the owner of that site to send it plain or as one of ${ACCEPT_ENCODING}.`,
      );
  }
}

/** Whether a deflated body has zlib’s header, as the standard wants and some servers do not. */
function isZlib(message: IncomingMessage): Promise<boolean> {
  return new Promise((resolve, reject) => {
    message.once('error', reject);
    message.once('readable', () => {
      message.off('error', reject);
      const chunk: Buffer | null = message.read();
      if (chunk !== null) message.unshift(chunk);
      resolve(((chunk?.[0] ?? 0) & 0x0f) === 8);
    });
  });
}
