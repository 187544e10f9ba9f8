import type { Request } from 'express';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';

/** Reads the body of a request, of so many bytes at most. @throws DeskError 413, 400 */
export async function readBody(request: Request, most: number): Promise<Buffer> {
  const tooLarge = (): DeskError =>
    new DeskError(413, 'too-large', sayDesk('api-too-large', { most }), { headers: { Connection: 'close' } });
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new DeskError(415, 'encoded', sayDesk('api-encoded'));
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > most) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof DeskError) throw error;
    throw new DeskError(400, 'cut-off', sayDesk('api-cut-off'));
  }
  return Buffer.concat(chunks);
}
