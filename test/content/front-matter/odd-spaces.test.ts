import { expect, test } from 'vitest';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { brief, TEST_SITE } from '../test-site.ts';

const NBSP = '\u00a0';
function parse(lines: string, fence = '---') {
  const text = `${fence}\n${lines}\n${fence}\nText.\n`.replaceAll('_', NBSP);
  const { article, limits, problems } = parseArticle({ file: 'articles/x.md', text }, TEST_SITE);
  return { article, limits, told: brief(problems) };
}

test.each([
  ['title_: A story\ndate: 2016-07-15', ['2:6 warning space-odd']],
  ['title:_A story\ndate: 2016-07-15', ['2:7 warning space-odd']],
  ['_title: A story\ndate: 2016-07-15', ['2:1 warning space-odd']],
  ['title: A story\n_date: 2016-07-15', ['3:1 warning space-odd']],
  ['title: A story\ndate: 2016-07-15_09:30', ['3:7 warning space-odd']],
  [
    'title: A story\ndate: 2016-07-15\nimage:\n__src: media/a.jpg\n__alt: A',
    ['5:1 warning space-odd', '6:1 warning space-odd'],
  ],
])('a no-break space in or beside a key is read as a space and told: %j', (lines, told) => {
  const { article, told: found } = parse(lines);
  expect(article).toMatchObject({ title: 'A story', published: { day: '2016-07-15' } });
  expect(found).toEqual(told);
});

test('it hides what its key hides', () => {
  expect(parse('title: T\ndate: 2016-07-15\n_draft: true').limits.isHeld).toBe(true);
  expect(parse('title: T\ndate: 2016-07-15\ndraft_: true').limits.isHeld).toBe(true);
});

test('TOML has them too; texts keep theirs, also where they have colons', () => {
  expect(parse('title_= "A story"\ndate = 2016-07-15', '+++').article?.title).toBe('A story');
  const { article, told } = parse(
    'title: Paris_: la ville\ndate: 2016-07-15\ndescription: |\n  Paris_: la ville',
  );
  expect(article).toMatchObject({ description: `Paris : la ville` });
  expect(told.filter((one) => one.includes('space-odd'))).toEqual([]);
});
