import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { missingArticles } from '../../../src/content/source/missing-articles.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-missing-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), 'Text.');
  }
}

const found = () => missingArticles(folder, 'articles');

test.each([
  [
    ['README.md', '_posts/2020-01-01-a.md', '_posts/2020-01-02-b.markdown'],
    '"_posts/" has 2',
    'articles/_posts:',
  ],
  [
    ['source/_posts/a.md', 'source/_posts/b.md', 'source/about/index.md'],
    '"source/_posts/" has 2',
    'articles/_posts:',
  ],
  [
    ['src/content/blog/a/index.mdx', 'src/content/blog/b/index.mdx'],
    '"src/content/blog/" has 2',
    'articles/blog:',
  ],
  [['blog/2019/01/a.md', 'blog/2019/02/b.md'], '"blog/" has 2', 'articles/blog:'],
  [['_notes/a.md'], '"_notes/" has 1 Markdown file.', 'articles/notes:'],
  [['a.md', 'b.md', 'x/c.md'], 'Beside it lie 3', 'Move them into articles/.'],
])('%j', (files, message, hint) => {
  write(...files, 'node_modules/x/README.md', 'pages/about.md', '.git/a.md', 'a.txt');
  expect(found()).toMatchObject([{ file: 'articles', severity: 'error', code: 'articles-missing' }]);
  expect(found()[0]?.message).toContain(message);
  expect(found()[0]?.hint).toContain(hint);
});

test('nothing at all', () => {
  write('pages/about.md', 'notes.txt');
  expect(found()[0]?.hint).toContain('Put the first one there');
  expect(missingArticles(join(folder, 'gone'), 'articles')).toHaveLength(1);
});
