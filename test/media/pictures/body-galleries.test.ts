import { describe, expect, test } from 'vitest';
import { arrangeGalleries } from '../../../src/media/pictures/body-galleries.ts';

const figure = (name: string, caption = ''): string =>
  `<figure><img src="/media/${name}.jpg" alt="${name}" loading="lazy">${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>`;
const gallery = (...names: string[]): string =>
  `<div class="gallery">${names.map((name) => figure(name)).join('\n')}</div>`;
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${index + 1}`);
const arrange = (html: string, missing: readonly string[] = []): string =>
  arrangeGalleries(html, (src) => !missing.some((name) => src === `/media/${name}.jpg`));
const placesOf = (html: string): string[] =>
  [...html.matchAll(/data-place="gallery-(\d-\d)"/g)].map(([, place = '']) => place);

describe('the places of a gallery', () => {
  test.each([
    [2, '2-2 2-2'],
    [3, '2-1 2-2 2-2'],
    [4, '2-2 2-2 2-2 2-2'],
    [5, '2-1 2-2 3-2 3-2 3-2'],
    [6, '3-2 3-2 3-2 3-2 3-2 3-2'],
    [7, '1-1 3-2 3-2 3-2 3-2 3-2 3-2'],
    [8, '2-2 2-2 3-2 3-2 3-2 3-2 3-2 3-2'],
    [9, '3-1 3-2 3-2 3-2 3-2 3-2 3-2 3-2 3-2'],
    [10, '1-2 3-2 3-2 3-2 3-2 3-2 3-2 3-2 3-2 3-2'],
  ])('of %i pictures', (count, places) => {
    const html = arrange(gallery(...names(count)));
    expect(
      html.startsWith(count === 3 ? '<figure class="gallery gallery--three">' : '<figure class="gallery">'),
    ).toBe(true);
    expect(placesOf(html).join(' ')).toBe(places);
  });
});

describe('pictures that are not there', () => {
  test('fall out, and the others close up', () => {
    const html = arrange(gallery('a', 'b', 'c'), ['b']);
    expect(html).not.toContain('b.jpg');
    expect(placesOf(html)).toEqual(['2-2', '2-2']);
  });

  test('one that is left is a figure', () => {
    expect(arrange(`<p>One.</p>\n${gallery('a', 'b')}`, ['b'])).toBe(`<p>One.</p>\n${figure('a')}`);
  });

  test('where none is left, figures are left to their words', () => {
    const html = `<div class="gallery">${figure('a', 'Seen')}\n${figure('b')}</div>`;
    expect(arrange(html, ['a', 'b'])).toBe(`${figure('a', 'Seen')}\n${figure('b')}`);
  });
});

test('a picture that the editor has linked says so', () => {
  const linked = figure('a').replace(/<img[^>]*>/, (image) => `<a href="/x">${image}</a>`);
  const html = arrange(`<div class="gallery">${linked}\n${figure('b')}</div>`);
  expect(html.match(/data-linked/g)).toHaveLength(1);
});

test('a body without a gallery is the same', () => {
  const html = `${figure('a')}<p>&lt;div class="gallery"&gt;</p>`;
  expect(arrange(html, ['a'])).toBe(html);
});
