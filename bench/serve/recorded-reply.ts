import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { RequestHeaders } from '../lib/connection.ts';

/** A reply as it came. */
export interface RecordedReply {
  readonly status: number;
  /** Names as written, and values, in the order in which they came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** What Node's HTTP server and nginx write themselves. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['date', 'connection', 'keep-alive']);

/** Asks a server once, on a connection of its own. */
export async function recordReply(url: string, headers: RequestHeaders): Promise<RecordedReply> {
  const asked = request(url, { headers, agent: false });
  asked.end();
  const [reply] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of reply) chunks.push(chunk as Buffer);
  const raw = reply.rawHeaders;
  const pairs = raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));
  return {
    status: reply.statusCode ?? 0,
    headers: pairs.filter(([name]) => !OWN_HEADERS.has(name.toLowerCase())),
    body: Buffer.concat(chunks),
  };
}

/** The value of a header; null where the reply has none. */
export function headerOf({ headers }: RecordedReply, name: string): string | null {
  return headers.find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1] ?? null;
}

/** The body without its Content-Encoding. */
export function decodedBody(reply: RecordedReply): string {
  const encoding = headerOf(reply, 'Content-Encoding');
  if (encoding === 'br') return brotliDecompressSync(reply.body).toString();
  if (encoding === 'gzip') return gunzipSync(reply.body).toString();
  return reply.body.toString();
}
