import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectContent } from '../../src/ingest/build/inspect-content.ts';
import { openTestSite } from '../support/open-test-site.ts';

const SITE = 'name: The Test Times\nlanguage: en\ntimeZone: Asia/Yerevan\n';
const HEAD = '---\ntitle: T\ndate: 2016-07-15\n---\nText.\n';
const NOW = Date.parse('2016-07-20T12:00+04:00');
/** The slug's limit falls into its last character, which is a surrogate pair. */
const LONG_NAME = `${'a'.repeat(199)}\u{20000}`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-odd-'));
  write('site.yaml', SITE);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** Writes a file whose name is Latin-1; false where the file system refuses that. */
function writeBytes(file: string, text: string): boolean {
  const path = (name: string): Buffer =>
    Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);
  try {
    mkdirSync(path(file.slice(0, file.lastIndexOf('/'))), { recursive: true });
    writeFileSync(path(file), text);
    return true;
  } catch {
    return false;
  }
}

async function inspect(threads = 1) {
  const { articles, problems } = await inspectContent(folder, {
    now: () => NOW,
    threads,
    onProgress: () => {},
  });
  return { articles, problems, told: problems.map(({ file, code }) => `${file} ${code}`) };
}

async function servedFiles(): Promise<string[]> {
  const { reader, close } = await openTestSite(folder, { now: NOW });
  const files = reader
    .read((catalog) => catalog.articlesOf({ kind: 'all' }, 1_000, NOW))
    .map(({ file }) => file);
  await close();
  return files.sort();
}

test('huge and deep files and links out of the folder are refused, and all else is served', async () => {
  write('articles/huge.md', `${HEAD}${'x'.repeat(2 * 1024 * 1024)}`);
  write('articles/nested.md', `${HEAD}${'> '.repeat(1000)}x`);
  write('articles/deep/good.md', `${HEAD}Text.`);
  write('secret.md', `${HEAD}Secret.`);
  symlinkSync('deep/good.md', join(folder, 'articles/inside.md'));
  symlinkSync('/etc/hostname', join(folder, 'articles/outside.md'));
  symlinkSync('nowhere.md', join(folder, 'articles/dangling.md'));
  symlinkSync('..', join(folder, 'articles/circle'));
  mkdirSync(join(folder, 'articles/folder.md'));
  const { articles, told } = await inspect();
  expect(articles).toBe(2);
  expect(told).toEqual([
    'articles/circle link-to-folder',
    'articles/huge.md file-too-large',
    'articles/nested.md nested-too-deeply',
    'articles/outside.md link-outside',
  ]);
  expect(await servedFiles()).toEqual(['articles/deep/good.md', 'articles/inside.md']);
});

test('a folder and a file that cannot be read are told, and the rest is served', async ({ skip }) => {
  // Nothing is unreadable to the superuser.
  if (process.getuid?.() === 0) skip();
  write('articles/good.md', HEAD);
  write('articles/shut.md', HEAD);
  write('articles/shut/a.md', HEAD);
  chmodSync(join(folder, 'articles/shut.md'), 0o000);
  chmodSync(join(folder, 'articles/shut'), 0o000);
  try {
    const { articles, told } = await inspect();
    expect(articles).toBe(1);
    expect(told).toEqual(['articles/shut folder-unreadable', 'articles/shut.md file-unreadable']);
  } finally {
    chmodSync(join(folder, 'articles/shut'), 0o700);
  }
});

test('names that are not UTF-8 are told wherever something would be read, and nothing else is kept off', async ({
  skip,
}) => {
  write('articles/good.md', HEAD);
  write('media/good.jpg', '');
  write('pages/good.md', '---\ntitle: T\n---\n');
  // Some file systems, those of a Mac, have no such names.
  if (!writeBytes('articles/caf\xe9.md', HEAD)) skip();
  for (const name of [
    'articles/\xe9t\xe9.d/x',
    'articles/\xe9.txt',
    'articles/\xe9.psd',
    'media/\xe9.jpg',
    'pages/\xe9.md',
  ])
    writeBytes(name, HEAD);
  const { articles, problems, told } = await inspect();
  expect(articles).toBe(1);
  expect(told).toEqual([
    'articles/caf\ufffd.md name-not-utf8',
    'articles/\ufffd.txt name-not-utf8',
    'articles/\ufffdt\ufffd.d name-not-utf8',
    'media/\ufffd.jpg name-not-utf8',
    'pages/\ufffd.md name-not-utf8',
  ]);
  expect(problems[0]).toMatchObject({ severity: 'error', message: expect.stringContaining('"café.md"') });
});

