import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSourceReader } from '../../../src/cli/report/read-source-text.ts';

const root = mkdtempSync(join(tmpdir(), 'dateline-source-'));
const content = join(root, 'content');
mkdirSync(join(content, 'articles'), { recursive: true });
afterAll(() => rmSync(root, { recursive: true }));

test('reads text of the folder, and shows bytes that are not UTF-8', () => {
  writeFileSync(join(content, 'articles/a.md'), Buffer.from('Caf\xe9', 'latin1'));
  symlinkSync('a.md', join(content, 'articles/same.md'));
  const readText = createSourceReader(content);
  expect(readText('articles/a.md')).toBe('Caf\ufffd');
  expect(readText('articles/same.md')).toBe('Caf\ufffd');
});

test('shows nothing of what is gone, a folder, too large, UTF-16, or outside', () => {
  writeFileSync(join(root, 'secret'), 'secret');
  mkdirSync(join(root, 'content-old'));
  writeFileSync(join(root, 'content-old/b.md'), 'secret');
  symlinkSync('../../secret', join(content, 'articles/link.md'));
  symlinkSync('../../content-old/b.md', join(content, 'articles/old.md'));
  writeFileSync(join(content, 'large.md'), 'a'.repeat(2 * 1024 * 1024 + 1));
  writeFileSync(join(content, 'utf16.md'), Buffer.from('\ufefftitle', 'utf16le'));
  const readText = createSourceReader(content);
  const refused = ['articles/gone.md', 'articles', 'articles/link.md', 'articles/old.md', '../secret'];
  for (const file of [...refused, 'large.md', 'utf16.md', 'a\0b', 'utf16.md/below']) {
    expect([file, readText(file)]).toEqual([file, null]);
  }
  expect(createSourceReader(join(root, 'gone'))('a.md')).toBe(null);
});
