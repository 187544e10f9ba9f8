import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { takePushes } from '../../../src/http/handlers/push-handler.ts';
import { passOnPushes } from '../../../src/runtime/ingest/pass-on-pushes.ts';
import { watchedLog } from '../../notify/messages.ts';

const SECRET = 'a secret of some length';
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Another machine; `answers` says whether it does. */
async function machine(secret = SECRET, answers = true) {
  const seen: IncomingMessage[] = [];
  const heard: boolean[] = [];
  const { log } = watchedLog();
  const take = takePushes({ secret, onPush: (isPassedOn) => void heard.push(isPassedOn), log })(() => {});
  const server = createServer((request, response) => {
    seen.push(request);
    if (answers) take(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const port = String((server.address() as AddressInfo).port);
  return { port, url: `http://127.0.0.1:${port}`, seen, heard };
}

function passOn(peers: readonly string[], secret: string | null = SECRET) {
  const told: boolean[] = [];
  const { log, lines } = watchedLog();
  const pass = passOnPushes({ peers, secret, log, onTold: (isTaken) => void told.push(isTaken) });
  return { pass, told, lines };
}

test('each machine hears of it, marked so that it goes no further', async () => {
  const [one, two] = [await machine(), await machine()];
  const { pass, told } = passOn([one.url, two.url]);
  pass();
  await expect.poll(() => told).toEqual([true, true]);
  expect([one.heard, two.heard]).toEqual([[true], [true]]);
  expect(one.seen[0]?.headers.host).toBe(`127.0.0.1:${one.port}`);
});

test('a name stands for its addresses', async () => {
  const one = await machine();
  const { pass } = passOn([`http://localhost:${one.port}`]);
  pass();
  await expect.poll(() => one.heard).toEqual([true]);
  expect(one.seen[0]?.headers.host).toBe(`localhost:${one.port}`);
});

test('an address of IPv6 is one too', async ({ skip }) => {
  const heard: boolean[] = [];
  const take = takePushes({
    secret: SECRET,
    onPush: (isPassedOn) => void heard.push(isPassedOn),
    log: watchedLog().log,
  });
  const server = createServer(take(() => {}));
  const isThere = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(0, '::1', () => resolve(true));
  });
  if (!isThere) skip('this machine has no IPv6');
  closers.push(() => void server.close());
  passOn([`http://[::1]:${(server.address() as AddressInfo).port}`]).pass();
  await expect.poll(() => heard).toEqual([true]);
});

test('one that refuses, is away, hangs or has no address keeps no other from hearing', async () => {
  const [good, other, hung] = [
    await machine(),
    await machine('another secret, quite as long'),
    await machine(SECRET, false),
  ];
  const gone = await machine();
  closers.pop()?.();
  const { pass, told, lines } = passOn([
    other.url,
    gone.url,
    hung.url,
    'http://no-such-name.invalid:1',
    good.url,
  ]);
  pass();
  await expect.poll(() => good.heard).toEqual([true]);
  await expect.poll(() => told.length).toBe(5);
  expect(told.filter(Boolean)).toHaveLength(1);
  expect(lines).toEqual([]);
});

test('many pushes at once are two rounds', async () => {
  const one = await machine();
  const { pass, told } = passOn([one.url]);
  for (let nth = 0; nth < 100; nth += 1) pass();
  await expect.poll(() => told).toEqual([true, true]);
  pass();
  await expect.poll(() => told).toHaveLength(3);
});

test('nobody is told without a secret', async () => {
  const one = await machine();
  const { pass, told } = passOn([one.url], null);
  pass();
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual([]);
  expect(one.seen).toEqual([]);
});
