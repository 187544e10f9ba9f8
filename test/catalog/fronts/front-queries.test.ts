import { beforeEach, describe, expect, test } from 'vitest';
import type { FrontBlock } from '../../../src/domain/front.ts';
import { SECTION_LIST } from '../../../src/domain/front.ts';
import { PAGE_SIZE } from '../../../src/pages/parts/pagination.ts';
import { SAMPLE_NOW as NOW } from '../../support/sample-catalog.ts';
import { FULL, file, openFrontDesk, pick, story } from './front-desk.ts';

const HOUR = 3_600_000;
const topic = (name: string) => ({ name, slug: name.toLowerCase() });
const block = (given: Partial<FrontBlock>): FrontBlock => ({
  source: { kind: 'picked' },
  picks: [],
  title: null,
  show: null,
  layout: null,
  untilMs: null,
  ...given,
});

let desk: ReturnType<typeof openFrontDesk>;
beforeEach(() => {
  desk = openFrontDesk();
});

describe('a front without a file', () => {
  test('has nothing for a site without stories', () => {
    expect(desk.front()).toEqual({ lead: null, hanging: '', seconds: '', latest: '', blocks: [] });
  });

  test('is led by the newest story that has a picture and a standfirst', () => {
    desk.put(story('A', 1), story('B', 2, { description: 'S' }), story('C', 3, FULL), story('D', 4, FULL));
    expect(desk.front()).toMatchObject({ lead: 'C', seconds: 'A B D' });
  });

  test('takes no story whose picture is not there for the lead, and says on which pictures that depends', () => {
    const gone = { ...FULL, image: { ...FULL.image, src: '/media/gone.jpg' } } as typeof FULL;
    desk.put(story('A', 1, gone), story('B', 2, FULL));
    expect(desk.front().lead).toBe('B');
    expect(desk.catalog.front('', NOW).pictures).toEqual(['/media/gone.jpg', '/media/there.jpg']);
    desk.there('/media/gone.jpg');
    expect(desk.front().lead).toBe('A');
  });

  test('is led by the newest with a standfirst, else by the newest, where none has a picture', () => {
    desk.put(story('A', 1), story('B', 2));
    expect(desk.front().lead).toBe('A');
    desk.put(story('C', 3, { description: 'S' }));
    expect(desk.front().lead).toBe('C');
  });

  test('takes the first pin of the top stories that fills the place', () => {
    const [full, other] = [story('C', 3, FULL), story('D', 4, FULL)];
    const bare = story('A', 1);
    desk.put(bare, story('B', 2, FULL), full, other);
    const pin = (article: string) => ({ text: null, article, url: null, untilMs: null });
    const topStories = [bare, other, full].map((one) => pin(one.file));
    desk.publisher.publish({ topStories }, NOW);
    expect(desk.front().lead).toBe('D');
  });

  test('hangs on the lead what is about the same, where there are two', () => {
    const syria = { topics: [topic('Syria')] };
    desk.put(story('A', 1, { ...FULL, ...syria }), story('B', 2, syria), story('C', 3));
    expect(desk.front().hanging).toBe('');
    desk.put(story('D', 4, syria), story('E', 30_000, syria));
    expect(desk.front()).toMatchObject({ lead: 'A', hanging: 'B D', seconds: 'C E' });
  });

  test('has three seconds where most of them have pictures, else four', () => {
    desk.put(story('L', 1, FULL), ...['A', 'B', 'C', 'D', 'E'].map((title, nth) => story(title, 2 + nth)));
    expect(desk.front()).toMatchObject({ seconds: 'A B C D', latest: 'E' });
    desk.put(story('A', 2, FULL), story('B', 3, FULL));
    expect(desk.front()).toMatchObject({ seconds: 'A B C', latest: 'D E' });
  });

  test('sets opinion apart with its authors, then each section in turn, each led by a full story', () => {
    desk.sections('World', 'Economy', 'Sport', 'Culture', 'City', 'Nothing', 'Science');
    const top = Array.from({ length: 9 }, (_, nth) => story(`T${nth}`, nth, { section: null }));
    const opinion = [1, 2].map((nth) => story(`O${nth}`, 20 + nth, { type: 'opinion', section: null }));
    const sections = ['world', 'economy', 'sport', 'culture', 'city', 'science'].flatMap((section) =>
      [1, 2, 3, 4, 5].map((nth) =>
        story(`${section}${nth}`, 30 + nth, { section, ...(nth === 3 || section === 'city' ? FULL : {}) }),
      ),
    );
    desk.put(...top, ...opinion, ...sections);
    desk.put(story('T0', 0, { ...FULL, section: null }));
    expect(desk.front().blocks).toEqual([
      'null opinion: O1 O2',
      'World columns: world3 world1 world2 world4',
      'Economy columns: economy3 economy1 economy2 economy4',
      'Sport columns: sport3 sport1 sport2 sport4',
      'Culture wide: culture3 culture1 culture2 culture4',
      'City band: city1 city2 city3 city4',
      'Science columns: science3 science1 science2 science4',
    ]);
    const [first] = desk.catalog.front('', NOW).blocks;
    expect(first?.teasers[0]?.authors).toEqual([{ name: 'The Sample Courier', slug: 'the-sample-courier' }]);
    expect(desk.catalog.front('', NOW).lead?.authors).toBe(undefined);
  });

  test('of a section it leads with one, has seconds, and lists the rest of its newest', () => {
    const many = Array.from({ length: 40 }, (_, nth) => story(`S${nth}`, nth, nth === 4 ? FULL : {}));
    desk.put(...many, story('E', 0, { section: 'economy' }));
    const { lead, hanging, seconds, latest, blocks } = desk.front('world');
    expect({ lead, hanging, seconds, blocks }).toEqual({
      lead: 'S4',
      hanging: '',
      seconds: 'S0 S1 S2 S3',
      blocks: [],
    });
    expect(latest.split(' ')).toEqual(Array.from({ length: 25 }, (_, nth) => `S${nth + 5}`));
    expect(SECTION_LIST).toBe(PAGE_SIZE);
  });
});

