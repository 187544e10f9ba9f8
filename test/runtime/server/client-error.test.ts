import { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { answerUnreadable } from '../../../src/runtime/server/client-error.ts';
import type { Exchanges } from '../../../src/runtime/server/exchanges.ts';
import { errorPage } from '../../http/small-site.ts';

const exchanges: Exchanges = {
  latest: () => undefined,
  connections: () => 0,
  open: () => [],
  track: (handler) => handler,
};
const LINGER_MS = 100;

/** A connection that keeps what is written to it. */
function createConnection() {
  const written: Buffer[] = [];
  const socket = new Duplex({
    read() {},
    write(chunk, _encoding, done) {
      written.push(chunk);
      done();
    },
  });
  return { socket, answer: () => Buffer.concat(written).toString() };
}

const { onError: answer } = answerUnreadable({
  errorPage,
  exchanges,
  isWaiting: () => false,
  lingerMs: LINGER_MS,
  now: () => Date.UTC(2016, 6, 15, 9, 30),
});
const failure = (code: string) => Object.assign(new Error(code), { code });

test('a refused client may talk on for the linger, unanswered, and is then cut off', async () => {
  const { socket, answer: answered } = createConnection();
  for (let turn = 0; turn < 3; turn += 1) answer(failure('HPE_HEADER_OVERFLOW'), socket);
  await sleep(LINGER_MS / 4);
  expect(socket.destroyed).toBe(false);
  expect(answered().match(/HTTP\/1\.1 431 /g)).toHaveLength(1);
  expect(answered()).toContain('\r\nDate: Fri, 15 Jul 2016 09:30:00 GMT\r\n');
  await expect.poll(() => socket.destroyed).toBe(true);
});

test.each([
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', '413 Payload Too Large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
  ['HPE_INVALID_METHOD', '400 Bad Request'],
  ['anything', '400 Bad Request'],
])('%s is answered %s', (code, status) => {
  const { socket, answer: answered } = createConnection();
  answer(failure(code), socket);
  expect(answered()).toMatch(new RegExp(`^HTTP/1\\.1 ${status}\r\n`));
  socket.destroy();
});

test('a connection that broke, or was ended already, is only let go', () => {
  const broken = createConnection();
  answer(failure('ECONNRESET'), broken.socket);
  const ended = createConnection();
  ended.socket.end();
  answer(failure('HPE_INVALID_METHOD'), ended.socket);
  for (const { socket, answer: answered } of [broken, ended]) {
    expect(socket.destroyed).toBe(true);
    expect(answered()).toBe('');
  }
});
