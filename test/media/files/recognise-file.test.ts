import { expect, test } from 'vitest';
import { FILE_KINDS, fileKindOf } from '../../../src/domain/files/file-kinds.ts';
import {
  charsetOf,
  type FileVerdict,
  hasPdfScript,
  recogniseFile,
} from '../../../src/media/files/recognise-file.ts';
import { pdfOf, SOUND_FILES, WEB_PAGES, zipOf } from './files.ts';

function judge(extension: string, bytes: Buffer): FileVerdict {
  const kind = fileKindOf(`a.${extension}`);
  if (kind === null) throw new Error(extension);
  return recogniseFile(kind, { head: bytes, tail: bytes });
}

test.each([...FILE_KINDS.keys()])('a .%s is known by its bytes', (extension) => {
  expect(judge(extension, SOUND_FILES[extension] ?? Buffer.alloc(0))).toBe('sound');
});

test.each([...FILE_KINDS.keys()])('a web page that is named .%s is none', (extension) => {
  for (const page of WEB_PAGES) expect(judge(extension, Buffer.from(page))).toBe('web-page');
});

test.each([...FILE_KINDS.keys()].filter((extension) => !/^(?:txt|csv|tsv|srt)$/.test(extension)))(
  'other bytes that are named .%s are none',
  (extension) => {
    const others = ['Just words.', '\x7fELF\x02\x01\x01\0', 'MZ\x90\0', '\xff\xd8\xff\xe0\0\x10JFIF'];
    for (const other of others) expect(judge(extension, Buffer.from(other, 'latin1'))).toBe('other');
  },
);

test('binary bytes that are named as a text are none', () => {
  for (const extension of ['txt', 'csv', 'tsv', 'srt', 'vtt'])
    expect(judge(extension, Buffer.from('a\0b'))).toBe('other');
});

test.each<[string, string, Buffer, FileVerdict]>([
  ['a page before a PDF', 'pdf', Buffer.from('<html>%PDF-1.4'), 'web-page'],
  ['a picture that is a PDF further on', 'pdf', Buffer.from('GIF89a   %PDF-1.4', 'latin1'), 'other'],
  ['a PDF behind a mark of the byte order', 'pdf', Buffer.from('\ufeff\n%PDF-1.7\n'), 'sound'],
  ['a PDF that is a ZIP as well', 'pdf', Buffer.concat([pdfOf('A'), zipOf(['a.js'])]), 'sound'],
  ['a ZIP that is an office file', 'zip', SOUND_FILES['docx'] ?? Buffer.alloc(0), 'sound'],
  ['an office file of another program', 'xlsx', SOUND_FILES['docx'] ?? Buffer.alloc(0), 'other'],
  ['any ZIP as an office file', 'docx', zipOf(['a.txt']), 'other'],
  ['an office file with macros', 'docx', zipOf(['[Content_Types].xml', 'word/vbaProject.bin']), 'macros'],
  ['a book as a text document', 'odt', SOUND_FILES['epub'] ?? Buffer.alloc(0), 'other'],
  ['an AVIF as a film', 'mp4', Buffer.from('\0\0\0\x18ftypavif\0\0\0\0', 'latin1'), 'other'],
  ['text that begins as UTF-16 does, as sound', 'mp3', Buffer.from('\xff\xfea\0', 'latin1'), 'other'],
  ['a frame of MPEG audio', 'mp3', Buffer.from([0xff, 0xfb, 0x90, 0x64]), 'sound'],
  ['Matroska as WebM', 'webm', Buffer.from('\x1a\x45\xdf\xa3\x42\x82\x88matroska', 'latin1'), 'other'],
  ['captions without their first word', 'vtt', Buffer.from('00:00.000 --> 00:01.000\nOne'), 'other'],
  ['a table in UTF-16', 'csv', Buffer.from('\ufeffa,b', 'utf16le'), 'sound'],
  ['a page in UTF-16', 'csv', Buffer.from('\ufeff<html>', 'utf16le'), 'web-page'],
])('%s: .%s', (_, extension, bytes, verdict) => {
  expect(judge(extension, bytes)).toBe(verdict);
});

test('the charset of a text is said where it is sure', () => {
  expect(charsetOf(Buffer.from('Ереван'))).toBe('utf-8');
  expect(charsetOf(Buffer.from('caf\xe9', 'latin1'))).toBeNull();
  expect(charsetOf(Buffer.from('\ufeffa', 'utf16le'))).toBe('utf-16');
  expect(charsetOf(Buffer.from(`a${'é'.repeat(40_000)}`).subarray(0, 64 * 1024))).toBe('utf-8');
});

test('scripts of a PDF are seen', () => {
  expect(hasPdfScript(pdfOf('A', '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'))).toBe(true);
  expect(hasPdfScript(pdfOf('A', '/OpenAction << /S /Launch /F (calc.exe) >>'))).toBe(true);
  expect(hasPdfScript(pdfOf('A'))).toBe(false);
  expect(hasPdfScript(Buffer.from('/JSomething'))).toBe(false);
});
