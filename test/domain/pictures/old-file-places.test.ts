import { expect, test } from 'vitest';
import { oldFilePlaces } from '../../../src/domain/pictures/old-file-places.ts';

test('an old address is looked for in few places, the same path first', () => {
  expect(oldFilePlaces('/images/a/x.png')).toEqual([
    'media/images/a/x.png',
    'media/static/images/a/x.png',
    'media/public/images/a/x.png',
    'media/assets/images/a/x.png',
    'media/a/x.png',
  ]);
  expect(oldFilePlaces('/Quay-300x200.JPG')).toContain('media/Quay.JPG');
  expect(oldFilePlaces(`/${'images/'.repeat(15)}x-1x1@2x.png`).length).toBeLessThan(30);
});

test.each([
  '/',
  '/about',
  '/media/x.png',
  '/pictures/x.png',
  '/articles/x.png',
  '/a//x.png',
  '/%2e%2e/x.png',
  '/a%2fb/x.png',
  '/.git/x.png',
  '/x.exe',
  '/%zz.png',
  `/${'a/'.repeat(20)}x.png`,
])('%s is no address of a file', (path) => {
  expect(oldFilePlaces(path)).toEqual([]);
});
