import { EventEmitter } from 'node:events';
import { renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { cutOffMemory, watchCutOff } from '../../src/search/cut-off.ts';
import type { SearchAnswer, SearchRequest, SearchService } from '../../src/search/search-answer.ts';
import type { SearchQuestion, SearchSettings } from '../../src/search/search-messages.ts';
import { createSearchService } from '../../src/search/search-service.ts';
import { createSearchSlot } from '../../src/search/search-slot.ts';
import type { RequestWorker } from '../../src/telemetry/request-thread.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { SAMPLE_NOW } from '../support/sample-catalog.ts';
import { openSearchDesk, story, writeCatalogFile } from './search-desk.ts';

const log = createLogger({ level: 'silent' });
const request = (text: string): SearchRequest => ({
  text,
  page: 1,
  edition: '',
  pageSize: 10,
  now: SAMPLE_NOW,
});
const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function serviceOver(...titles: readonly string[]): { service: SearchService; file: string } {
  const { file, remove } = writeCatalogFile(titles.map((title, index) => story(`s${index}`, title, 'text')));
  const service = createSearchService({ file, log, cutOffMs: 30_000, giveUpMs: 30_000, patienceMs: 60_000 });
  closing.push(() => service.close(), remove);
  return { service, file };
}

const titlesOf = (answer: SearchAnswer): string[] =>
  answer.kind === 'found' ? answer.hits.map(({ teaser }) => teaser.title) : [answer.kind];

/** A thread that answers when it is told to. */
function fakeThreads(options: Partial<Parameters<typeof createSearchService>[0]> = {}) {
  const threads: (RequestWorker<SearchQuestion> & {
    asked: SearchQuestion[];
    settings: SearchSettings;
    isTerminated: boolean;
    /** Milliseconds of processor time that it has used. */
    usedMs: number;
  })[] = [];
  const spawn = (settings: SearchSettings): RequestWorker<SearchQuestion> => {
    const thread = Object.assign(new EventEmitter(), {
      asked: [] as SearchQuestion[],
      settings,
      isTerminated: false,
      usedMs: 100,
      cpuUsage: async () => ({ user: thread.usedMs * 1000, system: 0 }),
      postMessage: (question: SearchQuestion) => void thread.asked.push(question),
      async terminate() {
        thread.isTerminated = true;
        thread.emit('exit', 1);
      },
    });
    threads.push(thread);
    return thread;
  };
  const service = createSearchService({ file: '/nowhere', log, spawn, ...options });
  closing.push(() => service.close());
  return { service, threads };
}

test('searches a catalog on its own thread', async () => {
  const { service } = serviceOver('A ferry', 'A bus');
  expect(titlesOf(await service.search(request('ferries')))).toEqual(['A ferry']);
  const both = await Promise.all([service.search(request('bus')), service.search(request('ferry'))]);
  expect(both.map(titlesOf)).toEqual([['A bus'], ['A ferry']]);
});

test('a catalog that is not there is unavailable, and is read when it has come', async () => {
  const { service, file } = serviceOver('A ferry');
  renameSync(file, `${file}.away`);
  expect(titlesOf(await service.search(request('ferry')))).toEqual(['unavailable']);
  renameSync(`${file}.away`, file);
  expect(titlesOf(await service.search(request('ferry')))).toEqual(['A ferry']);
});

test.each([
  [
    'whose rows are not what they should be',
    // FTS5 keeps the index's segments in this table.
    "UPDATE article_search_head_data SET block = x'00112233445566778899'",
  ],
  ['of which a table is missing', 'DROP TABLE search_document'],
])('an index %s is told once, not with each search, and has to be built again', async (_, harm) => {
  const { file, remove } = writeCatalogFile([story('s0', 'A ferry', 'text')]);
  const database = new DatabaseSync(file, { defensive: false });
  database.exec(harm);
  database.close();
  const lines: string[] = [];
  const onDamage = vi.fn();
  const service = createSearchService({
    file,
    log: createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } }),
    onDamage,
    cutOffMs: 30_000,
    giveUpMs: 30_000,
  });
  closing.push(() => service.close(), remove);
  for (let time = 0; time < 5; time += 1) {
    expect(titlesOf(await service.search(request('ferry')))).toEqual(['unavailable']);
  }
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('stack');
  expect(onDamage).toHaveBeenCalledTimes(1);
});

test('a fault is told again when a search was answered in between', async () => {
  const lines: string[] = [];
  const { service, threads } = fakeThreads({
    log: createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } }),
  });
  for (const error of ['full', 'full', null, 'full', 'other']) {
    const answer = service.search(request('a'));
    const kind = error === null ? 'nothing-asked' : 'unavailable';
    threads[0]?.emit('message', { answer: { kind }, error, isBroken: false });
    expect(await answer).toEqual({ kind });
  }
  expect(lines.map((line) => (JSON.parse(line) as { reason: string }).reason)).toEqual([
    'full',
    'full',
    'other',
  ]);
});

test('a closed service says that it is unavailable, to those who wait as well', async () => {
  const { service } = serviceOver('A ferry');
  const answers = [service.search(request('ferry')), service.search(request('ferry'))];
  await service.close();
  for (const answer of await Promise.all(answers)) expect(['found', 'unavailable']).toContain(answer.kind);
  expect(await service.search(request('ferry'))).toEqual({ kind: 'unavailable' });
});

