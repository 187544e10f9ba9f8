import { once } from 'node:events';
import { createClient } from '@redis/client';
import { type AddressInfo, createServer } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPageViewStore, type PageViewStore } from '../../../src/catalog/page-views/page-view-store.ts';
import { rankPageViews } from '../../../src/catalog/page-views/rank-page-views.ts';
import { createShareStore } from '../../../src/catalog/page-views/share-store.ts';
import { openPageViewSharing } from '../../../src/ingest/behind/page-view-sharing.ts';
import { type SharedPageViews, sharePageViews } from '../../../src/runtime/shared-views/share-page-views.ts';
import { openStream, type Stream } from '../../../src/runtime/shared-views/stream.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import type { SharedViewsState } from '../../../src/telemetry/machine-report.ts';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis-server.ts';

const STREAM = 'dateline:page-views:www.example.org';

/** A machine that counts, ranks and shares, without a site around it. */
interface Machine {
  readonly database: DatabaseSync;
  readonly readings: PageViewStore;
  /** What its readers are shown as read most. */
  shown: readonly string[];
  readonly logged: Record<string, unknown>[];
  readonly state: SharedViewsState | null;
  /** Stops the disk from taking anything. */
  isFull: boolean;
  read(id: string, count: number): void;
  of(id: string): number;
  /** What the clock does each minute. */
  settle(): void;
  stop(): Promise<void>;
}

const running = new Set<Machine>();
let redis: RedisServer;

function startMachine(name: string, given: { url?: string; database?: DatabaseSync } = {}): Machine {
  const database = given.database ?? new DatabaseSync(':memory:');
  const readings = createPageViewStore(database);
  const share = createShareStore(database, readings);
  const logged: Record<string, unknown>[] = [];
  let state: SharedViewsState | null = null;
  const rank = (held: readonly string[]): readonly string[] => {
    const now = Date.now();
    const weighed = held.map((id) => ({ id, pageViews: readings.of(id, now) }));
    machine.shown = rankPageViews(weighed, readings.best(5, 100, now), { length: 20, floor: 5 });
    return machine.shown;
  };
  const { sharing, found } = openPageViewSharing({
    use: (work) => (machine.isFull ? null : work(share)),
    now: Date.now,
    refresh: async (list) => void rank(list ?? machine.shown),
    host: `host of ${name}`,
    newName: () => name,
  });
  let shared: SharedPageViews | null = null;
  const machine: Machine = {
    database,
    readings,
    shown: [],
    logged,
    get state() {
      return state;
    },
    isFull: false,
    read(id, count) {
      readings.add([[id, count]], Date.now());
      share.note([[id, count]], Date.now());
    },
    of: (id) => Math.round(readings.of(id, Date.now()) * 10) / 10,
    settle: () => found(rank(machine.shown)),
    async stop() {
      running.delete(machine);
      await shared?.close();
    },
  };
  shared = sharePageViews({
    sharing,
    open: () => openStream(given.url ?? redis.url(), STREAM),
    report: (told) => {
      state = told;
    },
    now: Date.now,
    log: createLogger({
      level: 'info',
      destination: { write: (line) => void logged.push(JSON.parse(line)) },
    }),
    intervalMs: 50,
  });
  running.add(machine);
  return machine;
}

beforeEach(async (context) => {
  context.skip(!hasRedis, 'needs redis-server: apt install redis-server');
  redis = await startRedis();
});
afterEach(async () => {
  for (const machine of running) await machine.stop();
  if (hasRedis) await redis[Symbol.asyncDispose]();
});

const errorsOf = ({ logged }: Machine) => logged.filter(({ level }) => level === 'error');

