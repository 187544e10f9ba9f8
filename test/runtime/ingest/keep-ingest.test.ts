import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findCatalog } from '../../../src/ingest/data-dir/catalog-files.ts';
import { SiteError } from '../../../src/ingest/read/site-error.ts';
import type { ChildListeners } from '../../../src/runtime/children/child.ts';
import type { IngestMessage, IngestSettings } from '../../../src/runtime/ingest/ingest-messages.ts';
import {
  type KeepIngestOptions,
  type KeptIngest,
  keepIngest,
} from '../../../src/runtime/ingest/keep-ingest.ts';
import type { ThreadLook } from '../../../src/runtime/children/look-at-thread.ts';
import { openReader } from '../../../src/runtime/server/open-reader.ts';
import { spawnIngestProcess, spawnIngestThread } from '../../../src/runtime/ingest/spawn-ingest.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { type Newsroom, openNewsroom, PATIENCE, SITE, story } from '../../ingest/open-newsroom.ts';

let said: string[];
let logged: Record<string, unknown>[];
beforeEach(() => {
  said = [];
  logged = [];
});

function open({
  contentDir,
  dataDir,
  spawn,
}: Pick<KeepIngestOptions, 'spawn'> & Pick<IngestSettings, 'contentDir' | 'dataDir'>): KeptIngest {
  return keepIngest({
    settings: {
      contentDir,
      dataDir,
      logLevel: 'silent',
      logFormat: 'json',
      threads: 1,
      site: {
        origin: 'http://localhost',
        indexNowKey: null,
        hubs: [],
        allowPrivateFeeds: false,
        contentGit: null,
        isTeller: true,
        caches: [],
        sharedCaching: { maxAge: 0, tagHeader: null },
      },
    },
    spawn,
    log: createLogger({
      level: 'info',
      destination: { write: (line) => void logged.push(JSON.parse(line)) },
    }),
    tell: {
      progress() {},
      published() {},
      ready: () => void said.push('ready'),
      rebuilding: () => void said.push('rebuilding'),
    },
  });
}

const PROBLEM = {
  file: 'site.yaml',
  line: 1,
  column: 1,
  severity: 'error',
  code: 'site-missing',
  message: 'no such file',
  hint: 'Write it.',
} as const;
const FAILED: IngestMessage = {
  kind: 'failed',
  message: 'no site.yaml',
  contentDir: '/c',
  problems: [PROBLEM],
};

