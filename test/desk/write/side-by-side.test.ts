import { expect, test } from 'vitest';
import { sideBySide } from '../../../src/desk/write/side-by-side.ts';

test('what differs stands at the same height, and each text is whole', () => {
  expect(sideBySide('a\nmine\nb', 'a\r\ntheirs\r\nmore\r\nb')).toEqual([
    { left: 'a', right: 'a', isSame: true },
    { left: 'mine', right: 'theirs', isSame: false },
    { left: null, right: 'more', isSame: false },
    { left: 'b', right: 'b', isSame: true },
  ]);
});

test('a text that is gone has no lines', () => {
  expect(sideBySide('a', '')).toEqual([{ left: 'a', right: null, isSame: false }]);
});

test('two long texts with nothing in common are shown whole', () => {
  const text = (word: string): string =>
    Array.from({ length: 9_000 }, (_, nth) => `${word} ${nth}`).join('\n');
  const rows = sideBySide(text('mine'), text('theirs'));
  expect(rows).toHaveLength(9_000);
  expect(rows.at(-1)).toEqual({ left: 'mine 8999', right: 'theirs 8999', isSame: false });
});
