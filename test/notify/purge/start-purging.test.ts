import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { httpPurge } from '../../../src/notify/purge/http-purge.ts';
import { startPurging } from '../../../src/notify/purge/start-purging.ts';
import { varnishPurge } from '../../../src/notify/purge/varnish-purge.ts';
import type { PurgeCounts } from '../../../src/telemetry/machine-report.ts';
import { fakeTime } from '../fake-time.ts';
import { watchedLog } from '../messages.ts';
import { misbehavingServer } from '../misbehaving-server.ts';

const START = 1_800_000_000_000;
const IN_STEP = { version: 1, isNew: false };

let server: Awaited<ReturnType<typeof misbehavingServer>>;
let dataDir: string;
let closers: (() => Promise<void>)[];
beforeEach(async () => {
  server = await misbehavingServer();
  dataDir = mkdtempSync(join(tmpdir(), 'purges-'));
  closers = [server.close];
});
afterEach(async () => {
  for (const close of closers.reverse()) await close();
});

interface Given {
  readonly madeBy?: string;
  readonly channels?: Parameters<typeof startPurging>[0]['channels'];
}

function open({
  madeBy = 'a release',
  channels = [varnishPurge(new URL(server.url).origin, null)],
}: Given = {}) {
  const time = fakeTime(START);
  const { log, lines } = watchedLog();
  const counts: PurgeCounts[] = [];
  const purged: number[] = [];
  const purging = startPurging({
    channels,
    dataDir,
    madeBy,
    clock: { now: time.now, steady: time.now },
    log,
    tell: {
      purges: (of) => void counts.push(of),
      purged: (version) => void purged.push(version),
    },
    sending: { fetch: globalThis.fetch, timers: time.timers },
  });
  closers.push(purging.close);
  return { purging, time, lines, counts, purged, close: () => closers.pop()?.() };
}

const seen = () => server.seen.map(({ headers }) => headers['xkey-purge']);
const arrive = (count: number) => expect.poll(() => server.seen.length).toBe(count);

/** Starts with a journal that is in step, and nothing to purge. */
async function openInStep(given: Given = {}) {
  const first = open(given);
  first.purging.catchUp(IN_STEP);
  await arrive(1);
  await first.time.pass(2_000);
  await arrive(2);
  await first.time.settle();
  await first.close();
  server.seen.splice(0);
  const again = open(given);
  again.purging.catchUp(IN_STEP);
  await again.time.settle();
  expect(seen()).toEqual([]);
  return again;
}

test('what is published is purged at once, and once more 2 s after', async () => {
  const { purging, time, purged, counts } = await openInStep();
  purging.purge(['site', 'topic:Սիր'], 2);
  await arrive(1);
  expect(server.seen[0]).toMatchObject({ method: 'PURGE', path: '/' });
  expect(seen()[0]).toMatch(/^site topic:(?:%\w\w)+$/);
  await expect.poll(() => purged).toEqual([2]);
  await time.pass(2_000);
  await arrive(2);
  expect(seen()[1]).toBe(seen()[0]);
  await time.pass(60_000);
  expect(seen()).toHaveLength(2);
  expect(counts.at(-1)).toMatchObject({ sent: 4, failed: 0, waiting: 0 });
});

test('what comes while a request is under way goes together with the next', async () => {
  const { purging, time } = await openInStep();
  purging.purge(['a'], 2);
  purging.purge(['b', 'c'], 3);
  purging.purge(['c', 'd'], 4);
  await arrive(2);
  expect(seen()).toEqual(['a', 'b c d']);
  await time.pass(2_000);
  await arrive(3);
  expect(seen()[2]).toBe('a b c d');
});

