import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { takePushes } from '../../../src/http/handlers/push-handler.ts';
import { signPush } from '../../../src/http/request/push-signature.ts';
import { watchedLog } from '../../notify/messages.ts';
import { listenForTest } from '../listen-here.ts';
import { connectRaw, exchangeRaw } from '../raw-exchange.ts';

const SECRET = 'a secret of some length';
const BODY = '{"ref":"refs/heads/main"}';
const SIGNED = `X-Hub-Signature-256: ${signPush(SECRET, BODY)}`;
const site: RequestListener = (_request, response) => response.writeHead(418).end('the site');

let heard: boolean[];
let lines: Record<string, unknown>[];
beforeEach(() => {
  heard = [];
});

/** Starts a site with a handler before it. */
function start(secret: string | null = SECRET): Promise<string> {
  const watched = watchedLog();
  lines = watched.lines;
  const handler = takePushes({
    secret,
    onPush: (isPassedOn) => void heard.push(isPassedOn),
    log: watched.log,
  });
  return listenForTest(handler(site));
}

const request = (
  lines: readonly string[],
  { target = '/-/git', method = 'POST', body = BODY } = {},
): string =>
  [
    `${method} ${target} HTTP/1.1`,
    'Host: x',
    `Content-Length: ${body.length}`,
    ...lines,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
const ask = async (text: string, url = start()): Promise<{ status: number; head: string; text: string }> => {
  const received = await exchangeRaw(await url, text);
  const [head = '', body = ''] = received.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), head, text: body };
};

test('a signed push is taken at once, and nothing keeps the answer', async () => {
  const { status, head } = await ask(request([SIGNED, 'X-GitHub-Event: push']));
  expect(status).toBe(202);
  expect(head).toMatch(/^cache-control: no-store$/im);
  expect(heard).toEqual([false]);
  expect(lines).toMatchObject([{ level: 30, sender: 'github' }]);
});

test('whatever the host tells and whatever stands behind the path, the branch is asked for', async () => {
  const url = start();
  expect((await ask(request([SIGNED, 'X-GitHub-Event: ping']), url)).status).toBe(202);
  expect((await ask(request([SIGNED], { target: '/-/git?a=b' }), url)).status).toBe(202);
  expect((await ask(request([SIGNED], { target: 'http://x/-/git' }), url)).status).toBe(202);
  expect(heard).toEqual([false, false, false]);
});

test('what another machine passes on is known', async () => {
  expect((await ask(request([SIGNED, 'Dateline-Passed-On: 1']))).status).toBe(202);
  expect(heard).toEqual([true]);
});

test('a chunked body counts as it comes, in parts and slowly', async () => {
  const connection = await connectRaw(await start());
  connection.send(
    `POST /-/git HTTP/1.1\r\nHost: x\r\n${SIGNED}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`,
  );
  for (const letter of BODY) {
    connection.send(`1\r\n${letter}\r\n`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(heard).toEqual([]);
  connection.send('0\r\n\r\n');
  expect(await connection.closed()).toContain(' 202 ');
  expect(heard).toEqual([false]);
});

test('who asks before the body is sent is told to go on', async () => {
  const take = takePushes({
    secret: SECRET,
    onPush: (isPassedOn) => void heard.push(isPassedOn),
    log: watchedLog().log,
  });
  const server = createServer(take(site));
  // As the program has it: nobody is told to go on but by a handler.
  server.on('checkContinue', (asked, response) => server.emit('request', asked, response));
  onTestFinished(() => void server.close());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const received = await exchangeRaw(`http://127.0.0.1:${port}`, request([SIGNED, 'Expect: 100-continue']));
  expect(received).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 202 /);
  expect(heard).toEqual([false]);
});

describe('is refused with the cure, and without the secret', () => {
  test.each([
    ['unsigned', [], 'no signature'],
    ['signed otherwise', [`X-Hub-Signature-256: ${signPush(`${SECRET}.`, BODY)}`], 'does not fit'],
    ['of another token', ['X-Gitlab-Token: a secret'], 'does not fit'],
  ])('what is %s', async (_, given, says) => {
    const { status, head, text } = await ask(request(given));
    expect(status).toBe(401);
    expect(head).toMatch(/^content-type: text\/plain/im);
    expect(text).toContain(says);
    expect(text).toContain('CONTENT_GIT_SECRET');
    expect(heard).toEqual([]);
    expect(JSON.stringify([text, lines])).not.toContain(SECRET);
  });

  test('a body that is announced too large, or is', async () => {
    const url = start();
    const head = `POST /-/git HTTP/1.1\r\nHost: x\r\n${SIGNED}\r\n`;
    expect((await ask(`${head}Content-Length: 26214401\r\n\r\n`, url)).status).toBe(413);
    const connection = await connectRaw(await url);
    connection.send(`${head}Transfer-Encoding: chunked\r\n\r\n`);
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
    for (let nth = 0; nth < 26 && !connection.received().includes(' 413 '); nth += 1) {
      connection.send(chunk);
      await new Promise((resolve) => connection.socket.write('', resolve));
    }
    await connection.holds(' 413 ');
    connection.socket.destroy();
    expect(heard).toEqual([]);
  });
});

test('a client that leaves in the middle is no push', async () => {
  const url = await start();
  const connection = await connectRaw(url);
  connection.send(`POST /-/git HTTP/1.1\r\nHost: x\r\n${SIGNED}\r\nContent-Length: ${BODY.length}\r\n\r\n{`);
  connection.socket.destroy();
  expect((await ask(request([SIGNED]), Promise.resolve(url))).status).toBe(202);
  expect(heard).toEqual([false]);
});

test('other methods are not allowed, and other paths are the site’s', async () => {
  const url = start();
  const got = await ask(request([], { method: 'GET', body: '' }), url);
  expect(got.status).toBe(405);
  expect(got.head).toMatch(/^allow: POST$/im);
  for (const target of ['/-/git/', '/-/', '/ru/-/git', '/-/github', '/a?b=/-/git'])
    expect((await ask(request([SIGNED], { target }), url)).status).toBe(418);
});

test('without a secret nobody is listened to, and the answer says what to set', async () => {
  const url = start(null);
  const { status, text } = await ask(request([SIGNED]), url);
  expect(status).toBe(404);
  expect(text).toContain('CONTENT_GIT_SECRET');
  expect((await ask(request([], { method: 'GET', body: '' }), url)).status).toBe(418);
  expect(heard).toEqual([]);
});
