import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/runtime/server-limits.ts';
import { connectRaw, exchangeRaw } from '../http/raw-exchange.ts';
import { errorPage } from '../http/small-site.ts';
import { PATIENT, QUICK, startLimitedSite as start } from './limited-site.ts';

const GET = 'GET /page HTTP/1.1\r\nHost: a\r\n';
const END_OF_PAGE = 'The end.';

function expectErrorPage(answer: string, status: number): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Z]`));
  expect(head).toContain('\r\nConnection: close');
  expect(head).toContain('\r\nContent-Type: text/html; charset=utf-8');
  expect(head).toContain('\r\nCache-Control: no-store');
  expect(head).toContain(`\r\nContent-Security-Policy: ${errorPage.contentSecurityPolicy}`);
  expect(Buffer.from(body, 'latin1')).toEqual(errorPage.get(status).encoded('identity').bytes);
}

describe('slow clients', () => {
  test('a head that drips in is answered 408 and closed, though it never pauses for long', async () => {
    const { url } = await start();
    const connection = await connectRaw(url);
    connection.send(GET);
    const drip = setInterval(() => connection.send('X-A: b\r\n'), 20);
    try {
      expectErrorPage(await connection.closed(), 408);
    } finally {
      clearInterval(drip);
      connection.socket.destroy();
    }
  });

  test('a head that stops half-way is answered 408 and closed', async () => {
    expectErrorPage(await exchangeRaw((await start()).url, GET), 408);
  });

  test('a body that stops half-way is closed, after the one answer its head got', async () => {
    const { url } = await start();
    const answer = await exchangeRaw(url, `${GET}Content-Length: 1000\r\n\r\nhalf`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  test('a handler still at work is not given a second answer either', async () => {
    const { url } = await start({ ...QUICK, idleTimeoutMs: 5_000 }, (app) => {
      app.get('/never', () => {});
    });
    expect(await exchangeRaw(url, 'GET /never HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n')).toBe('');
  });

  test('a connection that never asks is closed without a word', async () => {
    expect(await exchangeRaw((await start()).url, '')).toBe('');
  });

  test('a connection that asks no more is closed without a word', async () => {
    const { url } = await start(PATIENT);
    const answer = await exchangeRaw(url, `${GET}\r\n`);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  test('a reader who does not read is closed', async () => {
    const { url, exchanges } = await start(QUICK, (app) => {
      app.get('/large', (_request, response) => {
        response.end(Buffer.alloc(64 * 1024 * 1024));
      });
    });
    const connection = await connectRaw(url);
    connection.socket.pause();
    connection.send('GET /large HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(() => exchanges.open().length).toBe(1);
    await expect.poll(() => exchanges.open().length, { timeout: 4_000 }).toBe(0);
    connection.socket.resume();
    expect((await connection.closed()).length).toBeLessThan(64 * 1024 * 1024);
  });

  test('a connection may rest between two requests', async () => {
    const { url } = await start({ ...PATIENT, keepAliveTimeoutMs: 5_000 });
    const connection = await connectRaw(url);
    connection.send(`${GET}\r\n`);
    await connection.holds(END_OF_PAGE);
    await sleep(100);
    connection.send(`${GET}Connection: close\r\n\r\n`);
    expect((await connection.closed()).match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
  });
});

describe('what is not HTTP, or too much of it', () => {
  test.each([
    ['noise', 'hello\r\n\r\n'],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a space in a header name', `${GET}X Y: z\r\n\r\n`],
    ['two lengths', `${GET}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`],
    ['a length beside chunks', `${GET}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`],
    ['a NUL in a header', `${GET}X: a\0b\r\n\r\n`],
    ['a folded header', `${GET}X: a\r\n b\r\n\r\n`],
  ])('%s is answered 400', async (_what, text) => {
    expectErrorPage(await exchangeRaw((await start()).url, text), 400);
  });

  test.each([20, 300])(
    'headers of %i KiB are answered 431, the answer readable to the end',
    async (kibibytes) => {
      const { url } = await start();
      const headers = `X-Large: ${'x'.repeat(1_000)}\r\n`.repeat(kibibytes);
      expectErrorPage(await exchangeRaw(url, `${GET}${headers}\r\n`), 431);
    },
  );

  test('a client that talks on after its refusal, and reads only then, gets to read it', async () => {
    const { url } = await start({ ...QUICK, lingerMs: 1_000 });
    const { socket, send, closed } = await connectRaw(url);
    socket.pause();
    send(`${GET}X-Large: ${'x'.repeat(20_000)}`);
    for (let turn = 0; turn < 5; turn += 1) {
      await sleep(20);
      send('x'.repeat(1_000));
    }
    expect(socket.errored).toBeNull();
    socket.resume();
    expectErrorPage(await closed(), 431);
  });

  test('a long URL counts as header', async () => {
    const { url } = await start();
    expectErrorPage(await exchangeRaw(url, `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`), 431);
  });

  test('a hundred header lines pass, one more does not', async () => {
    const { url } = await start();
    const withLines = (count: number) => `${GET}Connection: close\r\n${'X: y\r\n'.repeat(count - 2)}\r\n`;
    expect(await exchangeRaw(url, withLines(DEFAULT_LIMITS.maxHeaderCount))).toMatch(/^HTTP\/1\.1 200 /);
    expectErrorPage(await exchangeRaw(url, withLines(DEFAULT_LIMITS.maxHeaderCount + 1)), 431);
  });

  test('garbage after a good request is refused on its own', async () => {
    const { url } = await start();
    const connection = await connectRaw(url);
    connection.send(`${GET}\r\n`);
    await connection.holds(END_OF_PAGE);
    connection.send('garbage\r\n\r\n');
    const answer = await connection.closed();
    expect(answer.match(/HTTP\/1\.1 (\d+)/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  });
});

test.each(['100-continue', 'the-impossible'])(
  'Expect: %s is answered at once, never by 100 or a bare page',
  async (expectation) => {
    const { url } = await start();
    const answer = await exchangeRaw(
      url,
      `POST /page HTTP/1.1\r\nHost: a\r\nExpect: ${expectation}\r\nContent-Length: 5\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).toContain('Not possible here');
  },
);

test('connections beyond the limit are closed at once', async () => {
  const { url } = await start({ ...PATIENT, maxConnections: 2 });
  const held = [await connectRaw(url), await connectRaw(url)];
  expect(await exchangeRaw(url, `${GET}\r\n`)).toBe('');
  held[0]?.send(`${GET}Connection: close\r\n\r\n`);
  expect(await held[0]?.closed()).toMatch(/^HTTP\/1\.1 200 /);
  held[1]?.socket.destroy();
});