describe('a cache that is away', () => {
  test('is asked again soon, then less and less often, and told of once', async () => {
    const { purging, time, lines, counts, purged } = await openInStep();
    server.answer('reset');
    purging.purge(['a'], 2);
    await arrive(1);
    await time.settle();
    for (let minutes = 0; minutes < 10; minutes += 1) await time.pass(60_000);
    await time.settle();
    const tries = server.seen.length;
    expect(tries).toBeGreaterThan(12);
    expect(tries).toBeLessThan(24);
    purging.purge(['b'], 3);
    server.answer(200);
    // An answer of a busy machine may come after the time that is passed here.
    await expect
      .poll(async () => {
        await time.pass(80_000);
        return purged;
      })
      .toEqual([3]);
    expect(seen().at(-1)).toBe('a b');
    const told = lines.filter(({ level }) => Number(level) >= 40);
    expect(told).toMatchObject([{ cache: expect.stringContaining('varnish://'), level: 50 }]);
    expect(lines.at(-1)).toMatchObject({ msg: 'cache purged' });
    expect(counts.at(-1)).toMatchObject({ waiting: 0, failed: tries });
  });

  test('is asked again at once, and without a word, where a connection alone broke', async () => {
    const { purging, time, lines } = await openInStep();
    server.answer('reset', 200);
    purging.purge(['a'], 2);
    await arrive(1);
    await time.settle();
    await expect
      .poll(async () => {
        await time.pass(20);
        return seen();
      })
      .toEqual(['a', 'a']);
    await time.settle();
    expect(lines.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  test('says how long to wait', async () => {
    const { purging, time } = await openInStep();
    server.answer({ status: 429, headers: { 'retry-after': '20' } }, 200);
    purging.purge(['a'], 2);
    await arrive(1);
    await time.pass(19_900);
    expect(seen()).toHaveLength(1);
    await time.pass(200);
    await arrive(2);
  });

  test('holds up no other', async () => {
    const other = await misbehavingServer();
    closers.push(other.close);
    server.answer('hang');
    const channels = [varnishPurge(new URL(server.url).origin, null), httpPurge(other.url, 'token')];
    const { purging, purged, time } = open({ channels });
    purging.catchUp(IN_STEP);
    await expect.poll(() => other.seen.length).toBe(1);
    await time.settle();
    purging.purge(['a'], 2);
    await expect.poll(() => other.seen.at(-1)?.body).toBe('{"keys":["a"]}');
    expect(purged).toEqual([]);
  });

  test('is purged of everything where more waits than is worth naming', async () => {
    const { purging, time } = await openInStep();
    server.answer(503);
    for (let version = 2; version < 9; version += 1)
      purging.purge(
        Array.from({ length: 1_000 }, (_, nth) => `article:${version}-${nth}`),
        version,
      );
    await time.settle();
    server.answer(200);
    await time.pass(60_000);
    await expect.poll(() => seen().at(-1)).toBe('*');
  });
});

describe('a start', () => {
  test('goes on with what waited', async () => {
    const first = await openInStep();
    server.answer('reset');
    first.purging.purge(['a'], 2);
    await arrive(1);
    await first.time.settle();
    await first.close();
    server.answer(200);
    const { purging } = open();
    purging.catchUp({ version: 2, isNew: false });
    await arrive(2);
    expect(seen()[1]).toBe('a');
  });

  test.each([
    ['the catalog was built anew', { madeBy: 'a release' }, { version: 1, isNew: true }],
    ['pages are made otherwise', { madeBy: 'another release' }, IN_STEP],
    ['something was published and never told', { madeBy: 'a release' }, { version: 2, isNew: false }],
  ])('purges everything where %s, once', async (_why, given, found) => {
    const first = await openInStep();
    await first.close();
    const second = open(given);
    second.purging.catchUp(found);
    await arrive(1);
    await second.time.pass(2_000);
    await arrive(2);
    expect(seen()).toEqual(['*', '*']);
    await second.time.settle();
    await second.close();
    const third = open(given);
    third.purging.catchUp({ ...found, isNew: false });
    await third.time.settle();
    expect(seen()).toHaveLength(2);
  });

  test('purges everything where the journal is damaged, and goes on', async () => {
    const first = await openInStep();
    await first.close();
    writeFileSync(join(dataDir, 'purges.db'), 'no database');
    const { purging, lines } = open();
    purging.catchUp(IN_STEP);
    await arrive(1);
    expect(seen()).toEqual(['*']);
    expect(lines).toContainEqual(expect.objectContaining({ level: 50, file: join(dataDir, 'purges.db') }));
  });

  test('forgets a cache that is named no more, so that it is purged of everything should it come back', async () => {
    const first = await openInStep();
    await first.close();
    await open({ channels: [] }).close();
    const { purging } = open();
    purging.catchUp(IN_STEP);
    await arrive(1);
    expect(seen()).toEqual(['*']);
  });
});

test('everything can be purged, and other makers are remembered', async () => {
  const first = await openInStep();
  first.purging.purgeEverything('other views');
  await arrive(1);
  await first.time.pass(2_000);
  await arrive(2);
  await first.time.settle();
  await first.close();
  const second = open({ madeBy: 'other views' });
  second.purging.catchUp(IN_STEP);
  await second.time.settle();
  expect(seen()).toEqual(['*', '*']);
});
