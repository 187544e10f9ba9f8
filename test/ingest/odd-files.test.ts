import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectContent } from '../../src/ingest/inspect-content.ts';
import { openTestSite } from '../support/open-test-site.ts';

const SITE = 'name: The Test Times\nlanguage: en\ntimeZone: Asia/Yerevan\n';
const HEAD = '---\ntitle: T\ndate: 2016-07-15\n---\n';
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
  write('pages/us.md', '---\ntitle: Us\nslug: about\n---\n');
  write('pages/broken.md', '---\norder: first\ntitle: B\n---\n');
  const { problems } = await inspect();
  expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
    { file: 'pages/broken.md' },
    { file: 'pages/us.md', code: 'url-taken', message: expect.stringContaining('pages/about.md') },
  ]);
});
