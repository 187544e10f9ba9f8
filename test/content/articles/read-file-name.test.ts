import { describe, expect, test } from 'vitest';
import { readFileName } from '../../../src/content/articles/read-file-name.ts';

const read = (file: string, dated?: string) =>
  readFileName(`articles/${file}`, { timeZone: 'Asia/Yerevan', dated });

describe('the name of a file', () => {
  test.each([
    ['2016/My Story!.md', 'my-story', undefined],
    ['2016-07-15-my-story.markdown', 'my-story', '2016-07-15'],
    ['٢٠١٦-٠٧-١٥-خبر.md', 'خبر', '2016-07-15'],
    ['２０１６-०७-15-x.md', 'x', '2016-07-15'],
    ['1404-10-25-x.md', 'x', undefined],
    ['2016-13-45-x.md', '2016-13-45-x', undefined],
    [`${'a'.repeat(199)}\u{20000}b.md`, `${'a'.repeat(199)}\u{20000}`, undefined],
    [`${'a'.repeat(199)}-b.md`, 'a'.repeat(199), undefined],
    ['a\ud840.md', 'a', undefined],
    ['2020-01-08_underscore.md', 'underscore', '2020-01-08'],
    ['2020-01-08 With blanks.md', 'with-blanks', '2020-01-08'],
    ['2020-01-08 – Dash.md', 'dash', '2020-01-08'],
    ['2026-03-08.ferry-by-dot.md', 'ferry-by-dot', '2026-03-08'],
    ['2020-01-08ferry.md', 'ferry', '2020-01-08'],
    ['2020-01-08.md', '2020-01-08', '2020-01-08'],
    ['2020_01_08_ferry.md', 'ferry', '2020-01-08'],
    ['2020-1-8-ferry.md', 'ferry', '2020-01-08'],
    ['20200108-ferry.md', 'ferry', '2020-01-08'],
    ['20200108.md', '20200108', '2020-01-08'],
    ['202001081-ferry.md', '202001081-ferry', undefined],
    ['20201308-ferry.md', '20201308-ferry', undefined],
    ['200108-ferry.md', '200108-ferry', undefined],
    ['2020-01-08-2020-in-review.md', '2020-in-review', '2020-01-08'],
    ['_posts/2020-01-08-ferry.md', 'ferry', '2020-01-08'],
    ['2026-01-16-عَبَّارَة-البُحَيْرَة.md', 'عبارة-البحيرة', '2026-01-16'],
    ['2026-01-16-नमस्ते-दुनिया.md', 'नमस्ते-दुनिया', '2026-01-16'],
    ['2026-01-16-เรือข้ามฟาก.md', 'เรือข้ามฟาก', '2026-01-16'],
  ])('%s', (file, slug, day) => {
    const name = read(file);
    expect(name.slug).toBe(slug);
    expect(name.day?.day).toBe(day);
  });

  test.each([
    ['2026-03-08-1430.ferry-with-hour.md', '2026-03-08T14:30:00+04:00', 'ferry-with-hour'],
    ['2026-03-08-143059.ferry.md', '2026-03-08T14:30:59+04:00', 'ferry'],
    ['2026-03-08-2530.ferry.md', '2026-03-08T00:00:00+04:00', '2530-ferry'],
  ])('has an hour before a dot: %s', (file, iso, slug) => {
    expect(read(file)).toMatchObject({ slug, day: { iso } });
  });

  test('begins with what may be no date, where the front matter says another day', () => {
    expect(read('20200108-ferry.md', '2020-01-08').slug).toBe('ferry');
    expect(read('20200108-ferry.md', '2021-05-06').slug).toBe('20200108-ferry');
    expect(read('2020.1.5-released.md', '2020-02-01').slug).toBe('2020-1-5-released');
    expect(read('2020-01-08-ferry.md', '2021-05-06').slug).toBe('ferry');
  });

  test('of a year of another calendar is told', () => {
    expect(read('1404-10-25-x.md').refusal?.hint).toContain('2026-01-15');
    expect(read('2016-13-45-x.md').refusal).toBeNull();
  });
});

describe('folders that are a date', () => {
  test.each([
    ['2026/04/03/ferry.md', 'ferry', '2026-04-03'],
    ['blog/2026/4/3/ferry.md', 'ferry', '2026-04-03'],
    ['2026/04/03-ferry.md', 'ferry', '2026-04-03'],
    ['2026/04-03-ferry.md', 'ferry', '2026-04-03'],
    ['2026-04/03-ferry.md', 'ferry', '2026-04-03'],
    ['2026-04-03/ferry.md', 'ferry', '2026-04-03'],
    ['20260403_trip/ferry.md', 'ferry', '2026-04-03'],
    ['2026/04/ferry.md', 'ferry', undefined],
    ['2026/04/3-reasons.md', '3-reasons', undefined],
    ['2026/ferry.md', 'ferry', undefined],
    ['2026/13/03/ferry.md', 'ferry', undefined],
    ['2026/04/03/2020-01-08-ferry.md', 'ferry', '2020-01-08'],
  ])('%s', (file, slug, day) => {
    const name = read(file);
    expect([name.slug, name.day?.day]).toEqual([slug, day]);
  });

  test('take nothing from a name where the front matter says another day', () => {
    expect(read('2026/04/10-reasons.md', '2026-04-22').slug).toBe('10-reasons');
  });
});

describe('the text of a folder', () => {
  test.each([
    ['a/index.md', 'a', undefined],
    ['2020-01-08-ferry/index.md', 'ferry', '2020-01-08'],
    ['2026/04/03/ferry/index.md', 'ferry', '2026-04-03'],
    ['20260403_ferry/article.md', 'ferry', '2026-04-03'],
    ['blog/01.ferry/item.md', 'ferry', undefined],
    ['blog/2020-01-08.ferry/item.md', 'ferry', '2020-01-08'],
    ['blog/ferry/post.md', 'ferry', undefined],
    ['blog/ferry/blog_item.md', 'ferry', undefined],
    ['1_ferry/default.md', 'ferry', undefined],
    ['3.14-released/index.md', '3-14-released', undefined],
    ['ferry/de/index.md', 'ferry', undefined],
    ['index.md', 'index', undefined],
    ['de/index.md', 'index', undefined],
    ['2026/04/03/index.md', 'index', '2026-04-03'],
    ['ferry/README.md', 'readme', undefined],
    ['ferry/text.md', 'text', undefined],
  ])('%s', (file, slug, day) => {
    const name = read(file);
    expect([name.slug, name.day?.day]).toEqual([slug, day]);
  });
});

test.each([
  ['story.de.md', 'story', 'de'],
  ['2020-01-08-story.pt-br.md', 'story', 'pt-BR'],
  ['ferry/index.zh_CN.md', 'ferry', 'zh-CN'],
  ['story.us.md', 'story-us', null],
  ['node.js.md', 'node-js', null],
  ['it.md', 'it', null],
])('the end of a name may be a language: %s', (file, slug, language) => {
  expect(read(file)).toMatchObject({ slug, language });
});

test.each([
  ['2016-07-15-my-story.md', []],
  ['my story.md', []],
  ['a/index.md', ['index']],
  ['story.de.md', ['story-de']],
  ['2020-01-08-story.de.md', ['story-de']],
  ['2020-01-08_underscore.md', ['2020-01-08-underscore']],
  ['2026-03-08-1430.ferry.md', ['1430-ferry']],
  ['me\u200cand.md', ['me-and']],
])('slugs by earlier rules: %s', (file, slugs) => {
  expect(read(file).formerSlugs).toEqual(slugs);
});
