import { EventEmitter } from 'node:events';
import { renameSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { SearchAnswer, SearchRequest, SearchService } from '../../src/search/search-answer.ts';
import type { SearchQuestion, SearchSettings } from '../../src/search/search-messages.ts';
import { createSearchService, type SearchThread } from '../../src/search/search-service.ts';
import { createSearchSlot } from '../../src/search/search-slot.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { SAMPLE_NOW } from '../support/sample-catalog.ts';
import { openSearchDesk, story, writeCatalogFile } from './search-desk.ts';

const log = createLogger({ level: 'silent' });
const request = (text: string): SearchRequest => ({ text, page: 1, pageSize: 10, now: SAMPLE_NOW });
const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function serviceOver(...titles: readonly string[]): { service: SearchService; file: string } {
  const { file, remove } = writeCatalogFile(titles.map((title, index) => story(`s${index}`, title, 'text')));
  const service = createSearchService({ file, log, cutOffMs: 30_000, giveUpMs: 30_000 });
  closing.push(() => service.close(), remove);
  return { service, file };
}

const titlesOf = (answer: SearchAnswer): string[] =>
  answer.kind === 'found' ? answer.hits.map(({ teaser }) => teaser.title) : [answer.kind];

/** A thread that answers when it is told to. */
function fakeThreads(options: { cutOffMs?: number; giveUpMs?: number; maxWaiting?: number } = {}) {
  const threads: (SearchThread & {
    asked: SearchQuestion[];
    settings: SearchSettings;
    isTerminated: boolean;
  })[] = [];
  const spawn = (settings: SearchSettings): SearchThread => {
    const thread = Object.assign(new EventEmitter(), {
      asked: [] as SearchQuestion[],
      settings,
      isTerminated: false,
      postMessage(message: SearchQuestion | 'close') {
        if (message === 'close') thread.emit('exit', 0);
        else thread.asked.push(message);
      },
      async terminate() {
        thread.isTerminated = true;
        thread.emit('exit', 1);
      },
      unref() {},
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
  const [question] = threads[1]?.asked ?? [];
  threads[1]?.emit('message', {
    kind: 'answered',
    number: question?.number,
    answer: { kind: 'nothing-asked' },
    error: null,
  });
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

test('after the time for a search its thread sees that it has to end', async () => {
  const { service, threads } = fakeThreads({ cutOffMs: 1 });
  const answer = service.search(request('a'));
  const [thread] = threads;
  const ended = new Int32Array(thread?.settings.cutOff ?? new SharedArrayBuffer(4));
  const number = thread?.asked[0]?.number ?? -1;
  thread?.emit('message', { kind: 'begun', number });
  while (Atomics.load(ended, 0) !== number) await nextTurn();
  thread?.emit('message', { kind: 'answered', number, answer: { kind: 'cut-off' }, error: null });
  expect(await answer).toEqual({ kind: 'cut-off' });
});

test('a thread that does not end even so is given up', async () => {
  const { service, threads } = fakeThreads({ cutOffMs: 1, giveUpMs: 2 });
  expect(await service.search(request('a'))).toEqual({ kind: 'cut-off' });
  expect(threads[0]?.isTerminated).toBe(true);
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
