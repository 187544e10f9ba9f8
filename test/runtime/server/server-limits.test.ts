import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/runtime/server/server-limits.ts';
import { connectRaw, exchangeRaw } from '../../http/raw-exchange.ts';
import { errorPage } from '../../http/small-site.ts';
import { PATIENT, QUICK, startLimitedSite as start } from '../limited-site.ts';

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
    await expect.poll(() => exchanges.open().length).toBe(0);
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

describe('what Node would read, or drop without a word', () => {
  const CHUNKED = `${GET}Transfer-Encoding: chunked\r\n\r\n`;
  const POST_CHUNKED = CHUNKED.replace('GET', 'POST');
  const LONG = 'x'.repeat(20_000);

  test.each([
    ['a transfer coding that is not chunked', 400, `${GET}Transfer-Encoding: xchunked\r\n\r\n`],
    [
      'the same with a body',
      400,
      `POST /page HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    ],
    ['a coding that says nothing of the end', 400, `${GET}Transfer-Encoding: gzip\r\n\r\n`],
    ['a further coding', 501, `${GET}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
    [
      'the same in two lines',
      501,
      `${GET}Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ['chunks in HTTP/1.0', 400, `GET /page HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['a chunk extension of 20 kB', 413, `${CHUNKED}5;a=${LONG}\r\nhello\r\n0\r\n\r\n`],
    ['the same with POST', 413, `${POST_CHUNKED}5;a=${LONG}\r\nhello\r\n0\r\n\r\n`],
    ['a chunk without a size', 400, `${CHUNKED}zz\r\nhello\r\n0\r\n\r\n`],
    ['trailers of 20 kB', 431, `${CHUNKED}0\r\nX: ${LONG}\r\n\r\n`],
    ['HTTP/2.0 in the request line', 505, 'GET /page HTTP/2.0\r\nHost: a\r\n\r\n'],
    ['HTTP/3.0', 505, 'GET /page HTTP/3.0\r\nHost: a\r\n\r\n'],
    ['HTTP/0.9', 505, 'GET /page\r\n\r\n'],
    ['a version that is none', 400, 'GET /page HTTP/1.10\r\nHost: a\r\n\r\n'],
    ['the greeting of HTTP/2', 505, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a method that nobody knows', 501, 'FOO /page HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['CONNECT', 405, 'CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n'],
    ['CONNECT with a body', 405, 'CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\nContent-Length: 5\r\n\r\nhello'],
    ['an expectation', 417, `${GET}Expect: the-impossible\r\n\r\n`],
    ['lines that end in LF', 400, 'GET /page HTTP/1.1\nHost: a\n\n'],
  ])('%s is answered %i', async (_what, status, text) => {
    expectErrorPage(await exchangeRaw((await start()).url, text), status);
  });

  test('what cannot be read behind a good request is answered behind that', async () => {
    const { url } = await start();
    const statuses = async (text: string) => (await exchangeRaw(url, text)).match(/HTTP\/1\.1 \d+/g);
    expect(await statuses(`${GET}\r\nCONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n`)).toEqual([
      'HTTP/1.1 200',
      'HTTP/1.1 405',
    ]);
    expect(await statuses(`${GET}\r\ngarbage\r\n\r\n`)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  });

  test('a body that turns bad while its answer is being made does not take that away', async () => {
    let answer = (): void => {};
    const { url } = await start({ ...PATIENT, idleTimeoutMs: 5_000 }, (app) => {
      app.get('/slow', (_request, response) => {
        answer = () => void response.send('made at last');
      });
    });
    const connection = await connectRaw(url);
    connection.send('GET /slow HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    await sleep(100);
    connection.send('zz\r\n');
    await sleep(50);
    answer();
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 200 [\s\S]*Connection: close[\s\S]*made at last$/);
  });

  test('an upgrade is not taken up, and the request is answered as it is', async () => {
    const { url } = await start(PATIENT);
    const answer = await exchangeRaw(url, `${GET}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('OPTIONS of the whole server is answered, another method of it is not', async () => {
    const { url } = await start(PATIENT);
    const ask = (method: string) => exchangeRaw(url, `${method} * HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(await ask('OPTIONS')).toMatch(/^HTTP\/1\.1 204 [\s\S]*Allow: GET, HEAD, OPTIONS/);
    expect(await ask('GET')).toMatch(/^HTTP\/1\.1 400 /);
  });
});

test('Expect: 100-continue is answered at once, never by 100', async () => {
  const { url } = await start();
  const answer = await exchangeRaw(
    url,
    `POST /page HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 405 /);
  expect(answer).toContain('Not possible here');
});

test('connections beyond the limit are closed at once', async () => {
  const { url } = await start({ ...PATIENT, maxConnections: 2 });
  const held = [await connectRaw(url), await connectRaw(url)];
  expect(await exchangeRaw(url, `${GET}\r\n`)).toBe('');
  held[0]?.send(`${GET}Connection: close\r\n\r\n`);
  expect(await held[0]?.closed()).toMatch(/^HTTP\/1\.1 200 /);
  held[1]?.socket.destroy();
});
