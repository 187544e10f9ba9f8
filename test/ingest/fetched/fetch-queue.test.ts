import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { PictureFetch } from '../../../src/ingest/fetched/fetch-picture.ts';
import { fetchQueue } from '../../../src/ingest/fetched/fetch-queue.ts';
import { fetchedStore } from '../../../src/ingest/fetched/fetched-store.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const KEPT: PictureFetch = { kind: 'kept', bytes: 10 };
const failure = (code: string, retryAt: number | null = null): PictureFetch => ({
  kind: 'failed',
  code,
  reason: 'It failed.',
  problem: { code: 'picture-not-fetched', message: 'M. It failed.', hint: 'H.' },
  retryAt,
});

/** A queue with a clock of its own, whose fetches are answered by `answer`. */
function open(answer: (url: string) => PictureFetch, maxBytes = 1_000_000) {
  let now = 1_000_000;
  let timers: { at: number; work: () => void }[] = [];
  const logged: Record<string, unknown>[] = [];
  const asked: { url: string; at: number }[] = [];
  let running = 0;
  let most = 0;
  const store = fetchedStore(new DatabaseSync(':memory:'), now);
  const queue = fetchQueue({
    use: (work) => work(store),
    async fetch({ url }) {
      asked.push({ url, at: now });
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return answer(url);
    },
    onSettled() {},
    maxBytes,
    now: () => now,
    timers: {
      setTimeout(work, ms) {
        const timer = { at: now + ms, work };
        timers.push(timer);
        return timer;
      },
      clearTimeout(timer) {
        timers = timers.filter((one) => one !== timer);
      },
    },
    log: createLogger({
      level: 'info',
      destination: { write: (line) => void logged.push(JSON.parse(line)) },
    }),
  });
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    store,
    queue,
    asked,
    logged,
    most: () => most,
    now: () => now,
    own: (owner: string, ...urls: string[]) =>
      store.own(
        owner,
        urls.map((url) => ({ url, src: `/fetched/${url.slice(8)}` })),
        now,
      ),
    /** Lets time pass, and each timer run when it is due. */
    async pass(ms: number) {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.work();
        await settle();
      }
      now = end;
    },
  };
}

const many = (host: string, count: number): string[] =>
  Array.from({ length: count }, (_, nth) => `https://${host}/${nth}.jpg`);

test('all that is due is fetched once, a few at a time, and one host not too often', async () => {
  const { own, queue, asked, most, pass, store, logged } = open(() => KEPT);
  own('articles/a.md', ...many('a.example', 10), ...many('b.example', 10));
  queue.wake();
  await pass(5_000);
  expect(asked.length).toBe(20);
  expect(most()).toBeLessThanOrEqual(4);
  const times = asked.filter(({ url }) => url.includes('a.example')).map(({ at }) => at);
  expect(Math.min(...times.slice(1).map((at, nth) => at - (times[nth] ?? 0)))).toBeGreaterThanOrEqual(100);
  expect(store.count()).toEqual({ kept: 20, bytes: 200, waiting: 0, failed: 0 });
  expect(logged.at(-1)).toMatchObject({ fetched: 20, failed: 0, msg: 'pictures of other hosts fetched' });
  await pass(60 * DAY);
  expect(asked.length).toBe(20);
});

test('a host that does not answer rests, is one line of the log, and keeps no other back', async () => {
  let isDown = true;
  const { own, queue, asked, pass, logged, store } = open((url) =>
    url.includes('down') && isDown ? failure('connection-refused') : KEPT,
  );
  own('articles/a.md', ...many('down.example', 50), ...many('up.example', 5));
  queue.wake();
  await pass(59_000);
  expect(asked.filter(({ url }) => url.includes('up')).length).toBe(5);
  expect(asked.filter(({ url }) => url.includes('down')).length).toBeLessThanOrEqual(2);
  expect(
    logged.filter(({ level, msg }) => level === 'warn' && String(msg).includes('down.example')).length,
  ).toBe(1);
  await pass(6 * 60 * MINUTE);
  expect(asked.filter(({ url }) => url.includes('down')).length).toBeLessThan(30);
  isDown = false;
  await pass(2 * DAY);
  expect(store.count().waiting).toBe(0);
  expect(logged.some(({ msg }) => msg === 'pictures of down.example can be fetched again')).toBe(true);
});

test('what is not there is asked for seldom, and at once when somebody saves', async () => {
  const { own, queue, asked, pass, store, now } = open(() => failure('missing'));
  own('articles/a.md', 'https://a.example/1.jpg');
  queue.wake();
  await pass(DAY - MINUTE);
  expect(asked.length).toBe(1);
  await pass(15 * DAY);
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.length).toBeLessThan(7);
  const before = asked.length;
  store.retry(['/fetched/a.example/1.jpg'], now() - 30_000, now());
  queue.wake();
  await pass(1_000);
  expect(asked.length).toBe(before + 1);
});

test('a server’s wish when to come back is heard', async () => {
  const { own, queue, asked, pass } = open(() => failure('asked-too-often', 1_000_000 + 3 * 60 * MINUTE));
  own('articles/a.md', ...many('a.example', 5));
  queue.wake();
  await pass(2.9 * 60 * MINUTE);
  expect(asked.length).toBeLessThanOrEqual(2);
});

test('a full store fetches no more, and says so once', async () => {
  const { own, queue, asked, pass, logged } = open(() => KEPT, 25);
  own('articles/a.md', ...many('a.example', 10));
  queue.wake();
  await pass(10 * MINUTE);
  expect(asked.length).toBeLessThanOrEqual(4);
  expect(logged.filter(({ level }) => level === 'error').length).toBe(1);
});

test('a store that was full goes on when there is room again', async () => {
  const { own, queue, asked, pass, store, logged } = open(() => KEPT, 25);
  own('articles/a.md', ...many('a.example', 10));
  queue.wake();
  await pass(10 * MINUTE);
  const before = asked.length;
  for (const { src, bytes } of store.after('', 99)) if (bytes !== null) store.remove(src);
  await pass(2 * MINUTE);
  expect(asked.length).toBeGreaterThan(before);
  expect(logged.filter(({ msg }) => String(msg).includes('room for fetched pictures again')).length).toBe(1);
});

test('a disk that takes nothing is tried again later, and nothing is lost by it', async () => {
  let isFull = true;
  const { own, queue, asked, pass, logged, store } = open(() => {
    if (isFull) throw new Error('ENOSPC');
    return KEPT;
  });
  own('articles/a.md', ...many('a.example', 10));
  queue.wake();
  await pass(50_000);
  expect(asked.length).toBeLessThanOrEqual(4);
  expect(logged.filter(({ level }) => level === 'error').length).toBe(1);
  isFull = false;
  await pass(5 * MINUTE);
  expect(store.count().kept).toBe(10);
});

test('what nobody shows any more is not fetched, and known as such', async () => {
  const { own, queue, asked, pass, store, now } = open(() => KEPT);
  own('articles/a.md', 'https://a.example/1.jpg', 'https://a.example/2.jpg');
  own('articles/b.md', 'https://a.example/2.jpg');
  own('articles/a.md');
  queue.wake();
  await pass(MINUTE);
  expect(asked.map(({ url }) => url)).toEqual(['https://a.example/2.jpg']);
  expect(store.unnamed(now(), 9).map(({ src }) => src)).toEqual(['/fetched/a.example/1.jpg']);
  own('articles/c.md', 'https://a.example/1.jpg');
  expect(store.unnamed(now(), 9)).toEqual([]);
});
