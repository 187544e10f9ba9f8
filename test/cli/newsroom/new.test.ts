import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newArticle } from '../../../src/cli/commands/new.ts';
import { readFolderHabit } from '../../../src/ingest/read/folder-habit.ts';
import { readSite } from '../../../src/config/read-site.ts';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';

const SITE = 'name: The Lake Courier\nlanguage: en\ntimeZone: Asia/Yerevan\nsections: [World, Armenia]\n';
/** 03:30 of the next day in Yerevan. */
const NOW = Date.parse('2026-11-21T23:30:00Z');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-new-'));
  writeFileSync(join(folder, 'site.yaml'), SITE);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const texts = { output: '', errors: '' };
  const code = await newArticle(
    args,
    { write: (text) => (texts.output += text) },
    { write: (text) => (texts.errors += text) },
    { env: { CONTENT_DIR: folder, SITE_URL: 'https://courier.example' }, now: () => NOW },
  );
  return { code, ...texts };
}

/** Reads a file as the site does. */
function parse(file: string) {
  const { site } = readSite(SITE);
  if (site === null) throw new Error('no site');
  return parseArticle({ file, text: readFileSync(join(folder, file), 'utf8') }, site);
}

describe('dateline new', () => {
  test('writes a draft that the site’s parser has nothing against, and says where it is and will be', async () => {
    const { code, output } = await run(
      'The ferry returns',
      '--section=armenia',
      '--author=Culture Desk, News Desk',
    );
    const file = 'articles/2026/11/the-ferry-returns.md';
    expect(code).toBe(0);
    expect(output).toBe(
      `${join(folder, file)}\na draft; take the line "draft: true" out to publish it at https://courier.example/2026/11/22/the-ferry-returns\n`,
    );
    const { article, problems } = parse(file);
    expect(problems).toEqual([]);
    expect(article).toMatchObject({
      title: 'The ferry returns',
      path: '/2026/11/22/the-ferry-returns',
      section: 'armenia',
      isDraft: true,
      published: { iso: '2026-11-22T03:30:00+04:00' },
    });
    expect(readFileSync(join(folder, file), 'utf8')).toBe(
      '---\ntitle: The ferry returns\ndate: 2026-11-22 03:30\nsection: Armenia\nauthors: Culture Desk, News Desk\ndraft: true\n---\n\nWrite the story here.\n',
    );
  });

  test('a headline with marks of Markdown is refused, and told without them', async () => {
    const { code, errors } = await run('The *ferry* returns');
    expect(code).toBe(2);
    expect(errors).toContain('it was read as "The ferry returns"');
  });

  test.each([
    ['Ծիծաղ ու «արցունք»', 'ծիծաղ-ու-արցունք'],
    ['عودة العبّارة', 'عودة-العبارة'],
    ['It’s: a "quote" # and a hash', 'its-a-quote-and-a-hash'],
    ["'Single' & {braces} [x] | > \\ 2 * 3", 'single-braces-x-2-3'],
    ['true', 'true'],
    ['12:30', '12-30'],
    ['2026-11-22 report', '2026-11-22-report'],
    ['🎉 Party', 'party'],
  ])('the headline %j is what is published', async (headline, slug) => {
    expect(await run(headline, '--publish')).toMatchObject({ code: 0, errors: '' });
    const { article, problems } = parse(`articles/2026/11/${slug}.md`);
    expect(article?.title).toBe(headline);
    expect(article?.path).toBe(`/2026/11/22/${encodeURIComponent(slug)}`);
    expect(problems.map(({ code }) => code)).toEqual(['text-missing']);
  });

  test('a file’s name is cut between words where the system takes no longer one', async () => {
    const { output } = await run('Ծիծաղ '.repeat(45));
    const name = output.split('\n')[0]?.split('/').at(-1) ?? '';
    expect(name).toMatch(/^(?:ծիծաղ-)+ծիծաղ\.md$/);
    expect(Buffer.byteLength(name)).toBeLessThan(210);
  });

  test.each([
    [['🎉🎉'], 'has no letters or digits to make an address of. Give it one: --slug='],
    [[' \t'], 'The headline is empty.'],
    [[], 'There is no headline.'],
    [['a'.repeat(10_000)], 'The headline has 10000 characters; a headline has 300 at most.'],
    [['a\u0007b'], 'holds a control character (U+0007)'],
    [['a\u2028\u0000'], '(U+0000)'],
    [['The', 'ferry'], '"ferry" is one headline too many.'],
    [['- a list'], 'Write -- before words that begin with a dash.'],
    [
      ['A', '--section=Wrold'],
      '--section: "Wrold" is no section. Did you mean "World"? The sections are World, Armenia.',
    ],
    [['A', '--date=tomorow'], '--date: "tomorow"'],
    [['A', '--date=2026-13-45'], '--date: '],
    [['A', '--slug=!!'], '--slug: "!!" has no letters'],
    [['A', '--draft', '--publish'], 'ask for opposites'],
    [['A', '--titel=B'], '"--titel" is not an option.'],
  ])('%j is refused with the cure, and nothing is written', async (args, message) => {
    const { code, errors } = await run(...args);
    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining(message) });
    expect(() => readFileSync(join(folder, 'articles'))).toThrow(/ENOENT/);
  });

  test('an emoji headline with a slug has a file', async () => {
    expect(await run('🎉🎉', '--slug=Party time')).toMatchObject({ code: 0 });
    expect(parse('articles/2026/11/party-time.md').article?.title).toBe('🎉🎉');
  });

  test('never overwrites, whatever bears the name', async () => {
    const file = join(folder, 'articles/2026/11/a.md');
    mkdirSync(join(folder, 'articles/2026/11'), { recursive: true });
    writeFileSync(file, 'mine');
    const { code, errors } = await run('A');
    expect({ code, errors }).toEqual({
      code: 1,
      errors: expect.stringContaining('is there already; it stays as it is'),
    });
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  test('says what a folder without site.yaml lacks', async () => {
    rmSync(join(folder, 'site.yaml'));
    expect(await run('A')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('dateline init FOLDER'),
    });
  });
});

test.each([
  [[], 'articles/2026/11/a.md'],
  [['articles/2020/b.md'], 'articles/2026/a.md'],
  [['articles/2020/05/b.md'], 'articles/2026/11/a.md'],
  [['articles/2020/05/07/b.md'], 'articles/2026/11/22/a.md'],
  [['articles/2020-05-07-b.md'], 'articles/2026-11-22-a.md'],
  [['articles/b.md'], 'articles/a.md'],
])('a newsroom that has %j gets %s', (files, wanted) => {
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), 'x');
  }
  expect(readFolderHabit(folder)('2026-11-22', 'a')).toBe(wanted);
});