test('three machines come to the same counts, each page view once', async () => {
  const [one, two, three] = [startMachine('one'), startMachine('two'), startMachine('three')];
  one.read('a', 7);
  two.read('a', 5);
  two.read('b', 9);
  three.read('c', 6);
  for (const machine of [one, two, three]) {
    await expect.poll(() => ['a', 'b', 'c'].map(machine.of)).toEqual([12, 9, 6]);
  }
  one.read('c', 4);
  for (const machine of [one, two, three]) await expect.poll(() => machine.of('c')).toBe(10);
  expect(one.logged).toEqual([]);
  await expect.poll(() => one.state).toEqual({ isConnected: true, waiting: 0 });
});

test('all show the same order, also of stories that are read alike', async () => {
  const [one, two] = [startMachine('one'), startMachine('two')];
  // Alone, each keeps the order in which they came, as neither is clearly ahead.
  one.read('a', 20);
  one.settle();
  two.read('b', 20.5);
  two.settle();
  await expect.poll(() => [one.of('b'), two.of('a')]).toEqual([20.5, 20]);
  for (let round = 0; round < 2; round += 1) {
    for (const machine of [one, two]) machine.settle();
    await expect.poll(() => JSON.stringify(one.shown) === JSON.stringify(two.shown)).toBe(true);
  }
  expect([...one.shown].sort()).toEqual(['a', 'b']);
});

test('a machine that comes later knows what was read before, and shows it at once', async () => {
  const one = startMachine('one');
  one.read('a', 7);
  await one.stop();
  const late = startMachine('late');
  await expect.poll(() => late.shown).toEqual(['a']);
  expect(late.of('a')).toBe(7);
});

test('a machine that starts again adds nothing twice, and misses nothing', async () => {
  const one = startMachine('one');
  const two = startMachine('two');
  two.read('a', 7);
  await expect.poll(() => one.of('a')).toBe(7);
  await one.stop();
  two.read('a', 2);
  await expect.poll(() => two.state?.waiting).toBe(0);
  const again = startMachine('one', { database: one.database });
  await expect.poll(() => again.of('a')).toBe(9);
  again.read('b', 5);
  await expect.poll(() => two.of('b')).toBe(5);
  expect(again.of('b')).toBe(5);
});

test('while the store is away counts wait, which is told once; then all are shared', async () => {
  const [one, two] = [startMachine('one'), startMachine('two')];
  await expect.poll(() => two.state?.isConnected).toBe(true);
  await redis.stop();
  one.read('a', 7);
  two.read('a', 3);
  await expect.poll(() => errorsOf(one)).toHaveLength(1);
  expect(String(errorsOf(one)[0]?.['msg'])).toContain('cannot be shared');
  await expect.poll(() => one.state).toEqual({ isConnected: false, waiting: 7 });
  await redis.start();
  for (const machine of [one, two]) await expect.poll(() => machine.of('a')).toBe(10);
  await expect.poll(() => one.logged.at(-1)?.['msg']).toBe('page views are shared with other machines again');
});

test('a store that has lost all is begun anew, and nothing is added twice', async () => {
  const [one, two] = [startMachine('one'), startMachine('two')];
  one.read('a', 7);
  await expect.poll(() => two.of('a')).toBe(7);
  await redis.stop('SIGKILL');
  one.read('b', 5);
  await redis.start();
  await expect.poll(() => two.of('b')).toBe(5);
  expect([one.of('a'), two.of('a')]).toEqual([7, 7]);
});

test('on a full disk nothing is told or taken, and all of it is when there is room', async () => {
  const [one, two] = [startMachine('one'), startMachine('two')];
  await expect.poll(() => two.state?.isConnected).toBe(true);
  two.isFull = true;
  one.read('a', 7);
  await expect.poll(() => one.state?.waiting).toBe(0);
  expect(two.of('a')).toBe(0);
  two.isFull = false;
  await expect.poll(() => two.of('a')).toBe(7);
});

