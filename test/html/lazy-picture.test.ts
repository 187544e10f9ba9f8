import { expect, test } from 'vitest';
import { readAttributes } from '../../src/html/attributes.ts';
import { shownSrc } from '../../src/html/lazy-picture.ts';

test.each([
  ['src="/a.png" data-src="/b.png"', '/a.png'],
  ['src="data:image/gif;base64,x" data-src="/b.png"', '/b.png'],
  ['data-original="/b.png"', '/b.png'],
  ['src="/img/placeholder-1.svg" data-lazy-src="/b.png"', '/b.png'],
  ['src="/img/placeholder.svg"', '/img/placeholder.svg'],
  ['data-srcset="/b-1.png 1x, /b-2.png 2x"', '/b-2.png'],
  ['src="//cdn.example/a.png"', 'https://cdn.example/a.png'],
  ['src="data:image/png;base64,x"', 'data:image/png;base64,x'],
  ['alt="x"', ''],
])('<img %s> shows %s', (written, src) => {
  const attributes = readAttributes(written);
  expect(shownSrc((name) => attributes.get(name))).toBe(src);
});
