import { expect, test } from 'vitest';
import { parseArticle } from '../../src/content/articles/parse-article.ts';
import { yearsAt } from '../../src/content/times/parse-editor-time.ts';
import { TEST_SITE } from './test-site.ts';

const years = yearsAt(Date.UTC(2026, 5));
const read = (matter: string, file = 'articles/x.md') =>
  parseArticle({ file, text: `---\ntitle: T\n${matter}\n---\nText.\n` }, TEST_SITE, 'full', years);

test.each([
  'date: 1404-10-25',
  'date: 2569-01-15',
  'date: 2062-01-15',
  'date: 2026-01-15\nexpires: 2569-02-15',
  'date: 2026-01-15\nexpires: 1404-12-01',
])('%s holds the story back, and says so where it is written', (matter) => {
  const { article, problems } = read(matter);
  expect(article).toBeNull();
  const line = 2 + matter.split('\n').length;
  expect(problems).toMatchObject([{ severity: 'error', code: 'date-invalid', line }]);
});

test('of a file name as well, unless the front matter has a date', () => {
  const file = 'articles/2569-01-15-x.md';
  expect(read('', file).problems).toMatchObject([{ severity: 'error', code: 'date-invalid' }]);
  expect(read('', file).problems[0]?.hint).toContain('2026-01-15');
  expect(read('date: 2026-01-15', file).article?.path).toBe('/2026/01/15/x');
});

test('digits of any script are digits in dates, parts and focal points', () => {
  const { article, problems } = read(
    'date: ۲۰۲۶-۰۱-۱۵\nseries: {name: S, part: ٣}\nimage: {src: /media/a.png, alt: A, focus: "৫০% २५%"}\nexpires: ２０９９-01-01',
  );
  expect(problems).toEqual([]);
  expect(article).toMatchObject({
    path: '/2026/01/15/x',
    series: { part: 3 },
    image: { focus: { x: 0.5, y: 0.25 } },
  });
});