describe('what editors picked', () => {
  test('has its place before what the front chooses, and no story stands twice', () => {
    const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((title, nth) => story(title, nth, FULL));
    if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error();
    desk.put(a, b, c, d, story('E', 10));
    desk.edit({
      '': file({
        lead: [{ ...pick(c), hanging: [pick(a), pick(c)] }],
        seconds: [pick(c), pick(d)],
        latest: 1,
        blocks: [block({ picks: [pick(b), pick(d)], title: 'Ours' }), block({ source: { kind: 'newest' } })],
      }),
    });
    expect(desk.front()).toEqual({
      lead: 'C',
      hanging: 'A',
      seconds: 'D E',
      latest: '',
      blocks: ['Ours columns: B'],
    });
  });

  test('leaves its place to the next where readers may not see it, by time, by draft, gone or come', () => {
    const late = story('Late', -60, FULL);
    const draft = story('Draft', 5, { isDraft: true });
    const [a, b] = [story('A', 1), story('B', 2)];
    desk.put(late, draft, a, b, story('N', 0));
    const lead = [late, draft, b].map((one) => ({ ...pick(one), hanging: null }));
    const seconds = [{ article: 'articles/nowhere.md', untilMs: null }, pick(a, NOW + HOUR / 2)];
    desk.edit({ '': file({ lead, seconds, latest: 0, blocks: [] }) });
    expect(desk.front()).toMatchObject({ lead: 'B', seconds: 'A N' });
    expect(desk.front('', NOW + HOUR / 2)).toMatchObject({ lead: 'B', seconds: 'N A' });
    expect(desk.front('', NOW + HOUR)).toMatchObject({ lead: 'Late', seconds: 'N A' });
  });

  test('blocks take from all sources, show as many as asked, and end', () => {
    desk.put(
      story('L', 0, FULL),
      story('T1', 5, { topics: [topic('Syria')] }),
      story('A1', 6, { authors: [topic('Ann')] }),
      story('S1', 9, { series: { ...topic('Rivers'), part: 1 } }),
      story('S2', 7, { series: { ...topic('Rivers'), part: 2 } }),
      story('R1', 8, { type: 'review' }),
      story('E1', 10, { section: 'economy' }),
      story('E2', 11, { section: 'economy' }),
    );
    desk.edit({
      '': file({
        seconds: [],
        latest: 0,
        blocks: [
          block({ source: { kind: 'topic', slug: 'syria' } }),
          block({ source: { kind: 'author', slug: 'ann' }, layout: 'list' }),
          block({ source: { kind: 'series', slug: 'rivers' } }),
          block({ source: { kind: 'type', slug: 'review' }, title: 'Reviews' }),
          block({ source: { kind: 'section', slug: 'economy' }, show: 1, untilMs: NOW + HOUR }),
          block({ source: { kind: 'topic', slug: 'nobody' } }),
          block({ source: { kind: 'newest' }, show: 2, layout: 'band' }),
        ],
      }),
    });
    expect(desk.front().blocks).toEqual([
      'Syria columns: T1',
      'Ann list: A1',
      'Rivers columns: S2 S1',
      'Reviews columns: R1',
      'Economy wide: E1',
      'null band: E2',
    ]);
    expect(desk.front('', NOW + HOUR).blocks.slice(4)).toEqual(['null band: E1 E2']);
    expect(desk.catalog.nextEvent(NOW)).toBe(NOW + HOUR);
  });

  test('a section’s front has picks and blocks as well', () => {
    const [a, b] = [story('A', 1), story('B', 2, { section: 'economy' })];
    desk.put(a, b, story('C', 3), story('D', 4));
    desk.edit({ world: file({ lead: [{ ...pick(b), hanging: [pick(a)] }], seconds: [] }) });
    expect(desk.front('world')).toMatchObject({ lead: 'B', hanging: 'A', seconds: '', latest: 'C D' });
    expect(desk.front('economy')).toMatchObject({ lead: 'B' });
    desk.edit({});
    expect(desk.front('world')).toMatchObject({ lead: 'A', hanging: '', seconds: 'C D' });
  });
});

