import { describe, expect, test } from 'vitest';
import { judgeLink } from '../../../src/content/markdown/link-target.ts';
import { judgePicture } from '../../../src/content/markdown/picture-source.ts';

describe('links', () => {
  test.each([
    ['https://example.com/a b', { kind: 'web', href: 'https://example.com/a%20b' }],
    ['mailto:a@b.example?subject=x y', { kind: 'contact', href: 'mailto:a@b.example?subject=x%20y' }],
    ['/about#team', { kind: 'site', href: '/about#team' }],
    ['?page=2', { kind: 'site', href: '?page=2' }],
    ['2016/story', { kind: 'site', href: '2016/story' }],
    ['', { kind: 'site', href: '' }],
    ['../other.md#part', { kind: 'markdown-file', href: '../other.md#part' }],
    ['java\nscript:alert(1)', { kind: 'unsafe' }],
    ['\u0001javascript:alert(1)', { kind: 'unsafe' }],
    ['JavaScript:alert(1)', { kind: 'unsafe' }],
    ['data:text/html,x', { kind: 'unsafe' }],
    ['//evil.example', { kind: 'unsafe' }],
    ['/\\evil.example', { kind: 'unsafe' }],
    ['/\t/evil.example', { kind: 'unsafe' }],
    ['https:evil.example', { kind: 'unsafe' }],
    [`/${'x'.repeat(3000)}`, { kind: 'unsafe' }],
  ])('%j', (written, expected) => {
    expect(judgeLink(written)).toEqual(expected);
  });
});

describe('pictures', () => {
  test.each([
    ['/media/a.jpg', '/media/a.jpg'],
    ['media/a b.jpg?x', '/media/a%20b.jpg'],
    ['../../media/é.jpg', '/media/%C3%A9.jpg'],
    ['/media/x/../a.jpg', '/media/a.jpg'],
    ['/media/../secret.jpg', null],
    ['/media/%2e%2e/%2e%2e/etc', null],
    ['../../../media/a.jpg', null],
    ['a.jpg', null],
    ['/media/', null],
    ['data:image/png;base64,x', null],
  ])('%s', (written, src) => {
    expect(judgePicture(written, 'articles/2016/x.md')).toEqual(
      src === null ? { kind: 'elsewhere' } : { kind: 'media', src },
    );
  });

  test.each(['/media/x.svg', 'media/x.PDF', '/media/x', '/media/.jpg', '/media/a.jpg/x.tiff'])(
    '%s is no picture that is served',
    (written) => {
      expect(judgePicture(written, 'articles/x.md')).toEqual({ kind: 'not-served' });
    },
  );

  test.each([
    '/media/x.JPG',
    '/media/x.jpeg',
    '/media/x.png',
    '/media/x.webp',
    '/media/x.avif',
    '/media/x.gif',
  ])('%s is a picture that is served', (written) => {
    expect(judgePicture(written, 'articles/x.md')).toEqual({ kind: 'media', src: written });
  });

  test.each(['https://e.example/x.png', '//e.example/x.png'])('%s is another site’s', (written) => {
    expect(judgePicture(written, 'articles/x.md')).toEqual({ kind: 'web', href: 'https://e.example/x.png' });
  });
});
