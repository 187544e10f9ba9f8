import { afterEach, expect, test } from 'vitest';
import { inspectContent } from '../../../src/ingest/build/inspect-content.ts';
import { type Newsroom, openNewsroom, story } from '../open-newsroom.ts';

const SITE = 'languages: [hy, ru, en]\nname: The Lake\ntimeZone: Asia/Yerevan\n';
const OTHER = /^version-/;

let room: Newsroom | null = null;
afterEach(() => room?.dispose());

async function check(files: Readonly<Record<string, string>>, site = SITE) {
  room = openNewsroom(files);
  room.write('site.yaml', site);
  const { problems } = await inspectContent(room.contentDir, {
    now: () => Date.parse('2026-11-30T12:00Z'),
    threads: 1,
    onProgress() {},
  });
  return problems.filter(({ code }) => OTHER.test(code));
}
const said = (problems: Awaited<ReturnType<typeof check>>) =>
  problems.map(({ file, code }) => `${file.replace('articles/', '')} ${code.replace('version-', '')}`);

test('a correction in one version is told in those that were not changed since', async () => {
  const corrected = 'corrections:\n  - {date: 2026-11-12, text: The boat left at nine.}';
  const problems = await check({
    'articles/a.md': story('Ա', corrected),
    'articles/a.ru.md': story('А'),
    'articles/a.en.md': story('A', 'updated: 2026-11-13'),
    'articles/b.md': story('Բ', 'corrections:\n  - {date: 2027-01-01, text: Later.}'),
    'articles/b.ru.md': story('Б'),
  });
  expect(said(problems)).toEqual(['a.ru.md corrected']);
  expect(problems[0]).toMatchObject({
    severity: 'warning',
    message:
      'articles/a.md, the Armenian version, was corrected on 2026-11-12; this Russian one is as of 2016-07-15.',
    hint: 'See whether it needs the same. Then add the correction, or write updated: 2026-11-12.',
  });
});

test('so is an update, unless it is of the same work', async () => {
  const problems = await check({
    'articles/a.md': story('Ա', 'updated: 2026-11-12'),
    'articles/a.ru.md': story('А', 'updated: 2026-11-11 18:00'),
    'articles/b.md': story('Բ', 'updated: 2026-11-12'),
    'articles/b.ru.md': story('Б', 'updated: 2026-11-02'),
    // None that readers may not see.
    'articles/b.en.md': story('B', 'draft: true\nupdated: 2026-11-20'),
    'articles/c.md': story('Գ'),
    'articles/c.en.md': story('C', 'draft: true'),
  });
  expect(said(problems)).toEqual(['b.ru.md updated']);
});

test('a version is told whose story readers may not see in the site’s own language', async () => {
  const problems = await check({
    'articles/a.md': story('Ա').replace('2016-07-15', '2026-12-24'),
    'articles/a.ru.md': story('А'),
    'articles/b.md': story('Բ', 'language: hy\ndraft: true'),
    'articles/b.ru.md': story('Б'),
    'articles/c.md': story('Գ', 'expires: 2026-01-01'),
    'articles/c.ru.md': story('В'),
    'articles/d.md': story('Դ'),
    'articles/d.ru.md': story('Г').replace('2016-07-15', '2026-12-24'),
  });
  expect(problems.map(({ file, message }) => `${file}: ${message.split(', ')[1]}`)).toEqual([
    'articles/a.ru.md: the Armenian version',
    'articles/b.ru.md: the Armenian version',
    'articles/c.ru.md: the Armenian version',
  ]);
  expect(problems.map(({ message }) => /version, (.*);/.exec(message)?.[1])).toEqual([
    'is not yet published',
    'is a draft',
    'has left the site',
  ]);
});

test('two files of one story in one language are told in the second', async () => {
  const problems = await check({
    'articles/a.ru.md': story('А'),
    'articles/ru/a.md': story('Ещё', 'language: ru\nslug: b'),
    'articles/x.md': story('X', 'language: en\ntranslationKey: ferry'),
    'articles/y.md': story('Y', 'language: en\ntranslationKey: ferry'),
  });
  expect(said(problems)).toEqual(['ru/a.md twice', 'y.md twice']);
  expect(problems.map(({ hint }) => hint)).toEqual([
    'Rename one of the two, or give it a translationKey of its own.',
    'Give one of the two another translationKey.',
  ]);
});

test('a site in one language has none of it', async () => {
  const files = {
    'articles/x.md': story('X', 'ref: ferry'),
    'articles/y.md': story('Y', 'ref: ferry\nupdated: 2026-11-12'),
  };
  expect(await check(files, 'language: hy\nname: The Lake\ntimeZone: Asia/Yerevan\n')).toEqual([]);
});
