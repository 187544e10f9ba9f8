import { parse } from 'content-disposition';
import { expect, test } from 'vitest';
import { fileKindOf } from '../../../src/domain/files/file-kinds.ts';
import { fileDisposition, filePolicy, fileType } from '../../../src/http/send/file-headers.ts';

const kindOf = (name: string) => {
  const kind = fileKindOf(name);
  if (kind === null) throw new Error(name);
  return kind;
};

test.each([
  ['report.pdf', 'inline; filename=report.pdf'],
  ['two words.pdf', 'inline; filename="two words.pdf"'],
  [
    'Отчёт 1.pdf',
    'inline; filename="????? 1.pdf"; filename*=UTF-8\'\'%D0%9E%D1%82%D1%87%D1%91%D1%82%201.pdf',
  ],
  ['a"b\\c.pdf', 'inline; filename="a\\"b\\\\c.pdf"'],
])('%s is named in %s', (name, header) => {
  expect(fileDisposition(name, true)).toBe(header);
  expect(parse(header).parameters['filename']).toBe(name);
});

test.each([
  ['report\u202efdp.zip', 'reportfdp.zip'],
  ['a\r\nSet-Cookie: x=1.zip', 'aSet-Cookie: x=1.zip'],
  ['\u2067a\u2069\u200f.zip', 'a.zip'],
  ['می\u200cخواهم.zip', 'می\u200cخواهم.zip'],
  ['\ud800.zip', '\ufffd.zip'],
])('%j is saved as %j', (name, saved) => {
  const header = fileDisposition(name, false);
  expect(header).toMatch(/^attachment; [\x20-\x7e]+$/);
  expect(parse(header).parameters['filename']).toBe(saved);
});

test('nothing runs in a file that is opened by itself', () => {
  expect(filePolicy(kindOf('a.pdf'))).toMatch(/^default-src 'none';.* sandbox$/);
  expect(filePolicy(kindOf('a.mp4'))).toMatch(
    /^default-src 'none'; media-src 'self';.* sandbox allow-same-origin$/,
  );
});

test('a text is sent with its charset', () => {
  expect(fileType(kindOf('a.csv'), 'utf-8')).toBe('text/csv; charset=utf-8');
  expect(fileType(kindOf('a.csv'), null)).toBe('text/csv');
});
