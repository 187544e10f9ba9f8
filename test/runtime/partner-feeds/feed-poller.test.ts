import { afterEach, expect, test, vi } from 'vitest';
import type { PollResult } from '../../../src/partners/poll/poll-feed.ts';
import type { ChildListeners } from '../../../src/runtime/children/child.ts';
import { createFeedPoller, type FeedPoller } from '../../../src/runtime/partner-feeds/feed-poller.ts';
import type { PollJob, PollMessage } from '../../../src/runtime/partner-feeds/poll-messages.ts';
import { fetched } from '../../partners/feeds.ts';

interface FakeThread extends ChildListeners<PollMessage> {
  readonly jobs: PollJob[];
  readonly kill: () => void;
}

const request = (name: string) => ({ url: `https://${name}.test/`, etag: null, lastModified: null });
const pollers: FeedPoller[] = [];
afterEach(() => {
  for (const poller of pollers.splice(0)) poller.close();
});

function open(limits = {}) {
  const threads: FakeThread[] = [];
  const poller = createFeedPoller((listeners) => {
    const jobs: PollJob[] = [];
    const kill = vi.fn();
    threads.push({ ...listeners, jobs, kill });
    return { pid: null, send: (job) => void jobs.push(job), kill, look: () => null };
  }, limits);
  pollers.push(poller);
  const thread = (nth: number): FakeThread => {
    const one = threads[nth];
    if (one === undefined) throw new Error(`there is no thread ${nth}`);
    return one;
  };
  const answer = (nth: number, id: number, result: PollResult = fetched(['A'])) =>
    thread(nth).onMessage({ kind: 'polled', id, result });
  return { poller, threads, thread, answer };
}

test('a thread is started with the first poll, and answers', async () => {
  const { poller, threads, thread, answer } = open();
  expect(threads).toHaveLength(0);
  const polled = poller.poll(request('a'));
  expect(thread(0).jobs).toEqual([{ id: 1, request: request('a') }]);
  answer(0, 1);
  expect(await polled).toEqual(fetched(['A']));
});

test('the thread ends when there is nothing to do, and another is started later', async () => {
  const { poller, threads, thread, answer } = open({ idleMs: 0 });
  const first = poller.poll(request('a'));
  answer(0, 1);
  await first;
  await vi.waitFor(() => expect(thread(0).kill).toHaveBeenCalled());
  const second = poller.poll(request('a'));
  expect(threads).toHaveLength(2);
  answer(1, 2);
  await second;
});

test('a feed that hangs the reading fails; the others begin anew in another thread', async () => {
  const { poller, threads, thread, answer } = open({ parseMs: 1 });
  const hanging = poller.poll(request('a'));
  const other = poller.poll(request('b'));
  thread(0).onMessage({ kind: 'parsing', id: 1 });
  expect(await hanging).toMatchObject({ kind: 'failed', code: 'feed-hung' });
  expect(thread(0).kill).toHaveBeenCalled();
  expect(threads).toHaveLength(2);
  expect(thread(1).jobs.map(({ id }) => id)).toEqual([2]);
  // What the old one still tells is not heard.
  answer(0, 2, fetched(['Old']));
  answer(1, 2, fetched(['New']));
  expect(await other).toEqual(fetched(['New']));
});

test('a feed that never ends fails', async () => {
  const { poller } = open({ wholeMs: 1 });
  expect(await poller.poll(request('a'))).toMatchObject({ kind: 'failed', code: 'feed-hung' });
});

test('a feed that kills the thread fails; the others begin anew', async () => {
  const { poller, thread, answer } = open();
  const deadly = poller.poll(request('a'));
  const other = poller.poll(request('b'));
  thread(0).onMessage({ kind: 'parsing', id: 1 });
  thread(0).onEnd({ code: 1, signal: null, error: new Error('out of memory') });
  expect(await deadly).toMatchObject({
    code: 'feed-unreadable',
    message: expect.stringContaining('out of memory'),
  });
  answer(1, 2);
  expect(await other).toEqual(fetched(['A']));
});

test('where the thread dies and none was being read, all under way fail', async () => {
  const { poller, threads, thread } = open();
  const polls = [poller.poll(request('a')), poller.poll(request('b'))];
  thread(0).onEnd({ code: 1, signal: null });
  for (const result of await Promise.all(polls)) expect(result).toMatchObject({ code: 'feed-unreadable' });
  expect(threads).toHaveLength(1);
});
