import { expect, test } from 'vitest';
import { readInTime } from '../../../src/partners/poll/poll-feed.ts';
import { readFeed } from '../../../src/partners/read/read-feed.ts';
import { MachineBusyError } from '../../../src/problems/machine-busy-error.ts';
import { runWithDeadline } from '../../../src/problems/reading/run-with-deadline.ts';

const about = { url: 'https://a.test/', contentType: null, now: 0 };
const rss =
  '<rss version="2.0"><channel><title>T</title><item><title>A</title><link>https://a.test/1</link></item></channel></rss>';

test('a feed that is read in time is what it is', () => {
  const read = () => readFeed(rss, about);
  expect(readInTime(read)).toEqual(read());
  expect(readInTime(() => readFeed('no feed', about))).toMatchObject({ kind: 'refused' });
});

test('a feed on which reading never ends is ended by the thread itself, and told', () => {
  const forever = (): never => {
    for (;;);
  };
  const soon = (work: () => never, limitMs: number) => runWithDeadline(work, limitMs / 20);
  expect(readInTime(forever, soon as typeof runWithDeadline)).toMatchObject({
    kind: 'hung',
    code: 'feed-hung',
  });
});

test('a machine that has no time says nothing about the feed', () => {
  const busy = () => {
    throw new MachineBusyError('read this');
  };
  expect(readInTime(() => readFeed(rss, about), busy)).toMatchObject({ kind: 'busy', code: 'machine-busy' });
});

test('what reading throws is thrown', () => {
  const failing = (): never => {
    throw new RangeError('a fault');
  };
  expect(() => readInTime(failing)).toThrow(RangeError);
});