describe('the banner', () => {
  const banner = { text: 'Storm', url: null, article: null, untilMs: null };
  const put = (given: object | null) =>
    desk.ofFronts(
      desk.publisher.publish({ banners: given === null ? {} : { '': { ...banner, ...given } } }, NOW).keys,
    );

  test('is told where it differs, and ends to the second', () => {
    expect(put({ untilMs: NOW + HOUR })).toEqual(['banner']);
    expect(put({ untilMs: NOW + HOUR })).toEqual([]);
    expect(desk.catalog.banner(NOW + HOUR - 1)).toEqual({ text: 'Storm', url: null, language: null });
    expect(desk.catalog.banner(NOW + HOUR)).toBe(null);
    expect(desk.catalog.nextEvent(NOW)).toBe(NOW + HOUR);
    expect(desk.due(NOW, NOW + HOUR - 1)).toEqual([]);
    expect(desk.due(NOW + HOUR - 1, NOW + HOUR)).toEqual(['banner']);
    expect(put(null)).toEqual(['banner']);
  });

  test('leads to its article as long as readers may see it', () => {
    const a = story('A', 1);
    put({ article: a.file });
    expect(desk.catalog.banner(NOW)?.url).toBe(null);
    expect(desk.put(a)).toContain('banner');
    expect(desk.catalog.banner(NOW)?.url).toBe(a.path);
    expect(desk.put({ ...a, isDraft: true })).toContain('banner');
    expect(put({ url: '/about' })).toEqual(['banner']);
    expect(desk.catalog.banner(NOW)?.url).toBe('/about');
  });

  test('does not give away the path of an article that comes later', () => {
    const coming = story('Coming', -1);
    put({ url: `${coming.path}?from=banner` });
    expect(desk.put(coming)).toEqual(['banner']);
    expect(desk.catalog.banner(NOW)?.url).toBe(null);
    expect(desk.due(NOW, NOW + 60_000)).toContain('banner');
    expect(desk.catalog.banner(NOW + 60_000)?.url).toBe(`${coming.path}?from=banner`);
  });
});
