import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GATHER_MS, gatherNews, type NewsGatherer, START_MS } from '../../../src/notify/news/gather-news.ts';
import type { NewsEvent, NewsProblem } from '../../../src/notify/news/news-event.ts';
import { type NewsStore, newsStore } from '../../../src/notify/news/news-store.ts';
import { startNews } from '../../../src/notify/news/start-news.ts';
import { fakeTime } from '../fake-time.ts';
import { watchedLog } from '../messages.ts';

const START = Date.parse('2026-11-30T08:00:00Z');
const A = 'articles/a.md';

let dataDir: string;
let time: ReturnType<typeof fakeTime>;
let told: NewsEvent[];
let news: NewsGatherer;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'news-'));
  time = fakeTime(START);
  told = [];
  begin();
});
afterEach(() => {
  news.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function begin(): void {
  const clock = { now: time.now, timers: time.timers };
  const origin = 'https://courier.test';
  news = startNews({ dataDir, origin, clock, log: watchedLog().log, tell: (event) => void told.push(event) });
}

async function restart(away = 0): Promise<void> {
  news.close();
  await time.pass(away);
  begin();
}

const problem = (given: Partial<NewsProblem> = {}): NewsProblem => ({
  line: 3,
  column: 7,
  severity: 'error',
  code: 'date-invalid',
  message: 'date: "tomorow" is not a date.',
  hint: 'Write it as 2026-11-22 09:30.',
  ...given,
});
const broken = (file = A, ...problems: NewsProblem[]): void =>
  news.troubled({ file, isServed: true, problems: problems.length === 0 ? [problem()] : problems });
const mended = (file = A): void => news.troubled({ file, isServed: true, problems: [] });
const types = (): string[] => told.map(({ type, count }) => `${type} ${count}`);

describe('problems', () => {
  test('are told a minute after the first, with place, cure and what readers have', async () => {
    broken();
    await time.pass(GATHER_MS - 1_000);
    expect(told).toEqual([]);
    await time.pass(1_000);
    expect(told).toEqual([
      {
        type: 'problem.found',
        at: '2026-11-30T08:00:00.000Z',
        count: 1,
        files: [{ file: A, isServed: true, problems: [problem()] }],
      },
    ]);
  });

  test('of five hundred files are one event', async () => {
    for (let nth = 0; nth < 500; nth += 1) broken(`articles/${nth}.md`);
    await time.pass(GATHER_MS + 1_000);
    expect(types()).toEqual(['problem.found 500']);
  });

  test('of a file that is saved six times in a minute are told once, as they are last', async () => {
    for (let nth = 0; nth < 6; nth += 1) {
      broken(A, problem({ message: `Version ${nth} is wrong.` }));
      await time.pass(9_000);
    }
    await time.pass(GATHER_MS * 3);
    expect(types()).toEqual(['problem.found 1']);
    expect(told[0]).toMatchObject({ files: [{ problems: [{ message: 'Version 5 is wrong.' }] }] });
  });

  test('that are mended within the minute are told nobody', async () => {
    broken();
    await time.pass(GATHER_MS / 2);
    mended();
    await time.pass(GATHER_MS * 3);
    expect(told).toEqual([]);
  });

  test('that are mended later are told, and found again anew', async () => {
    broken();
    await time.pass(GATHER_MS + 1_000);
    mended();
    await time.pass(GATHER_MS + 1_000);
    broken();
    await time.pass(GATHER_MS + 1_000);
    expect(types()).toEqual(['problem.found 1', 'problem.mended 1', 'problem.found 1']);
    expect(told[0]?.at).not.toBe(told[2]?.at);
  });

  test('that moved to another line are not told again; others are', async () => {
    broken();
    await time.pass(GATHER_MS + 1_000);
    broken(A, problem({ line: 40 }));
    await time.pass(GATHER_MS + 1_000);
    broken(A, problem(), problem({ code: 'title-missing', message: 'The article has no title.' }));
    await time.pass(GATHER_MS + 1_000);
    expect(types()).toEqual(['problem.found 1', 'problem.found 1']);
  });

  test('that are warnings are told where a story is held back or a word is misspelt, and else not', async () => {
    const warning = (code: string) => problem({ severity: 'warning', code });
    broken('articles/a.md', warning('title-from-name'));
    broken('articles/b.md', warning('held-back'), warning('space-odd'));
    await time.pass(GATHER_MS + 1_000);
    expect(told).toMatchObject([{ count: 1, files: [{ file: 'articles/b.md' }] }]);
    expect(told[0]).toHaveProperty('files.0.problems.length', 1);
  });
});

describe('a restart', () => {
  test('tells nothing twice', async () => {
    broken();
    await time.pass(GATHER_MS + 1_000);
    await restart();
    broken();
    await time.pass(GATHER_MS + START_MS);
    expect(types()).toEqual(['problem.found 1']);
  });

  test('tells what was gathered before it', async () => {
    broken();
    await time.pass(GATHER_MS / 2);
    await restart();
    broken();
    await time.pass(GATHER_MS + START_MS);
    expect(types()).toEqual(['problem.found 1']);
  });

  test('tells what was mended while the server was down', async () => {
    broken('articles/a.md');
    broken('articles/b.md');
    await time.pass(GATHER_MS + 1_000);
    await restart(3_600_000);
    broken('articles/b.md');
    await time.pass(START_MS + GATHER_MS + 1_000);
    expect(types()).toEqual(['problem.found 2', 'problem.mended 1']);
    expect(told[1]).toMatchObject({ files: [{ file: 'articles/a.md' }] });
  });
});

describe('a disk that takes nothing', () => {
  /** A gatherer over a store that fails while `fails` says so. */
  function beginOn(database: DatabaseSync, fails: (call: string) => boolean): NewsGatherer {
    const store = newsStore(database);
    const wrapped = {
      ...store,
      put: (...given: Parameters<NewsStore['put']>) => (fails('put') ? refuse() : store.put(...given)),
      markTold: () => (fails('markTold') ? refuse() : store.markTold()),
    };
    const clock = { now: time.now, timers: time.timers };
    return gatherNews({
      ...{ clock, origin: 'https://courier.test', tell: (event) => void told.push(event) },
      use(work) {
        try {
          work(wrapped);
          return true;
        } catch {
          return false;
        }
      },
    });
  }
  const refuse = (): never => {
    throw new Error('database or disk is full');
  };

  test('has what came meanwhile, in the end', async () => {
    let isFull = true;
    const gatherer = beginOn(new DatabaseSync(':memory:'), () => isFull);
    gatherer.troubled({ file: A, isServed: true, problems: [problem()] });
    gatherer.embargoed([
      { id: 'a', path: '/a', title: 'A', file: A, isPublic: false, was: null, is: START * 2 },
    ]);
    await time.pass(GATHER_MS * 3);
    expect(told).toEqual([]);
    isFull = false;
    await time.pass(GATHER_MS * 3);
    expect(types()).toEqual(['problem.found 1', 'article.scheduled 1']);
    gatherer.close();
  });

  test('has told nothing twice, though it cannot note what was told', async () => {
    let isFull = true;
    const gatherer = beginOn(new DatabaseSync(':memory:'), (call) => isFull && call === 'markTold');
    gatherer.troubled({ file: A, isServed: true, problems: [problem()] });
    await time.pass(GATHER_MS * 5);
    gatherer.troubled({ file: A, isServed: true, problems: [] });
    await time.pass(GATHER_MS * 5);
    expect(types()).toEqual(['problem.found 1']);
    isFull = false;
    await time.pass(GATHER_MS * 3);
    expect(types()).toEqual(['problem.found 1', 'problem.mended 1']);
    gatherer.close();
  });

  test('and a program that is killed before it noted what it told, tell the same word for word', async () => {
    const database = new DatabaseSync(':memory:');
    beginOn(database, (call) => call === 'markTold').troubled({
      file: A,
      isServed: true,
      problems: [problem()],
    });
    await time.pass(GATHER_MS + 1_000);
    // The next start of the program knows nothing but what the disk has.
    time = fakeTime(START + GATHER_MS * 10);
    const next = beginOn(database, () => false);
    next.troubled({ file: A, isServed: true, problems: [problem()] });
    await time.pass(GATHER_MS);
    expect(told).toHaveLength(2);
    expect(told[1]).toEqual(told[0]);
    next.close();
  });
});

describe('stories', () => {
  const story = { id: 'a', path: '/2026/11/30/a', title: 'A', file: A };
  const [noon, evening] = [START + 4 * 3_600_000, START + 10 * 3_600_000];
  const embargo = (was: number | null, is: number | null, isPublic = false): void =>
    news.embargoed([{ ...story, isPublic, was, is }]);

  test('that go live are told at once', () => {
    news.live([story]);
    expect(told).toMatchObject([
      { type: 'article.live', count: 1, articles: [{ url: 'https://courier.test/2026/11/30/a' }] },
    ]);
    news.live([]);
    expect(told).toHaveLength(1);
  });

  test('whose embargo is set and moved within a minute are told once, with the last moment', async () => {
    embargo(null, noon);
    embargo(noon, evening);
    await time.pass(GATHER_MS + 1_000);
    expect(told).toMatchObject([
      {
        type: 'article.scheduled',
        articles: [{ showsFrom: '2026-11-30T18:00:00.000Z', previously: null, title: 'A' }],
      },
    ]);
    embargo(evening, noon);
    embargo(noon, evening);
    await time.pass(GATHER_MS + 1_000);
    expect(told).toHaveLength(1);
    embargo(evening, null);
    await time.pass(GATHER_MS + 1_000);
    expect(told[1]).toMatchObject({
      articles: [{ showsFrom: null, previously: '2026-11-30T18:00:00.000Z' }],
    });
  });

  test('that are published at last instead are told as live alone', async () => {
    embargo(null, noon);
    news.live([story]);
    embargo(noon, null, true);
    await time.pass(GATHER_MS + 1_000);
    expect(types()).toEqual(['article.live 1']);
  });

  test('whose embargo was set before a restart are told after it', async () => {
    embargo(null, noon);
    await restart(1_000);
    await time.pass(GATHER_MS + 1_000);
    expect(types()).toEqual(['article.scheduled 1']);
  });
});
