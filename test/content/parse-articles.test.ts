import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ParsedArticle, parseArticle, type TextFile } from '../../src/content/articles/parse-article.ts';
import { parseArticles } from '../../src/content/articles/parse-articles.ts';
import { renderArticleBody } from '../../src/content/document/render-article-body.ts';
import { timesOf } from '../support/how-long.ts';
import { GOOD, mutate } from './mutate.ts';
import { createRandom } from './random.ts';
import { TEST_SITE } from './test-site.ts';

const SITES = new URL('../fixtures/sites/', import.meta.url);
const HEAD = '---\ntitle: T\ndate: 2016-07-15\n---\n';

function readFixtures(): TextFile[] {
  return ['broken/articles', 'newsroom/articles/2016/07'].flatMap((folder) => {
    const url = new URL(`${folder}/`, SITES);
    const names = readdirSync(url).filter((name) => name.endsWith('.md'));
    return names.map((name) => ({
      file: `articles/${name}`,
      text: readFileSync(new URL(name, url), 'utf8'),
    }));
  });
}

/** Compares what the two modes make of a file. Returns whether its body is plain. */
function compareModes(source: TextFile): boolean {
  const full = parseArticle(source, TEST_SITE);
  const head = parseArticle(source, TEST_SITE, 'head');
  // The links of a plain body are found where it is rendered or looked through.
  const { body, problems, ...rest } = { ...head, links: full.links };
  expect(rest).toEqual({ ...full, body: undefined, problems: undefined });
  expect(full.body === null).toBe(full.article === null);
  if (!full.isPlain || full.article === null) {
    expect(head).toEqual(full);
    return false;
  }
  expect(body).toBeNull();
  const told = problems.map((one) => JSON.stringify(one));
  const missing = full.problems.filter((one) => !told.includes(JSON.stringify(one)));
  expect(full.problems.length - missing.length).toBe(problems.length);
  expect(missing.filter((one) => one.severity === 'error')).toEqual([]);
  const { title, language, file } = full.article;
  const rendered = renderArticleBody({ ...full, file, title, language: language ?? TEST_SITE.language });
  expect(rendered).toEqual({ bodyHtml: full.body?.bodyHtml, wordCount: full.body?.wordCount });
  return true;
}

test('mode head leaves out plain bodies alone, which renderArticleBody gives later', () => {
  const fixtures = readFixtures();
  const plain = fixtures.filter(compareModes);
  expect(plain.length).toBeGreaterThan(25);
  expect(plain.length).toBeLessThan(fixtures.length);
});

test('so it does in mutations of a good file', () => {
  const random = createRandom(7);
  const good = GOOD.replace('[^1]\n', '\n')
    .replace(/<!--.*/s, '')
    .replace('<b>2</b>', '2');
  let plain = 0;
  for (let round = 0; round < timesOf(500, 100); round += 1) {
    let text = good;
    for (let step = random(3); step >= 0; step -= 1) text = mutate(text, random);
    if (compareModes({ file: 'articles/x.md', text })) plain += 1;
  }
  expect(plain).toBeGreaterThan(timesOf(100, 20));
});

test('text, bodyStart, plain text and id are told as they were read', () => {
  const text = `\ufeff---\r\ntitle: T\r\ndate: 2016-07-15\r\nid: own\r\n---\r\nOne *two*\r\n`;
  const parsed = parseArticle({ file: 'articles/x.md', text }, TEST_SITE);
  expect(parsed.text.slice(parsed.bodyStart)).toBe('One *two*\n');
  expect(parsed.text.startsWith('---\ntitle')).toBe(true);
  expect(parsed).toMatchObject({
    hasOwnId: true,
    isPlain: true,
    body: { plainText: 'One two\n\n', wordCount: 2 },
  });
  expect(parseArticle({ file: 'articles/x.md', text: `${HEAD}a` }, TEST_SITE).hasOwnId).toBe(false);
});

test('a body that gives the title is rendered in both modes', () => {
  const parsed = parseArticle({ file: 'articles/2016-07-15-x.md', text: '# A\n\nText.' }, TEST_SITE, 'head');
  expect(parsed).toMatchObject({
    article: { title: 'A' },
    isPlain: false,
    body: { bodyHtml: '<p>Text.</p>' },
  });
});

test('many files give what each gives alone, in order; one that takes too long costs itself', () => {
  const slow = { file: 'articles/slow.md', text: `${HEAD}${'_a*b'.repeat(400_000)}` };
  const files = [...readFixtures().slice(0, 70), slow, ...readFixtures().slice(70)];
  const alone = (source: TextFile): ParsedArticle | null =>
    source === slow ? null : parseArticle(source, TEST_SITE);
  const parsed = parseArticles(files, TEST_SITE);
  expect(parsed.map((one, index) => (files[index] === slow ? null : one))).toEqual(files.map(alone));
  expect(parsed[70]).toMatchObject({ article: null, problems: [{ file: slow.file, code: 'too-slow' }] });
  expect(parseArticles([], TEST_SITE)).toEqual([]);
});

test('a file on which parsing fails is told, and the others stay', () => {
  let isFirst = true;
  const failing = {
    file: 'articles/1.md',
    get text(): string {
      if (!isFirst) return '';
      isFirst = false;
      throw new URIError('URI malformed');
    },
  };
  const good = (file: string) => ({ file, text: `${HEAD}Text.` });
  const parsed = parseArticles([good('articles/0.md'), failing, good('articles/2.md')], TEST_SITE, 'head');
  expect(parsed.map((one) => one?.article?.file ?? null)).toEqual(['articles/0.md', null, 'articles/2.md']);
  expect(parsed[1]?.problems).toMatchObject([
    {
      file: 'articles/1.md',
      severity: 'error',
      code: 'file-failed',
      message: expect.stringContaining('URIError: URI malformed'),
    },
  ]);
});
