import { expect, test } from 'vitest';
import { isPictureFile, pictureFile, pictureSrc } from '../../src/domain/picture-name.ts';

test.each([
  ['media/a.jpg', '/media/a.jpg'],
  ['media/2016/é b.PNG', '/media/2016/%C3%A9%20b.PNG'],
  ['articles/2016/07/a#1.webp', '/articles/2016/07/a%231.webp'],
])('%s is served at %s', (file, src) => {
  expect(pictureSrc(file)).toBe(src);
  expect(pictureFile(src)).toBe(file);
});

test('a picture has one path, however its accents are written on the disk', () => {
  expect(pictureSrc('media/e\u0301te\u0301.jpg')).toBe('/media/%C3%A9t%C3%A9.jpg');
  expect(pictureFile('/media/e%CC%81.jpg')).toBeNull();
});

test.each([
  'media/a.jpg',
  '/media/a.svgz',
  '/media/',
  '/a.jpg',
  '/pages/a.jpg',
  '/media/../site.jpg',
  '/media/%2e%2e/site.jpg',
  '/media//a.jpg',
  '/media/.a.jpg',
  '/media/a%2Fb.jpg',
  '/media/a b.jpg',
  '/media/%zz.jpg',
  '/media/a%00.jpg',
])('%s is no path of a picture', (src) => {
  expect(pictureFile(src)).toBeNull();
});

test('a picture lies in media or among the articles', () => {
  expect(isPictureFile('media/a.jpg')).toBe(true);
  expect(isPictureFile('articles/a.jpg')).toBe(true);
  expect(isPictureFile('a.jpg')).toBe(false);
  expect(isPictureFile('articles/a.md')).toBe(false);
});
