import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadContent } from '../../src/content/load-content.ts';
import { readFolder } from '../../src/content/read-folder.ts';
import { TEST_SITE } from './test-site.ts';

/** The slug's limit falls into its last character, which is a surrogate pair. */
const LONG_NAME = `${'a'.repeat(199)}\u{20000}`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-folder-'));
  await mkdir(join(folder, 'articles'));
  const text = '---\ntitle: T\ndate: 2016-07-15\n---\n';
  await writeFile(join(folder, `articles/${LONG_NAME}.md`), text);
  await writeFile(join(folder, 'articles/b.md'), text);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('a file on which parsing fails is told, and the others stay', async () => {
  const { values, problems } = await readFolder(folder, 'articles', ({ file }) => {
    if (file !== 'articles/b.md') throw new URIError('URI malformed');
    return { value: file, problems: [] };
  });
  expect(values).toEqual(['articles/b.md']);
  expect(problems).toMatchObject([
    {
      file: `articles/${LONG_NAME}.md`,
      severity: 'error',
      code: 'file-failed',
      message: expect.stringContaining('URIError: URI malformed'),
      hint: expect.stringMatching(/\.$/),
    },
  ]);
});

test('a long name is not cut inside a character', async () => {
  const { articles, problems } = await loadContent(folder, TEST_SITE);
  expect(problems).toEqual([]);
  expect(articles.map((article) => article.slug)).toEqual([LONG_NAME, 'b']);
});