test('a slot passes on to the catalog that is open now', async () => {
  const slot = createSearchSlot();
  expect(await slot.service.search(request('ferry'))).toEqual({ kind: 'unavailable' });
  slot.replace(serviceOver('A ferry').service);
  expect(titlesOf(await slot.service.search(request('ferry')))).toEqual(['A ferry']);
  slot.replace(serviceOver('Another ferry').service);
  expect(titlesOf(await slot.service.search(request('ferry')))).toEqual(['Another ferry']);
  slot.replace(null);
  expect(await slot.service.search(request('ferry'))).toEqual({ kind: 'unavailable' });
});

test('a thread that dies takes one search with it, and the next has another thread', async () => {
  const { service, threads } = fakeThreads();
  const first = service.search(request('a'));
  const second = service.search(request('b'));
  threads[0]?.emit('error', new Error('out of memory'));
  threads[0]?.emit('exit', 1);
  expect(await first).toEqual({ kind: 'unavailable' });
  threads[1]?.emit('message', { answer: { kind: 'nothing-asked' }, error: null, isBroken: false });
  expect(await second).toEqual({ kind: 'nothing-asked' });
  expect(threads.length).toBe(2);
});

test('no more wait than may', async () => {
  const { service, threads } = fakeThreads({ maxWaiting: 2 });
  const waiting = ['under way', 'first', 'second'].map((text) => service.search(request(text)));
  expect(await service.search(request('third'))).toEqual({ kind: 'busy' });
  expect(threads[0]?.asked.length).toBe(1);
  await service.close();
  expect(await Promise.all(waiting)).toEqual(waiting.map(() => ({ kind: 'unavailable' })));
});

/** The thread of the service's first search, which had used 100 ms before, and the search's number. */
function begin({ threads }: ReturnType<typeof fakeThreads>) {
  const [thread] = threads;
  const { number = -1 } = thread?.asked[0] ?? {};
  if (thread === undefined) throw new Error('a thread was started');
  const answer = (kind: 'cut-off' | 'nothing-asked') =>
    thread.emit('message', { answer: { kind }, error: null, isBroken: false });
  return { thread, number, answer };
}

test('after the time for a search its thread looks at its processor time, which alone decides', async () => {
  const desk = fakeThreads({ cutOffMs: 5 });
  const asked = desk.service.search(request('a'));
  const { thread, number, answer } = begin(desk);
  let used = 100;
  const isCutOff = watchCutOff(thread.settings.cutOff, number, thread.settings.cutOffMs, () => used);
  used = 104.9;
  await sleep(50);
  expect(isCutOff()).toBe(false);
  used = 105;
  expect(isCutOff()).toBe(true);
  expect(watchCutOff(thread.settings.cutOff, number + 1, 0, () => used)()).toBe(false);
  answer('cut-off');
  expect(await asked).toEqual({ kind: 'cut-off' });
});

test('before that time the processor time is not looked at, which costs something', () => {
  const memory = cutOffMemory();
  let looks = 0;
  const isCutOff = watchCutOff(memory, 1, 0, () => ++looks);
  for (let row = 0; row < 100; row += 1) expect(isCutOff()).toBe(false);
  expect(looks).toBe(1);
});

test('a thread that goes on with a search is given up by its processor time', async () => {
  const desk = fakeThreads({ giveUpMs: 5 });
  const asked = desk.service.search(request('a'));
  const { thread } = begin(desk);
  await sleep(30);
  expect(thread.isTerminated).toBe(false);
  thread.usedMs = 105;
  expect(await asked).toEqual({ kind: 'cut-off' });
  expect(thread.isTerminated).toBe(true);
});

test('one that tells nothing of itself any more is given up in the end', async () => {
  const desk = fakeThreads({ giveUpMs: 2 });
  const asked = desk.service.search(request('a'));
  const { thread } = begin(desk);
  thread.cpuUsage = () => new Promise(() => {});
  expect(await asked).toEqual({ kind: 'cut-off' });
  expect(thread.isTerminated).toBe(true);
});

test('whoever has waited long is told that the site is busy; a thread without processor time stays', async () => {
  const desk = fakeThreads({ patienceMs: 30, giveUpMs: 5_000 });
  const answers = ['under way', 'waits'].map((text) => desk.service.search(request(text)));
  const { thread, number, answer } = begin(desk);
  expect(await Promise.all(answers)).toEqual([{ kind: 'busy' }, { kind: 'busy' }]);
  expect(thread.isTerminated).toBe(false);
  expect(watchCutOff(thread.settings.cutOff, number, 1_000)()).toBe(true);
  answer('cut-off');
  const next = desk.service.search(request('next'));
  await expect.poll(() => thread.asked.map(({ request }) => request.text)).toEqual(['under way', 'next']);
  answer('nothing-asked');
  expect(await next).toEqual({ kind: 'nothing-asked' });
});

test('a search that has to end ends at the next article it looks at', () => {
  const many = Array.from({ length: 400 }, (_, index) => story(`s${index}`, 'Ferry', 'ferry'));
  const { search } = openSearchDesk(many);
  for (const most of [0, 1, 50, 399, 403]) {
    let asked = 0;
    expect(search(request('ferry'), () => ++asked > most)).toEqual({ kind: 'cut-off' });
    expect(asked).toBe(most + 1);
  }
});

test('a heavy search that finds nothing can end between its steps', () => {
  const many = Array.from({ length: 400 }, (_, index) => story(`s${index}`, 'Ferry', 'a b a b a b a b'));
  const { search } = openSearchDesk(many);
  let asked = 0;
  expect(search(request('"a a a b" fer*'), () => ++asked > 5)).toEqual({ kind: 'cut-off' });
  expect(search(request('"a a a b" fer*'), () => false)).toMatchObject({ kind: 'found', hits: [] });
});