test('a name that has the replacement character for a letter is a name', async () => {
  write('articles/a\ufffd.md', HEAD);
  expect(await inspect()).toMatchObject({ articles: 1, told: [] });
});

test('names that differ only in how accents are written are told, and both are read', async ({ skip }) => {
  write('articles/é.md', HEAD);
  write('articles/e\u0301.md', HEAD.replace('07-15', '07-16'));
  write('media/2016/é.jpg', '');
  write('media/2016/e\u0301.jpg', '');
  if (readdirSync(join(folder, 'articles')).length === 1) skip();
  expect(await inspect()).toMatchObject({
    articles: 2,
    told: ['articles/e\u0301.md name-twice', 'media/2016/e\u0301.jpg name-twice'],
  });
});

test('folders that lie too deep are told, the last that is read is not', async () => {
  const deep = (levels: number) => Array.from({ length: levels }, (_, at) => at + 1).join('/');
  write(`articles/${deep(16)}/read.md`, HEAD);
  write(`articles/${deep(18)}/unread.md`, HEAD);
  expect(await inspect()).toMatchObject({ articles: 1, told: [`articles/${deep(17)} folder-too-deep`] });
});

test('texts of other kinds are told once for each, but for those that their names hide', async () => {
  for (const name of ['a/note.txt', 'b/note.txt', 'c.docx', 'd.rst', '_e.html', '_drafts/f.rtf', 'g.css'])
    write(`articles/${name}`, 'Text.');
  write('pages/about.html', 'Text.');
  write('authors/a.txt', 'Text.');
  write('media/a.txt', 'Text.');
  write('articles/a/_index.md', HEAD);
  write('articles/b/_index.md', HEAD);
  for (const extension of ['mkd', 'MDOWN', 'mdx', 'mkdn', 'mdtxt']) {
    write(
      `articles/read.${extension}`,
      HEAD.replace('---\n', `---\nslug: s-${extension.toLowerCase()}\nid: ${extension}\n`),
    );
  }
  const { articles, told, problems } = await inspect();
  expect(articles).toBe(5);
  expect(told).toEqual([
    'articles/_drafts held-back-by-name',
    'articles/a/_index.md section-page',
    'articles/a/note.txt kind-not-read',
    'articles/c.docx kind-not-read',
    'articles/d.rst kind-not-read',
    'authors/a.txt kind-not-read',
    'pages/about.html kind-not-read',
  ]);
  expect(problems.every(({ severity }) => severity === 'warning')).toBe(true);
});

test('a folder without any article is an error that says where they seem to be', async () => {
  write('_posts/2016-07-15-a.md', HEAD);
  const { articles, problems } = await inspect();
  expect(articles).toBe(0);
  expect(problems).toMatchObject([{ file: 'articles', severity: 'error', code: 'articles-missing' }]);
  expect(problems[0]?.message).toContain('"_posts/" has 1');
});

test('articles/ that is a file is told', async () => {
  write('articles', 'text');
  expect(await inspect()).toMatchObject({ articles: 0, told: ['articles folder-unreadable'] });
});

test('a long name is not cut inside a character', async () => {
  write(`articles/${LONG_NAME}.md`, HEAD);
  expect(await inspect()).toMatchObject({ articles: 1, problems: [] });
  expect(await servedFiles()).toEqual([`articles/${LONG_NAME}.md`]);
});

test('threads find in many files what one thread finds', async () => {
  for (let number = 0; number < 520; number += 1) {
    const title = number % 100 === 7 ? '' : `title: Story ${number}\n`;
    const body = number % 100 === 8 ? '![](/media/a.png)' : 'Text.';
    write(`articles/${number}.md`, `---\n${title}date: 2016-07-15\n---\n${body}`);
  }
  const found = await inspect();
  expect(found.articles).toBe(514);
  expect(found.told).toHaveLength(18);
  expect(await inspect(2)).toEqual(found);
});

test('two standing pages of one URL: the first by name has it, and the other says so', async () => {
  write('pages/about.md', '---\ntitle: About\n---\n');
  write('articles/a.md', HEAD);
  write('pages/us.md', '---\ntitle: Us\nslug: about\n---\n');
  write('pages/broken.md', '---\ntitle: B\n---\n<!-- never\n');
  const { problems } = await inspect();
  expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
    { file: 'pages/broken.md' },
    { file: 'pages/us.md', code: 'url-taken', message: expect.stringContaining('pages/about.md') },
  ]);
});
