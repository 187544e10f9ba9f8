import { describe, expect, test } from 'vitest';
import { cutAtWord } from '../../../src/content/document/cut-at-word.ts';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { yearsAt } from '../../../src/content/times/parse-editor-time.ts';
import { brief, TEST_SITE } from '../test-site.ts';

function read(fields: string, file = 'articles/2017-03-01-ferry.md', body = 'Text.') {
  const text = `---\n${fields}\n---\n${body}\n`;
  const years = yearsAt(Date.parse('2026-11-30'));
  const { article, problems } = parseArticle({ file, text }, TEST_SITE, 'full', years);
  return { article, told: brief(problems) };
}

describe('a line that is too long is cut at a word, and told', () => {
  test('the title, and a heading that stands for it', () => {
    const { article, told } = read(`title: ${'ferry '.repeat(60)}`);
    expect(article?.title).toMatch(/^(?:ferry )+ferry…$/);
    expect(article?.title.length).toBeLessThanOrEqual(300);
    expect(told).toEqual(['2:8 warning value-shortened']);
    const headed = read('topics: [Lakes]', undefined, `# ${'ferry '.repeat(60)}`);
    expect(headed.article?.title).toMatch(/^(?:ferry )+ferry…$/);
    expect(headed.told).toEqual(['1:1 warning value-shortened']);
  });

  test.each([
    ['description', 2000],
    ['kicker', 120],
    ['location', 120],
  ] as const)('%s', (key, limit) => {
    const { article, told } = read(`title: T\n${key}: ${'word '.repeat(500)}`);
    expect(article?.[key]).toMatch(/ word…$/);
    expect(article?.[key]?.length).toBeLessThanOrEqual(limit);
    expect(told).toEqual([`3:${key.length + 3} warning value-shortened`]);
  });

  test('a note for editors does not count', () => {
    const { article, told } = read(`title: "Ferry %% ${'note '.repeat(80)}%%"`);
    expect(article?.title).toBe('Ferry');
    expect(told).toEqual([]);
  });

  test('scripts without blanks are cut between words', () => {
    expect(cutAtWord('渡轮昨天中午回到了码头', 8, 'zh')).toMatch(/^渡轮.{2,5}…$/);
    expect(cutAtWord('one, two', 6)).toBe('one…');
  });
});

describe('a date that cannot be read, in a file whose name has a day', () => {
  test('of a past year hides nothing: the day of the name counts, with a warning', () => {
    const { article, told } = read('title: T\ndate: 2017-02-29 11:00');
    expect(article?.published.day).toBe('2017-03-01');
    expect(told).toEqual(['3:7 warning date-invalid']);
  });

  test.each([
    ['title: T\ndate: 2026-02-29', undefined],
    ['title: T\ndate: 2030-02-29', undefined],
    ['title: T\ndate: 2017-02-29 to 2031', undefined],
    ['title: T\ndate: soon', undefined],
    ['title: T\ndate: 2017-02-29', 'articles/ferry.md'],
  ])('else it stays an error: %j %s', (fields, file) => {
    const { article, told } = read(fields, file);
    expect(article).toBeNull();
    expect(told).toContain('3:7 error date-invalid');
  });
});
