import { describe, expect, test } from 'vitest';
import { classifyLink } from '../../../src/content/markdown/html/link-target.ts';
import { classifyPicture } from '../../../src/domain/picture-source.ts';

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
    ['/files/report.PDF#page=2', { kind: 'download', href: '/files/report.PDF#page=2' }],
    ['../report.pdf', { kind: 'download', href: '../report.pdf' }],
    ['/files/setup.EXE', { kind: 'other-file', href: '/files/setup.EXE' }],
    ['/robots.txt', { kind: 'site', href: '/robots.txt' }],
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
  const FILE = 'articles/2016/07/a.md';
  const isOwnHost = (host: string): boolean => host === 'old.example';
  const classified = (written: string, file = FILE) => classifyPicture(written, file, { isOwnHost });

  test.each([
    // Where media holds it, or the text's folder.
    ['/media/a.jpg', '/media/a.jpg', 1],
    ['media/a b.jpg?x', '/media/a%20b.jpg', 1],
    ['../../../media/é.jpg', '/media/%C3%A9.jpg', 1],
    ['/media/x/../a.jpg', '/media/a.jpg', 1],
    ['talk.jpg', '/articles/2016/07/talk.jpg', 1],
    ['./talk 1.jpg', '/articles/2016/07/talk%201.jpg', 1],
    ['../08/talk.PNG?x', '/articles/2016/08/talk.PNG', 2],
    ['./pictures/talk.jpg', '/articles/2016/07/pictures/talk.jpg', 2],
    ['./../../talk.webp', '/articles/talk.webp', 1],
    ['/articles/2016/07/talk.jpg', '/articles/2016/07/talk.jpg', 3],
    // From the root, as other systems name it.
    ['/wp-content/uploads/2019/05/x.png?w=300', '/media/wp-content/uploads/2019/05/x.png', 5],
    ['/images/x%20y.png', '/media/images/x%20y.png', 2],
    ['\\images\\x.png', '/media/images/x.png', 2],
    ['../../../images/x.png', '/media/images/x.png', 2],
    ['../../../../../images/x.png', '/media/images/x.png', 2],
    ['/media/../x.jpg', '/media/x.jpg', 1],
    // What templates leave before it.
    ['{{ site.baseurl }}/images/x.png', '/media/images/x.png', 2],
    ['{static}/images/x.png', '/media/images/x.png', 2],
    ['{attach}x.png', '/articles/2016/07/x.png', 1],
    ['@site/static/img/x.png', '/media/static/img/x.png', 3],
    ['~/assets/x.png', '/media/assets/x.png', 2],
    ['@/assets/x.png', '/media/assets/x.png', 2],
    ['@nna/x.png', '/articles/2016/07/%40nna/x.png', 2],
    // On the newsroom's own hosts.
    ['https://old.example/wp-content/x.png?w=300#a', '/media/wp-content/x.png', 2],
    ['//old.example/x%20y.png', '/media/x%20y.png', 1],
    ['http://i2.wp.com/old.example/a/x.jpg?resize=300', '/media/a/x.jpg', 2],
  ])('%s is looked for as %s first', (written, src, tail) => {
    expect(classified(written)).toEqual({ kind: 'served', src, tail, isAnywhere: false });
  });

  test.each([
    ['talk.jpg', '/media/talk.jpg'],
    ['./p/talk.jpg', '/media/p/talk.jpg'],
    ['../talk.jpg', '/media/talk.jpg'],
    ['/talk.jpg', '/media/talk.jpg'],
    ['../articles/ferry.jpg', '/articles/ferry.jpg'],
  ])('%s of a page lies in %s', (written, src) => {
    expect(classified(written, 'pages/about.md')).toMatchObject({ kind: 'served', src });
  });

  test('a picture that is meant wherever it is', () => {
    expect(classified('name:maps/the%20quay.png')).toEqual({
      kind: 'served',
      src: '/articles/2016/07/maps/the%20quay.png',
      tail: 2,
      isAnywhere: true,
    });
  });

  test.each([
    '/media/',
    '/media/%2e%2e/%2e%2e/etc',
    'data:image/png;base64,x',
    './.secret/talk.jpg',
    './.talk.jpg',
    '/.git/x.png',
    'talk',
    'see the file x/ y.png',
    '{{ page.image }}',
    '',
  ])('%s is no picture', (written) => {
    expect(classified(written)).toEqual({ kind: 'elsewhere' });
  });

  test.each(['media/x.PDF', './plan.psd', '/media/a.jpg/x.psd', '/files/report.pdf'])(
    '%s is no picture that is served',
    (written) => {
      expect(classified(written)).toEqual({ kind: 'not-served' });
    },
  );

  test.each(['JPG', 'jpeg', 'png', 'webp', 'avif', 'gif'])('.%s is a picture that is served', (extension) => {
    expect(classified(`/media/x.${extension}`)).toMatchObject({
      kind: 'served',
      src: `/media/x.${extension}`,
    });
  });

  test.each(['https://e.example/x.png', '//e.example/x.png', 'https://i0.wp.com/e.example/x.png'])(
    '%s is another site’s',
    (written) => {
      const href = written.replace(/^(?=\/)/, 'https:');
      expect(classified(written)).toEqual({ kind: 'web', href });
    },
  );
});