test('nobody waits at the end for a store that does not answer', async () => {
  const opening = Promise.withResolvers<Stream>();
  const isClosed: boolean[] = [];
  const database = new DatabaseSync(':memory:');
  const store = createShareStore(database, createPageViewStore(database));
  const { sharing } = openPageViewSharing({
    use: (work) => work(store),
    now: Date.now,
    refresh: async () => {},
    host: 'host',
    newName: () => 'one',
  });
  const told: SharedViewsState[] = [];
  const shared = sharePageViews({
    sharing,
    open: () => opening.promise,
    report: (state) => void told.push(state),
    now: Date.now,
    log: createLogger({ level: 'silent' }),
  });
  await shared.close();
  database.close();
  opening.resolve({
    append: async () => {},
    after: async () => [],
    last: async () => null,
    close: () => void isClosed.push(true),
  });
  await expect.poll(() => isClosed).toEqual([true]);
  expect(told).toEqual([]);
});

test('entries of other programs and later versions are left out, told once', async () => {
  const stream: Stream = await openStream(redis.url(), STREAM);
  for (const what of ['1', '2', '3']) await stream.append({ what });
  const one = startMachine('one');
  const two = startMachine('two');
  two.read('a', 5);
  await expect.poll(() => one.of('a')).toBe(5);
  expect(one.logged).toMatchObject([{ level: 'warn', entry: expect.stringMatching(/^\d+-\d+$/) }]);
  stream.close();
});

test('what is older than a day is dropped from the stream', async () => {
  const client = createClient({ url: redis.url() });
  await client.connect();
  const longAgo = Date.now() - 3 * 86_400_000;
  // Whole blocks of entries are dropped, of 100 each.
  for (let nth = 0; nth < 350; nth += 1)
    await client.xAdd(STREAM, `${longAgo + nth}-0`, { nth: String(nth) });
  client.destroy();
  const stream = await openStream(redis.url(), STREAM);
  await stream.append({ nth: 'new' });
  const left = await stream.after('0-0');
  expect(left.length).toBeLessThanOrEqual(100);
  expect(left.at(-1)?.fields).toEqual({ nth: 'new' });
  stream.close();
});

test.each([
  ['a wrong password', ['--requirepass', 'right'], 'wrong', /user and password in PAGE_VIEWS_URL/],
  ['no password', ['--requirepass', 'right'], undefined, /user and password in PAGE_VIEWS_URL/],
  ['a replica', ['--replicaof', '127.0.0.1 1'], undefined, /address of the primary/],
  ['a store without memory', ['--maxmemory', '1'], undefined, /more memory/],
])('%s is told with its cure, and without the password', async (_, configuration, password, cure) => {
  await using other = await startRedis(configuration);
  const one = startMachine('one', { url: other.url(password) });
  one.read('a', 5);
  await expect.poll(() => errorsOf(one)).toHaveLength(1);
  const line = JSON.stringify(errorsOf(one)[0]);
  expect(line).toMatch(cure);
  expect(line).not.toContain('wrong');
  await one.stop();
});

test('TLS where there is none, and a name that is not known, are told with their cure', async () => {
  const plain = createServer((socket) => void socket.end('-ERR hello\r\n')).listen(0, '127.0.0.1');
  await once(plain, 'listening');
  const { port } = plain.address() as AddressInfo;
  const tls = startMachine('tls', { url: `rediss://127.0.0.1:${port}` });
  const unknown = startMachine('unknown', { url: 'redis://nowhere.invalid:6379' });
  await expect.poll(() => JSON.stringify(errorsOf(tls))).toMatch(/write redis:\/\/ in place of rediss/);
  await expect.poll(() => JSON.stringify(errorsOf(unknown))).toMatch(/resolver of this machine/);
  await tls.stop();
  plain.close();
});

test('a store that hangs is given up, and used again when it goes on', async () => {
  const slow = await openStream(redis.url(), STREAM, 200);
  redis.hang(true);
  await expect(slow.append({ a: 'b' })).rejects.toThrow('no answer');
  const held = await openStream(redis.url(), STREAM, 200);
  await expect(held.last()).rejects.toThrow('no answer');
  redis.hang(false);
  const again = await openStream(redis.url(), STREAM, 5_000);
  await again.append({ c: 'd' });
  again.close();
});
