import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, PATIENCE, type Running, story } from '../open-newsroom.ts';
import { pdfOf, SOUND_FILES } from '../../media/files/files.ts';

let room: Newsroom;
beforeEach(() => {
  room = openNewsroom();
});
afterEach(() => room.dispose());

/** Puts a file into the content folder by a rename, as most programs do; its time is long ago. */
function put(file: string, bytes: Buffer | string, seconds = 1_500_000_000): void {
  const path = join(room.contentDir, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.tmp`, bytes);
  utimesSync(`${path}.tmp`, seconds, seconds);
  renameSync(`${path}.tmp`, path);
}

const PDF = pdfOf('A report');
const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);
const fileAt = (site: Running, src: string) => site.ask((catalog) => catalog.file(src));
const told = (file: string) =>
  room.logged
    .filter((line) => line['file'] === file)
    .map((line) => (line['problems'] as { code: string }[] | undefined)?.[0]?.code ?? 'mended');

test('a file that a story leads to is known, beside the story or in media', async () => {
  room.write(
    'articles/2016/a.md',
    story('A', '', '[One](report.pdf) and [two](clip.mp3), [three](../none.zip).'),
  );
  put('articles/2016/report.pdf', PDF);
  put('media/clip.mp3', SOUND_FILES['mp3'] ?? '');
  const site = await room.start();
  await site.ingest.picturesRead;
  expect(fileAt(site, '/articles/2016/report.pdf')).toEqual({
    src: '/articles/2016/report.pdf',
    type: 'application/pdf',
    bytes: PDF.length,
    isNamed: true,
  });
  expect(fileAt(site, '/articles/2016/clip.mp3')).toMatchObject({
    src: '/media/clip.mp3',
    type: 'audio/mpeg',
  });
  expect(fileAt(site, '/articles/none.zip')).toBeNull();
});

test('a file that comes, changes and goes is told by its key', async () => {
  const site = await room.start({ isLive: true });
  room.save('articles/a.md', story('A', '', '[Report](/media/report.pdf)'));
  await eventually(() => told('media/report.pdf')).toEqual(['file-missing']);
  put('media/report.pdf', PDF);
  await eventually(() => fileAt(site, '/media/report.pdf')?.bytes).toBe(PDF.length);
  expect(site.published.at(-1)).toEqual(new Set(['file:/media/report.pdf']));
  put('media/report.pdf', Buffer.concat([PDF, PDF]), 1_500_000_001);
  await eventually(() => fileAt(site, '/media/report.pdf')?.bytes).toBe(2 * PDF.length);
  expect(site.published.at(-1)).toEqual(new Set(['file:/media/report.pdf']));
  room.remove('media/report.pdf');
  await eventually(() => fileAt(site, '/media/report.pdf')).toBeNull();
  expect(site.published.at(-1)).toEqual(new Set(['file:/media/report.pdf']));
});

test('a web page that is named .pdf is told, and so is a PDF with a script', async () => {
  room.write('articles/a.md', story('A', '', '[One](/media/page.pdf), [two](/media/script.pdf)'));
  put('media/page.pdf', '<html><script>alert(1)</script>');
  put('media/script.pdf', pdfOf('A', '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'));
  const site = await room.start();
  await site.ingest.picturesRead;
  expect(fileAt(site, '/media/page.pdf')).toBeNull();
  expect(told('media/page.pdf')).toEqual(['file-web-page']);
  expect(fileAt(site, '/media/script.pdf')).toMatchObject({ type: 'application/pdf', hasScript: true });
  expect(told('media/script.pdf')).toEqual(['file-pdf-script']);
});

test('what may belong to a clip is known where it is there, and not missed', async () => {
  room.write('articles/a.md', story('A', '', '![Title](clip.mp4)'));
  put('articles/clip.mp4', SOUND_FILES['mp4'] ?? '');
  put('media/clip.vtt', SOUND_FILES['vtt'] ?? '');
  const site = await room.start();
  await site.ingest.picturesRead;
  expect(fileAt(site, '/articles/clip.mp4')).toMatchObject({ type: 'video/mp4' });
  expect(fileAt(site, '/articles/clip.vtt')).toMatchObject({ src: '/media/clip.vtt', type: 'text/vtt' });
  const codes = room.logged.flatMap((line) => (line['problems'] as { code: string }[] | undefined) ?? []);
  expect(codes.filter(({ code }) => code.endsWith('-missing'))).toEqual([]);
});

test('what is known outlives a catalog that is built anew', async () => {
  room.write('articles/a.md', story('A', '', '[Report](/media/report.pdf)'));
  put('media/report.pdf', PDF);
  const first = await room.start();
  await first.ingest.picturesRead;
  await first.close();
  const second = await room.start();
  await second.ingest.picturesRead;
  expect(fileAt(second, '/media/report.pdf')).toMatchObject({ bytes: PDF.length });
});
