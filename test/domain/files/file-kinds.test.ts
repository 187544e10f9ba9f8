import { expect, test } from 'vitest';
import { FILE_KINDS, fileKindOf } from '../../../src/domain/files/file-kinds.ts';
import { isMediaFile, isMediaName, mediaFile } from '../../../src/domain/media-file.ts';

test.each([
  ['report.pdf', 'application/pdf'],
  ['Report.PDF', 'application/pdf'],
  ['a.b.mp3', 'audio/mpeg'],
  ['clip.webm', 'video/webm'],
  ['clip.vtt', 'text/vtt'],
  ['table.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['all.zip', 'application/zip'],
])('%s is %s', (name, type) => {
  expect(fileKindOf(name)?.type).toBe(type);
  expect(isMediaName(name)).toBe(true);
});

test.each([
  'a.html',
  'a.htm',
  'a.xhtml',
  'a.xml',
  'a.js',
  'a.mjs',
  'a.swf',
  'a.exe',
  'a.md',
  'pdf',
  '.pdf',
  'a.pdf/',
  'a.pdf.html',
])('%s is no file that is served', (name) => {
  expect(fileKindOf(name)).toBeNull();
  expect(isMediaFile(`media/${name}`)).toBe(false);
});

test('nothing that a browser runs is among the kinds', () => {
  for (const { type } of FILE_KINDS.values()) expect(type).not.toMatch(/html|svg|xml$|script|flash/);
});

test('a file has one path on the site, in media and beside texts', () => {
  expect(mediaFile('/media/2016/a%20b.pdf')).toBe('media/2016/a b.pdf');
  expect(mediaFile('/articles/a.mp3')).toBe('articles/a.mp3');
  for (const path of [
    '/media/a b.pdf',
    '/media/../a.pdf',
    '/media/.a.pdf',
    '/pages/a.pdf',
    '/a.pdf',
    '/media/a.html',
  ])
    expect(mediaFile(path)).toBeNull();
});
