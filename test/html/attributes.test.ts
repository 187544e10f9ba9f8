import { expect, test } from 'vitest';
import { readAttributes, writeAttributes } from '../../src/html/attributes.ts';

test.each([
  [' src="/a.jpg" alt="A &quot;b&quot; &amp; c"', { src: '/a.jpg', alt: 'A "b" & c' }],
  [` SRC='x y' alt = z hidden/`, { src: 'x y', alt: 'z', hidden: '' }],
  [' alt="a"src="b"', { alt: 'a', src: 'b' }],
  [' id="first" id="second"', { id: 'first' }],
  [' data-a="src=x"', { 'data-a': 'src=x' }],
  [' alt="never closed', { alt: '', never: '', closed: '' }],
  ['', {}],
])('%j is read', (written, attributes) => {
  expect(Object.fromEntries(readAttributes(written))).toEqual(attributes);
});

test('takes time in proportion to the text', () => {
  for (const piece of [' ', 'a ', "a='", 'a="', '= ', '/']) {
    const begun = process.cpuUsage();
    readAttributes(piece.repeat(100_000));
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(500);
  }
});

test('writes what it reads, and leaves out what is null', () => {
  const written = ' class="a &lt;b&gt;" width="3"';
  expect(writeAttributes({ class: 'a <b>', width: 3, lang: null })).toBe(written);
  expect(writeAttributes(Object.fromEntries(readAttributes(written)))).toBe(written);
  expect(writeAttributes({ a: 'x' }, (text) => `${text}!`)).toBe(' a="x!"');
});
