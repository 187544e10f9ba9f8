import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictureNames } from '../../../src/ingest/pictures/picture-names.ts';

let contentDir: string;
beforeEach(() => {
  contentDir = mkdtempSync(join(tmpdir(), 'dateline-names-'));
});
afterEach(() => rmSync(contentDir, { recursive: true }));

function put(...files: string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(contentDir, file)), { recursive: true });
    writeFileSync(join(contentDir, file), 'x');
  }
}

test('what lies in folders that are kept off the site is found by nobody who looks for its name', async () => {
  put(
    'articles/2016/x.png',
    'articles/drafts/secret/x.png',
    'articles/2016/_drafts/x.png',
    'articles/_later/x.png',
    'authors/private/x.png',
    'media/private/x.png',
  );
  const names = pictureNames(contentDir);
  expect([...(await names.find('x.png'))].sort()).toEqual(['articles/2016/x.png', 'media/private/x.png']);
  names.note('articles/drafts/y.png');
  expect(names.has('articles/drafts/y.png')).toBe(false);
});

test('a folder of pictures with an underscore has pictures for others, and no other files', async () => {
  put('articles/_attachments/x.png', 'articles/_attachments/x.pdf', 'articles/a/x.pdf');
  const names = pictureNames(contentDir);
  expect(await names.find('x.png')).toEqual(['articles/_attachments/x.png']);
  expect(await names.find('x.pdf')).toEqual(['articles/a/x.pdf']);
});
