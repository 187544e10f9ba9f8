import { describe, expect, test } from 'vitest';
import { fetchedFile, fetchedSrc, isFetchedSrc } from '../../src/domain/fetched-src.ts';
import { pictureFile } from '../../src/domain/picture-name.ts';
import { toSitePath } from '../../src/domain/site-path.ts';

const CDN = 'https://cdn.example.org';

test.each([
  [`${CDN}/2019/boat.jpg`, '/fetched/cdn.example.org/2019/boat.jpg'],
  ['http://cdn.example.org/2019/boat.jpg', '/fetched/cdn.example.org/2019/boat.jpg'],
  ['//cdn.example.org/2019/boat.jpg', '/fetched/cdn.example.org/2019/boat.jpg'],
  ['HTTPS://CDN.Example.Org.:443/2019/boat.jpg#top', '/fetched/cdn.example.org/2019/boat.jpg'],
  [' https://cdn.example.org/a/./b/../boat.JPEG ', '/fetched/cdn.example.org/a/boat.JPEG'],
  [`${CDN}:8443/boat.png`, '/fetched/cdn.example.org~8443/boat.png'],
  [
    `${CDN}/фото/лодка.webp`,
    '/fetched/cdn.example.org/%D1%84%D0%BE%D1%82%D0%BE/%D0%BB%D0%BE%D0%B4%D0%BA%D0%B0.webp',
  ],
  [`${CDN}/a%20boat.jpg`, '/fetched/cdn.example.org/a%20boat.jpg'],
  ['https://bücher.example/boat.gif', '/fetched/xn--bcher-kva.example/boat.gif'],
])('%s becomes %s', (address, src) => {
  expect(fetchedSrc(address)).toBe(src);
});

describe('what is no plain name of a picture is told apart by a hash', () => {
  test.each([
    [`${CDN}/boat.jpg?w=800`, /^\/fetched\/cdn\.example\.org\/boat~[0-9a-f]{16}\.jpg$/],
    [`${CDN}/image.php?id=5`, /\/image~[0-9a-f]{16}\.jpg$/],
    [`${CDN}/`, /\/picture~[0-9a-f]{16}\.jpg$/],
    [`${CDN}/photo/12345`, /\/12345~[0-9a-f]{16}\.jpg$/],
    [`${CDN}/a//boat.png`, /\/boat~[0-9a-f]{16}\.png$/],
    [`${CDN}/.cache/boat.png`, /\/boat~[0-9a-f]{16}\.png$/],
    [`${CDN}/a%2Fboat.png`, /\/a-boat~[0-9a-f]{16}\.png$/],
    [`${CDN}/%zz.png`, /\/zz~[0-9a-f]{16}\.png$/],
    [`${CDN}/e%CC%81te.png`, /~[0-9a-f]{16}\.png$/],
    [`${CDN}/${'x'.repeat(300)}.png`, /\/x{60}~[0-9a-f]{16}\.png$/],
    [`${CDN}/${'a/'.repeat(30)}boat.png`, /\/boat~[0-9a-f]{16}\.png$/],
    [`${CDN}/boat~0123456789abcdef.jpg`, /\/boat-0123456789abcdef~[0-9a-f]{16}\.jpg$/],
  ])('%s', (address, src) => {
    expect(fetchedSrc(address)).toMatch(src);
  });

  test('two addresses have two paths', () => {
    const all = ['?w=1', '?w=2', '', '?', '/x', '//x', '%2Fx', '?w=1&h=2'].map((end) =>
      fetchedSrc(`${CDN}/boat.jpg${end}`),
    );
    // An empty query is none.
    expect(new Set(all).size).toBe(all.length - 1);
    expect(fetchedSrc(`${CDN}/boat.jpg?w=1`)).not.toBe(fetchedSrc('https://b.example/boat.jpg?w=1'));
  });
});

test.each([
  '',
  '/media/boat.jpg',
  'ftp://cdn.example.org/boat.jpg',
  'data:image/png;base64,AAAA',
  'https://user:secret@cdn.example.org/boat.jpg',
  'https://[::1]/boat.jpg',
  'https:///',
  'https://-/boat.jpg',
  'https://a b.example/boat.jpg',
  `${CDN}/${'x'.repeat(2000)}.jpg`,
])('%s is nothing to fetch', (address) => {
  expect(fetchedSrc(address)).toBeNull();
});

test('it is the path of a picture, canonical and bounded, whatever the address is', () => {
  for (const end of [
    '/boat.jpg',
    '/é.jpg',
    '/..%2f..%2fsite.png',
    '/%00.png',
    '/a\\b.png',
    `/${'%F0%9F%98%80'.repeat(150)}`,
    '?\u0001',
  ]) {
    const src = fetchedSrc(CDN + end) ?? '';
    expect(isFetchedSrc(src)).toBe(true);
    expect(pictureFile(src)).toMatch(/^fetched\/cdn\.example\.org\//);
    expect(toSitePath(src)).toBe(src);
    expect(src.length).toBeLessThan(5000);
  }
});

test('where it is kept, nothing of the address is left', () => {
  const file = fetchedFile('/fetched/cdn.example.org/Boat.JPG');
  expect(file).toMatch(/^[0-9a-f]{2}\/[0-9a-f]{40}\.jpg$/);
  expect(fetchedFile('/fetched/cdn.example.org/boat.JPG')).not.toBe(file);
  expect(fetchedFile('/fetched/cdn.example.org/Boat.JPG')).toBe(file);
});
