import { describe, expect, test } from 'vitest';
import { classifyLink } from '../../../src/content/markdown/html/link-target.ts';
import { alternativeOf, classifyPicture } from '../../../src/domain/picture-source.ts';

describe('links', () => {
  test.each([
    ['https://example.com/a b', { kind: 'web', href: 'https://example.com/a%20b' }],
    ['mailto:a@b.example?subject=x y', { kind: 'contact', href: 'mailto:a@b.example?subject=x%20y' }],
    ['/about#team', { kind: 'site', href: '/about#team' }],
    ['?page=2', { kind: 'site', href: '?page=2' }],
    ['2016/story', { kind: 'file', href: '2016/story', mark: '2016/story' }],
    ['../my%20story/?x#Part', { kind: 'file', href: '../my%20story/?x#Part', mark: '../my story/' }],
    ['', { kind: 'site', href: '' }],
    ['../other.md#part', { kind: 'file', href: '#part', mark: '../other.md' }],
    ['My%20story.MDX?x', { kind: 'file', href: '', mark: 'My story.MDX' }],
    ['/posts/other.markdown', { kind: 'file', href: '', mark: 'root:/posts/other.markdown' }],
    ['@/blog/other.md#part', { kind: 'file', href: '#part', mark: 'root:/blog/other.md' }],
    ['/2026/01/05/ferry.md', { kind: 'site', href: '/2026/01/05/ferry.md' }],
    ['name:The%20ferry#When it sails', { kind: 'file', href: '#when-it-sails', mark: 'name:The ferry' }],
    ['name:The ferry#^4f1a', { kind: 'file', href: '#4f1a', mark: 'name:The ferry' }],
    ['www.example.org/a?b', { kind: 'web', href: 'https://www.example.org/a?b' }],
    ['http:/example.org', { kind: 'web', href: 'http://example.org/' }],
    ['https//example.org/a', { kind: 'web', href: 'https://example.org/a' }],
    ['http://https://example.org', { kind: 'web', href: 'https://example.org/' }],
    ['htps://example.org', { kind: 'web', href: 'https://example.org/' }],
    ['news@example.org', { kind: 'contact', href: 'mailto:news@example.org' }],
    ['mailto://a@example.org', { kind: 'contact', href: 'mailto:a@example.org' }],
    ['email:a@example.org', { kind: 'contact', href: 'mailto:a@example.org' }],
    ['tel:+374 10 123456', { kind: 'contact', href: 'tel:+37410123456' }],
    ['wwwhat', { kind: 'file', href: 'wwwhat', mark: 'wwwhat' }],
    ['magnet:?xt=urn:x', { kind: 'text', address: 'magnet:?xt=urn:x' }],
    ['/files/report.PDF#page=2', { kind: 'other-file', href: '/files/report.PDF#page=2' }],
    ['/sections/world/feed.json', { kind: 'site', href: '/sections/world/feed.json' }],
    ['java\nscript:alert(1)', { kind: 'unsafe' }],
    ['\u0001javascript:alert(1)', { kind: 'unsafe' }],
    ['JavaScript:alert(1)', { kind: 'unsafe' }],
    ['data:text/html,x', { kind: 'unsafe' }],
    ['//example.org/page', { kind: 'web', href: 'https://example.org/page' }],
    ['//example.org:8080?a', { kind: 'web', href: 'https://example.org:8080/?a' }],
    ['//müller.example#part', { kind: 'web', href: 'https://xn--mller-kva.example/#part' }],
    ['//page', { kind: 'unsafe' }],
    ['//user@evil.example', { kind: 'unsafe' }],
    ['///evil.example', { kind: 'unsafe' }],
    ['//\\evil.example', { kind: 'unsafe' }],
    ['/\\evil.example', { kind: 'unsafe' }],
    ['/\t/example.org', { kind: 'web', href: 'https://example.org/' }],
    ['https:evil.example', { kind: 'unsafe' }],
    [`/${'x'.repeat(3000)}`, { kind: 'unsafe' }],
  ])('%j', (written, expected) => {
    expect(classifyLink(written)).toEqual(expected);
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
    ['/media/', null],
    ['data:image/png;base64,x', null],
  ])('%s', (written, src) => {
    expect(classifyPicture(written, 'articles/2016/x.md')).toEqual(
      src === null ? { kind: 'elsewhere' } : { kind: 'served', src },
    );
  });

  test.each(['/media/x.svg', 'media/x.PDF', '/media/x', '/media/.jpg', '/media/a.jpg/x.tiff'])(
    '%s is no picture that is served',
    (written) => {
      expect(classifyPicture(written, 'articles/x.md')).toEqual({ kind: 'not-served' });
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
    expect(classifyPicture(written, 'articles/x.md')).toEqual({ kind: 'served', src: written });
  });

  test.each([
    ['talk.jpg', '/articles/2016/07/talk.jpg'],
    ['./talk 1.jpg', '/articles/2016/07/talk%201.jpg'],
    ['../08/talk.PNG?x', '/articles/2016/08/talk.PNG'],
    ['./pictures/talk.jpg', '/articles/2016/07/pictures/talk.jpg'],
    ['pictures/talk.jpg', '/articles/2016/07/pictures/talk.jpg'],
    ['./../../talk.webp', '/articles/talk.webp'],
    ['../../../media/talk.jpg', '/media/talk.jpg'],
  ])('%s lies beside the article', (written, src) => {
    expect(classifyPicture(written, 'articles/2016/07/a.md')).toEqual({ kind: 'served', src });
  });

  test.each([
    ['../../../talk.jpg', 'articles/2016/07/a.md'],
    ['../../../../talk.jpg', 'articles/2016/07/a.md'],
    ['../../../pages/talk.jpg', 'articles/2016/07/a.md'],
    ['./%2e%2e/../../site.jpg', 'articles/2016/07/a.md'],
    ['/articles/2016/07/talk.jpg', 'articles/2016/07/a.md'],
    ['./.secret/talk.jpg', 'articles/2016/07/a.md'],
    ['./.talk.jpg', 'articles/2016/07/a.md'],
    ['talk', 'articles/2016/07/a.md'],
    ['./talk.jpg', 'pages/about.md'],
    ['../talk.jpg', 'pages/about.md'],
    ['/talk.jpg', 'pages/about.md'],
  ])('%s does not lie beside %s', (written, file) => {
    expect(classifyPicture(written, file)).toEqual({ kind: 'elsewhere' });
  });

  test.each([
    ['/articles/2016/07/talk.jpg', 'articles/2016/07/a.md', '/media/talk.jpg'],
    ['/articles/2016/07/p/t%201.jpg', 'articles/2016/07/a.md', '/media/p/t%201.jpg'],
    ['/authors/desk.jpg', 'authors/desk.md', '/media/desk.jpg'],
    ['/articles/2016/talk.jpg', 'articles/2016/07/a.md', null],
    ['/media/talk.jpg', 'articles/2016/07/a.md', null],
    ['/media/talk.jpg', 'pages/about.md', null],
  ])('%s, named in %s, is looked for as %s too', (src, file, alternative) => {
    expect(alternativeOf(src, file)).toBe(alternative);
  });

  test.each(['talk.jpg', 'p/talk.jpg'])('%s of a page lies in media', (written) => {
    expect(classifyPicture(written, 'pages/about.md')).toEqual({ kind: 'served', src: `/media/${written}` });
  });

  test('another file beside an article is no picture that is served', () => {
    expect(classifyPicture('./plan.svg', 'articles/2016/a.md')).toEqual({ kind: 'not-served' });
    expect(classifyPicture('../articles/ferry.jpg', 'pages/about.md')).toEqual({
      kind: 'served',
      src: '/articles/ferry.jpg',
    });
  });

  test.each(['https://e.example/x.png', '//e.example/x.png'])('%s is another site’s', (written) => {
    expect(classifyPicture(written, 'articles/x.md')).toEqual({
      kind: 'web',
      href: 'https://e.example/x.png',
    });
  });
});
