import { beforeEach, expect, test } from 'vitest';
import { catalogSettings } from '../../src/catalog/sqlite/settings.ts';
import type { TopStoryPin } from '../../src/domain/sidebar.ts';
import { openSampleDesk, readSample, SAMPLE_NOW, type SampleDesk } from '../support/sample-catalog.ts';
import { sampleArticle } from '../support/sample-site.ts';

const HOUR = 3_600_000;

let desk: SampleDesk;
beforeEach(() => {
  desk = openSampleDesk();
});

const pin = (text: string | null, article: string | null): TopStoryPin => ({
  text,
  article,
  url: null,
  untilMs: null,
});
const base = Array.from({ length: 33 }, (_, index) =>
  sampleArticle({
    title: `Story ${index}`,
    published: `2016-07-${String(10 + Math.floor(index / 4))}T${10 + (index % 4)}:00`,
  }),
);

test('a pin that ends where pages show it tells its key, and one behind five others does not', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((text) => pin(text, null));
  const end = (topStories: readonly TopStoryPin[]) => {
    desk.publisher.publish({ topStories }, SAMPLE_NOW);
    return [...desk.publisher.publishDue(SAMPLE_NOW, SAMPLE_NOW + HOUR).keys];
  };
  const over = { ...pin('Over', null), untilMs: SAMPLE_NOW + HOUR };
  expect(end([over, ...five])).toEqual(['top-stories']);
  expect(end([...five, over])).toEqual([]);
});

test('what is read most is told only where the lines that pages show differ', () => {
  const settle = (...mostRead: string[]) => desk.publisher.publish({ mostRead }, SAMPLE_NOW);
  const reads = base.map((article) => readSample(article));
  desk.publisher.publish(
    { reads, topStories: [pin(null, base[3]?.file ?? ''), pin('Words', null)] },
    SAMPLE_NOW,
  );
  const ids = base.map(({ id }) => id);
  const before = desk.catalog.version();
  expect([...settle(...ids.slice(4, 9)).keys]).toEqual(['top-stories']);
  expect(desk.catalog.version()).toBe(before + 1);
  expect([...settle(...ids.slice(4, 7), ...ids.slice(10, 20)).keys]).toEqual([]);
  expect([...settle(ids[3] ?? '', ...ids.slice(4, 7)).keys]).toEqual([]);
  expect(desk.catalog.version()).toBe(before + 1);
  expect([...settle().keys]).toEqual(['top-stories']);
});

test('a publish tells nothing again of stories that came since the clock last brought something', () => {
  catalogSettings(desk.database).put('clock', String(SAMPLE_NOW - 24 * HOUR));
  const old = sampleArticle({ title: 'Old', published: '2016-07-18T10:00' });
  const fresh = sampleArticle({ title: 'Fresh', published: '2016-07-20T10:00' });
  const came = desk.publisher.publish({ reads: [readSample(old), readSample(fresh)] }, SAMPLE_NOW);
  expect([...came.keys]).toEqual(expect.arrayContaining(['frame', 'top-stories']));
  const settled = desk.publisher.publish({ mostRead: [fresh.id] }, SAMPLE_NOW + HOUR);
  expect([[...settled.keys], settled.version]).toEqual([[], came.version]);
  expect([...desk.publisher.publishDue(SAMPLE_NOW - 24 * HOUR, SAMPLE_NOW + HOUR).keys]).toEqual(['today']);
  const edited = readSample({ ...old, bodyHtml: '<p>Other words.</p>' });
  const { keys } = desk.publisher.publish({ reads: [edited] }, SAMPLE_NOW + HOUR);
  expect([...keys]).toEqual([`article:${old.id}`, 'feed']);
});

test('an event that is due and not told yet is told with the next publish', () => {
  const later = sampleArticle({ title: 'Later', published: '2016-07-20T12:30' });
  desk.publisher.publish({ reads: [readSample(later)] }, SAMPLE_NOW);
  catalogSettings(desk.database).put('clock', String(SAMPLE_NOW));
  const { keys } = desk.publisher.publish({ mostRead: [] }, SAMPLE_NOW + HOUR);
  expect([...keys]).toEqual(expect.arrayContaining(['top-stories', 'front', 'frame']));
});
