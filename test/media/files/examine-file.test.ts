import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examineFile } from '../../../src/media/files/examine-file.ts';
import { pdfOf, SOUND_FILES, zipOf } from './files.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, bytes: Buffer | string): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

test('what a file is and how large', async () => {
  const pdf = pdfOf('A');
  expect(await examineFile(put('a.pdf', pdf))).toEqual({ type: 'application/pdf', bytes: pdf.length });
});

test('a script is found wherever it stands in a large PDF', async () => {
  const large = Buffer.concat([
    pdfOf('A'),
    Buffer.alloc(1024 * 1024 - pdfOf('A').length - 4),
    Buffer.from('/JavaScript'),
  ]);
  expect(await examineFile(put('large.pdf', large))).toMatchObject({ hasScript: true });
});

test('the list at the end of a large office file counts', async () => {
  const head = SOUND_FILES['docx'] ?? Buffer.alloc(0);
  const large = Buffer.concat([head, Buffer.alloc(600_000), zipOf(['word/vbaProject.bin'])]);
  await expect(examineFile(put('large.docx', large))).rejects.toMatchObject({ code: 'file-macros' });
});

test.each([
  ['empty.pdf', '', 'file-empty'],
  ['page.pdf', '<html>', 'file-web-page'],
  ['words.mp4', 'words', 'file-other-content'],
])('%s is refused, with a cure', async (name, content, code) => {
  await expect(examineFile(put(name, content))).rejects.toMatchObject({
    code,
    message: expect.stringContaining(name),
    hint: expect.stringMatching(/\.$/),
  });
});

test('a file of more than 4 GB is known by its ends', async () => {
  const path = put('huge.mp4', SOUND_FILES['mp4'] ?? Buffer.alloc(0));
  truncateSync(path, 5_000_000_000);
  expect(await examineFile(path)).toEqual({ type: 'video/mp4', bytes: 5_000_000_000 });
});

test('nothing is waited for at a pipe, and what is not there is told', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe.pdf')]);
  await expect(examineFile(join(folder, 'pipe.pdf'))).rejects.toMatchObject({ code: 'file-unreadable' });
  await expect(examineFile(join(folder, 'none.pdf'))).rejects.toMatchObject({ code: 'file-unreadable' });
});
