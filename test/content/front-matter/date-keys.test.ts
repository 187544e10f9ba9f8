import { describe, expect, test } from 'vitest';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { brief, TEST_SITE } from '../test-site.ts';
import { wholeArticle } from '../whole-article.ts';

function parse(lines: string, file = 'articles/x.md') {
  const { article, problems } = wholeArticle({ file, text: `---\ntitle: T\n${lines}\n---\nText.\n` });
  return { article, told: brief(problems) };
}

const NAMED = 'articles/2016-07-20-x.md';

describe('the date where no other is given', () => {
  test.each([
    ['createdAt: 2016-07-15'],
    ['created_at: 2016-07-15 00:00'],
    ['dateCreated: 2016/07/15'],
    ['Creation-Date: 2016-07-15'],
    ['dc.date: 2016-07-15'],
    ['timestamp: 1468526400'],
    ['year: 2016\nmonth: 7\nday: 15'],
    ['date:\ncreated: 2016-07-15'],
    ['created: 2016-01-01\ndatetime: 2016-07-15'],
  ])('is when the text was made, which is told: %j', (lines) => {
    const { article, told } = parse(lines);
    expect(article?.path).toBe('/2016/07/15/x');
    expect(told.filter((one) => one.endsWith('date-created'))).toHaveLength(1);
  });

  test.each([
    'datePublished: 2016-07-15',
    'posted: 2016-07-15',
    'publish_date: July 15, 2016',
    'date: ""\npubDate: 2016-07-15',
  ])('is that of a publication: %j', (lines) => {
    expect(parse(lines)).toMatchObject({ article: { path: '/2016/07/15/x' }, told: [] });
    expect(parse(lines, NAMED).article?.path).toBe('/2016/07/15/x');
  });

  test.each([
    'createdAt: 2016-07-15',
    'date:',
    'date: ""',
    'created: soon',
    'date: 0001-01-01T00:00:00Z',
    'date: 0000-00-00 00:00:00',
  ])('is that of the file’s name before it: %j', (lines) => {
    expect(parse(lines, NAMED).article?.path).toBe('/2016/07/20/x');
    expect(parse(lines, NAMED).told.join()).not.toContain('date-');
  });

  test.each(['created: soon', 'time: 10:30', 'date:', 'year: 2016', 'date: {foo: 1}'])(
    'is none of %j',
    (lines) => expect(parse(lines).article).toBeNull(),
  );
});

test('a date that cannot be read holds back, whatever the name of the file says: it may be an embargo', () => {
  expect(parse('date: soon', NAMED)).toMatchObject({ article: null, told: ['3:7 error date-invalid'] });
});

test('a date with parts of its own', () => {
  const { article, told } = parse('date:\n  created: 2016-07-15\n  updated: 2016-07-16');
  expect(article).toMatchObject({ path: '/2016/07/15/x', updated: { day: '2016-07-16' } });
  expect(told).toEqual([]);
  expect(parse('date:\n  created: soon').told).toEqual(['4:12 error date-invalid']);
});

test('a day that may be two is told', () => {
  expect(parse('date: 03/04/2016')).toMatchObject({
    article: { path: '/2016/03/04/x' },
    told: ['3:7 warning date-either-way'],
  });
});

test('of an end that may be two days, the earlier one counts; of an embargo the later', () => {
  const limitsOf = (lines: string) =>
    parseArticle({ file: NAMED, text: `---\ntitle: T\n${lines}\n---\nText.\n` }, TEST_SITE).limits;
  expect(limitsOf('expires: 03/04/2017').until?.day).toBe('2017-03-04');
  expect(limitsOf('embargo: 03/04/2016').from?.day).toBe('2016-04-03');
});

test('what programs write for no time limits nothing', () => {
  expect(
    parse('date: 2016-07-15\nexpiryDate: 0001-01-01T00:00:00Z\npublishDate: 0001-01-01T00:00:00Z'),
  ).toMatchObject({
    article: { isDraft: false, expires: null },
    told: [],
  });
});
