import { expect, test } from 'vitest';
import { decodeText } from '../../../src/content/source/decode-text.ts';
import { createProblemLog } from '../../../src/problems/problem-log.ts';

function decode(bytes: readonly number[] | Uint8Array) {
  const log = createProblemLog('x');
  const text = decodeText(Uint8Array.from(bytes), log);
  return { text, told: log.list().map((one) => `${one.line}:${one.column} ${one.code}`) };
}

test('UTF-8 is decoded, its byte order mark kept for the next step', () => {
  expect(decode(new TextEncoder().encode('\ufeffՀայ'))).toEqual({ text: '\ufeffՀայ', told: [] });
});

test.each([
  ['UTF-16 LE', [0xff, 0xfe, 0x41, 0x00], ['1:1 encoding-utf16']],
  ['UTF-16 BE', [0xfe, 0xff, 0x00, 0x41], ['1:1 encoding-utf16']],
  ['a NUL byte', [0x41, 0x0a, 0x42, 0x00], ['2:2 encoding-binary']],
  ['Latin-1', [0x41, 0x0d, 0x0a, 0x63, 0x61, 0x66, 0xe9, 0x20, 0x41], ['2:4 encoding-invalid']],
  ['a character cut off at the end', [0x41, 0xd5], ['1:2 encoding-invalid']],
  ['an overlong form', [0x41, 0xc0, 0xaf], ['1:2 encoding-invalid']],
])('%s is refused', (_, bytes, told) => {
  expect(decode(bytes)).toEqual({ text: null, told });
});
