import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { decodedBody, headerOf, recordReply } from '../../../bench/serve/recorded-reply.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function serve(encoding: string, body: Buffer): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Encoding': encoding, 'X-Kept': 'yes' }).end(body);
  }).listen(0, '127.0.0.1');
  open.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test.each([
  ['br', brotliCompressSync('a page')],
  ['gzip', gzipSync('a page')],
])('a reply is kept as it came, and can be decoded from %s', async (encoding, body) => {
  const reply = await recordReply(await serve(encoding, body), { 'Accept-Encoding': encoding });
  expect(reply.body.equals(body)).toBe(true);
  expect(decodedBody(reply)).toBe('a page');
  expect(headerOf(reply, 'x-kept')).toBe('yes');
  expect(headerOf(reply, 'Date')).toBeNull();
});
