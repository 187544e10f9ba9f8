import { beforeEach, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article.ts';
import { readSample, SAMPLE_NOW as NOW } from '../../support/sample-catalog.ts';
import { FULL, file, openFrontDesk, pick, story } from './front-desk.ts';

const MINUTE = 60_000;
const SECTIONS = ['World', 'Economy', 'Sport', 'Culture', 'City', 'Science', 'Travel'];
const TOLD = ['llms', 'newest', 'stories'];

let desk: ReturnType<typeof openFrontDesk>;
let stories: Article[];

/** A newsroom of seven sections with forty stories each, one every minute. */
beforeEach(() => {
  desk = openFrontDesk();
  desk.sections(...SECTIONS);
  stories = Array.from({ length: 280 }, (_, nth) =>
    story(`N${nth}`, nth + 1, {
      section: (SECTIONS[nth % 7] ?? '').toLowerCase(),
      ...(nth % 3 === 0 ? FULL : {}),
    }),
  );
  desk.put(...stories);
});

const one = (nth: number): Article => {
  const found = stories[nth];
  if (found === undefined) throw new Error(`no story ${nth}`);
  return found;
};

test('a new lead is told on the home front and that of its section alone', () => {
  expect(desk.put(story('Lead', 0, { ...FULL, section: 'sport' }))).toEqual(
    ['front', 'section-front:sport', ...TOLD].sort(),
  );
});

test('an old story is told on no front, and on no list of the newest', () => {
  expect(desk.put(story('Old', 100_000, { section: 'sport' }))).toEqual(['stories']);
});

test('an old story that adds a page to its section’s list is told on its front', () => {
  for (let nth = 0; nth < 20; nth += 1) desk.put(story(`Old ${nth}`, 100_000 + nth, { section: 'sport' }));
  expect(desk.put(story('Old', 100_000, { section: 'sport' }))).toEqual(['section-front:sport', 'stories']);
});

test('another body is told nowhere, another headline where it stands', () => {
  const lead = one(0);
  expect(desk.put({ ...lead, bodyHtml: '<p>More.</p>' })).toEqual([]);
  expect(desk.put({ ...lead, title: 'Another' })).toEqual(['front', 'section-front:world', ...TOLD].sort());
  // Far enough down to be in its section's list, and in no block of the home front.
  expect(desk.put({ ...one(130), title: 'Another' })).toEqual(['section-front:city', 'stories']);
  expect(desk.put({ ...one(270), title: 'Another' })).toEqual(['stories']);
});

test('a story of no place on the home front leaves that as it is', () => {
  const before = desk.front();
  const names = JSON.stringify(before);
  const unseen = stories.findIndex((_, nth) => nth > 20 && !names.includes(`N${nth}`));
  expect(desk.put({ ...one(unseen), description: 'Other words.' })).not.toContain('front');
  expect(desk.front()).toEqual(before);
});

test('an excerpt, which readers never see, is told to machines where they list it', () => {
  expect(desk.put({ ...one(1), excerpt: 'Else.' })).toEqual(['llms']);
  expect(desk.put({ ...one(100), excerpt: 'Else.' })).toEqual([]);
});

test('a file is told where it shows something else', () => {
  expect(desk.edit({ '': file({}) })).toEqual([]);
  expect(desk.edit({ '': file({ latest: 2 }) })).toEqual(['front']);
  expect(desk.edit({ '': file({ latest: 2 }), sport: file({ seconds: [] }) })).toEqual([
    'section-front:sport',
  ]);
  expect(desk.edit({})).toEqual(['front', 'section-front:sport']);
});

test('the end of a pick is told to the second, and that of one that was not shown is not', () => {
  const until = NOW + MINUTE;
  const lead = [{ ...pick(one(200), until), hanging: null }];
  desk.edit({ '': file({ lead }), sport: file({ seconds: [pick(story('None', 0), until)] }) });
  expect(desk.front().lead).toBe('N200');
  expect(desk.catalog.nextEvent(NOW)).toBe(until);
  expect(desk.due(NOW, until - 1)).toEqual([]);
  expect(desk.due(until - 1, until)).toEqual(['front']);
  // Set back, the clock brings it again.
  expect(desk.due(until, NOW)).toEqual(['front']);
});

test('a picked story that comes, goes or is hidden takes and leaves its place', () => {
  const picked = story('Picked', 200_000);
  desk.edit({ '': file({ lead: [{ ...pick(picked), hanging: null }] }) });
  expect(desk.put(picked)).toEqual(['front', 'stories']);
  expect(desk.put({ ...picked, isDraft: true })).toEqual(['front', 'stories']);
  desk.put(picked);
  desk.gone.add(picked.file);
  expect(desk.ofFronts(desk.publisher.publish({ gone: [picked.file] }, NOW).keys)).toEqual([
    'front',
    'stories',
  ]);
});

test('what the clock brings is told where it shows', () => {
  const coming = story('Coming', -1, { ...FULL, section: 'city' });
  expect(desk.put(coming)).toEqual([]);
  expect(desk.due(NOW, NOW + MINUTE)).toEqual(['front', 'section-front:city', ...TOLD].sort());
});

test('a picture that comes is told by its own key, and nothing after it again', () => {
  const other = { ...FULL, image: { ...FULL.image, src: '/media/other.jpg' } } as typeof FULL;
  desk.put(story('New', 0, { ...other, section: 'sport' }));
  expect(desk.front().lead).toBe('N0');
  expect([...desk.there('/media/other.jpg')]).toContain('picture:/media/other.jpg');
  expect(desk.front().lead).toBe('New');
  expect(desk.put(story('Old', 100_000))).toEqual(['stories']);
  expect([...desk.there('/media/other.jpg', false)]).toContain('picture:/media/other.jpg');
  expect(desk.front().lead).toBe('N0');
  expect(desk.put(story('Old', 100_001))).toEqual(['stories']);
});

test('another section of the site has a front from then on, and one that is left out none', () => {
  desk.sections(...SECTIONS.slice(1), 'Weather');
  expect(desk.put(story('Sun', 0, { section: 'weather' }))).toContain('section-front:weather');
});

test('a publish that fails leaves what was told as it was', () => {
  const read = readSample(story('Lead', 0, FULL));
  expect(() => desk.publisher.publish({ reads: [read], partners: [1n as never] }, NOW)).toThrow();
  expect(desk.ofFronts(desk.publisher.publish({ reads: [read] }, NOW).keys)).toContain('front');
});

test('a pick by its file follows the file, though the story looks the same wherever that is', () => {
  const moved = { ...one(200), file: 'articles/elsewhere/n200.md' };
  const lead = (article: Article) => ({ '': file({ lead: [{ ...pick(article), hanging: null }] }) });
  desk.edit(lead(one(200)));
  expect(desk.front().lead).toBe('N200');
  desk.gone.add(one(200).file);
  expect(desk.put(moved)).toEqual(['front']);
  expect(desk.front().lead).toBe('N0');
  expect(desk.edit(lead(moved))).toEqual(['front']);
  expect(desk.front().lead).toBe('N200');
});

test('a pick by the file of a story that moved and cannot be read any more is told as well', () => {
  desk.edit({ '': file({ lead: [{ ...pick(one(200)), hanging: null }] }) });
  const place = { file: one(200).file, line: 1, column: 1 };
  const problem = { ...place, severity: 'error', code: 'x', message: 'x', hint: 'x' } as const;
  const broken = { ...readSample(one(200)), digest: 'broken', problems: [problem], article: null };
  const publish = (...reads: (typeof broken)[]) => desk.ofFronts(desk.publisher.publish({ reads }, NOW).keys);
  expect(publish(broken)).toEqual([]);
  desk.gone.add(one(200).file);
  expect(publish({ ...broken, file: 'articles/elsewhere/n200.md' })).toEqual(['front']);
});

test('a picture of a story that no front shows yet is told where the story takes a place for it', () => {
  const source = { kind: 'section', slug: 'sport' } as const;
  const block = { source, picks: [], title: null, show: 1, layout: 'wide', untilMs: null } as const;
  const empty = { seconds: [], latest: 0 };
  desk.edit({ '': file({ ...empty, blocks: [block] }) });
  const place = desk.front().blocks[0] ?? '';
  const image = { ...FULL.image, src: '/media/late.jpg' } as Article['image'];
  const shown = stories.findIndex(({ title }) => place.endsWith(`: ${title}`));
  const other = [2, 9, 16, 23].find((nth) => nth < shown && !place.endsWith(`: N${nth}`));
  if (other === undefined) throw new Error(place);
  expect(desk.put({ ...one(other), description: 'Why.', image })).not.toContain('front');
  expect([...desk.there('/media/late.jpg')]).toContain('front');
  expect(desk.front().blocks[0]).toBe(`Sport wide: N${other}`);
});

test('another spelling of a topic is told, though its block shows picked stories alone', () => {
  const picked = one(200);
  const block = { source: { kind: 'topic', slug: 'ferries' }, picks: [pick(picked)], title: null } as const;
  const ferries = (name: string) => ({ topics: [{ name, slug: 'ferries' }] });
  desk.put({ ...picked, ...ferries('Ferries') });
  desk.edit({
    '': file({ seconds: [], latest: 0, blocks: [{ ...block, show: 1, layout: 'list', untilMs: null }] }),
  });
  expect(desk.front().blocks).toEqual(['Ferries list: N200']);
  expect(desk.put({ ...one(150), ...ferries('FERRIES') })).toContain('front');
  expect(desk.front().blocks).toEqual(['FERRIES list: N200']);
});