describe('an ingest that', () => {
  class FakeChild {
    readonly pid = 1;
    readonly send = vi.fn();
    readonly kill = vi.fn();
    seen: ThreadLook | null = null;
    readonly look = (): ThreadLook | null => this.seen;
    readonly settings: IngestSettings;
    readonly #listeners: ChildListeners<IngestMessage>;
    constructor(settings: IngestSettings, listeners: ChildListeners<IngestMessage>) {
      this.settings = settings;
      this.#listeners = listeners;
    }
    tell(message: IngestMessage): void {
      this.#listeners.onMessage(message);
    }
    end(): void {
      this.#listeners.onEnd({ code: 1, signal: null });
    }
  }
  let children: FakeChild[];
  let ingest: KeptIngest;
  const latest = (): FakeChild => children.at(-1) as FakeChild;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    children = [];
    ingest = open({
      contentDir: '/c',
      dataDir: '/d',
      spawn(settings, listeners) {
        children.push(new FakeChild(settings, listeners));
        return latest();
      },
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('cannot start at first says so, also to a caller who comes later', async () => {
    latest().tell(FAILED);
    latest().end();
    await new Promise((resolve) => setImmediate(resolve));
    await expect(ingest.ready).rejects.toThrow(SiteError);
    vi.runAllTimers();
    expect(children).toHaveLength(1);
    await ingest.close();
  });

  test('is stopped is ended, started again, and not called up meanwhile', () => {
    latest().tell({ kind: 'ready', version: 1 });
    const stopped = latest();
    stopped.seen = { state: 'T', cpuMs: 900 };
    vi.advanceTimersByTime(8_000);
    expect(stopped.kill).toHaveBeenCalledTimes(1);
    expect(logged[0]).toMatchObject({ level: 'fatal', child: 1, reason: 'stopped', silentMs: 5_000 });
    stopped.end();
    expect(ingest.isAnswering()).toBe(false);
    vi.advanceTimersByTime(1_000);
    expect(children).toHaveLength(2);
    expect(ingest.isAnswering()).toBe(true);
    ingest.kill();
  });

  test('builds for minutes on end is let alone', () => {
    latest().seen = { state: 'R', cpuMs: 0 };
    for (let second = 0; second < 600; second += 1) {
      latest().seen = { state: second % 7 === 0 ? 'S' : 'R', cpuMs: second * 900 };
      vi.advanceTimersByTime(1_000);
    }
    expect(latest().kill).not.toHaveBeenCalled();
    ingest.kill();
  });

  test('cannot be ended either is told, with what to do', () => {
    latest().seen = { state: 'S', cpuMs: 0 };
    vi.advanceTimersByTime(100_000);
    expect(latest().kill).toHaveBeenCalledTimes(1);
    expect(logged.at(-1)).toMatchObject({
      level: 'fatal',
      msg: expect.stringContaining('restart the server'),
    });
    ingest.kill();
  });

  test('cannot start again is logged with its problems, and tried until it can', async () => {
    latest().tell({ kind: 'ready', version: 1 });
    await ingest.ready;
    latest().tell({ kind: 'rebuilding' });
    latest().tell(FAILED);
    latest().end();
    expect(logged[0]).toMatchObject({ level: 'fatal', msg: 'no site.yaml', problems: [PROBLEM] });
    expect(logged[1]).toMatchObject({
      msg: 'the ingest ended; it is started again',
      exitCode: 1,
      waitMs: 1_000,
    });
    vi.advanceTimersByTime(1_000);
    expect(children).toHaveLength(2);
    latest().tell({ kind: 'ready', version: 1 });
    expect(said).toEqual(['ready', 'rebuilding', 'ready']);
  });

  test('fails is started again after waits that double up to a minute, until it is ready', () => {
    const waits = (): number => {
      const count = children.length;
      latest().end();
      let seconds = 0;
      for (; children.length === count; seconds += 1) vi.advanceTimersByTime(1_000);
      return seconds;
    };
    expect(Array.from({ length: 8 }, waits)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    latest().tell({ kind: 'ready', version: 1 });
    expect(waits()).toBe(1);
    expect(children.some(({ settings }) => settings.discardFirst)).toBe(false);
  });

  test('dies of damage begins with a new catalog', () => {
    latest().tell({ kind: 'ready', version: 1 });
    latest().tell({ kind: 'crashed', isDamage: true });
    latest().end();
    expect(said).toEqual(['ready', 'rebuilding']);
    vi.advanceTimersByTime(1_000);
    latest().end();
    vi.advanceTimersByTime(2_000);
    expect(children.map(({ settings }) => settings.discardFirst)).toEqual([false, true, true]);
    latest().tell({ kind: 'ready', version: 1 });
    latest().end();
    vi.advanceTimersByTime(1_000);
    expect(latest().settings.discardFirst).toBe(false);
  });

  test('dies of anything else keeps its catalog, and readers keep theirs', () => {
    latest().tell({ kind: 'ready', version: 1 });
    latest().tell({ kind: 'crashed', isDamage: false });
    latest().end();
    vi.advanceTimersByTime(1_000);
    expect(latest().settings.discardFirst).toBe(false);
    expect(said).toEqual(['ready']);
  });

  test('is told something that is not its own, such as by a watching Node, lets it be', () => {
    latest().tell({ 'watch:import': ['a.ts'] } as never);
    expect(said).toEqual([]);
  });

  test('is away gets the pageViews that were counted meanwhile when it is back', () => {
    const pageViews = (...counts: (readonly [string, number])[]) => ({ kind: 'page-views', counts });
    latest().tell({ kind: 'ready', version: 1 });
    ingest.addPageViews([['a', 1]]);
    expect(latest().send).toHaveBeenLastCalledWith(pageViews(['a', 1]));
    latest().end();
    const dead = latest();
    ingest.addPageViews([['a', 2]]);
    ingest.addPageViews([
      ['a', 3],
      ['b', 1],
    ]);
    expect(dead.send).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1_000);
    expect(latest()).not.toBe(dead);
    expect(latest().send.mock.calls).toEqual([[pageViews(['a', 5], ['b', 1])]]);
    ingest.addPageViews([['c', 1]]);
    expect(latest().send).toHaveBeenLastCalledWith(pageViews(['c', 1]));
  });

  test('is closing tells nothing more', async () => {
    latest().tell({ kind: 'ready', version: 1 });
    const closed = ingest.close();
    expect(latest().send).toHaveBeenCalledWith('close');
    latest().tell({ kind: 'rebuilding' });
    latest().tell({ kind: 'ready', version: 1 });
    latest().end();
    await closed;
    vi.runAllTimers();
    expect(said).toEqual(['ready']);
    expect(children).toHaveLength(1);
  });
});

describe.each([
  ['thread', spawnIngestThread],
  ['process', spawnIngestProcess],
])('the %s itself', (_kind, spawn) => {
  let room: Newsroom;
  let ingest: KeptIngest;
  afterEach(async () => {
    await ingest.close();
    await room.dispose();
  });

  test('comes back when site.yaml, lost during a rebuild, is back', async () => {
    room = openNewsroom({ 'articles/a.md': story('A') });
    ingest = open({ ...room, spawn });
    await ingest.ready;
    room.remove('site.yaml');
    ingest.rebuild();
    await expect
      .poll(() => logged[0], PATIENCE)
      .toMatchObject({ level: 'fatal', msg: expect.stringContaining('site.yaml') });
    room.write('site.yaml', SITE);
    await expect.poll(() => said, PATIENCE).toEqual(['ready', 'rebuilding', 'ready']);
  });

  test('builds again a catalog that is damaged below the root of a table', async () => {
    const files = Array.from({ length: 400 }, (_, index) => `articles/2016/story-${1_000 + index}.md`);
    room = openNewsroom(Object.fromEntries(files.map((file) => [file, story(`About ${file}`)])));
    await (await room.start()).close();
    damageAt(findCatalog(room.dataDir), 'story-1390.md');
    ingest = open({ ...room, spawn });
    await ingest.ready;
    expect(said).toEqual(['rebuilding', 'ready']);
    expect(logged).toEqual([]);
    const reader = openReader(room.dataDir);
    const found = reader.read((catalog) =>
      catalog.list({ kind: 'all' }, { now: Date.now(), limit: 1_000, offset: 0 }),
    );
    reader.close();
    expect(found).toHaveLength(files.length);
  });
});

/** Spoils every page that holds a text, except the first page and the roots of tables. */
function damageAt(file: string, text: string): void {
  const database = new DatabaseSync(file);
  const size = Number(database.prepare('PRAGMA page_size').get()?.['page_size']);
  const roots = database.prepare('SELECT rootpage FROM sqlite_schema').all();
  database.close();
  const kept = new Set([1, ...roots.map(({ rootpage }) => Number(rootpage))]);
  const bytes = readFileSync(file);
  for (let page = 1; page * size <= bytes.length; page += 1) {
    const body = bytes.subarray((page - 1) * size, page * size);
    if (!kept.has(page) && body.includes(text)) body.fill(0xff);
  }
  writeFileSync(file, bytes);
}
