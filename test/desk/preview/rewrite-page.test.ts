import { describe, expect, test } from 'vitest';
import { placeLink, placeSourceSet, placeStyle } from '../../../src/desk/preview/place-link.ts';
import { type PreviewedPage, rewritePage } from '../../../src/desk/preview/rewrite-page.ts';
import { storyPaths } from '../../../src/desk/preview/story-paths.ts';

const SITE = 'https://courier.example';
const page = (given: Partial<PreviewedPage> = {}): PreviewedPage => ({
  prefix: '/preview/T',
  origin: SITE,
  has: () => true,
  banner: null,
  symbols: null,
  isFramed: false,
  ...given,
});
const story = page({ has: storyPaths('/2026/12/01/a') });

describe('an address', () => {
  test.each([
    ['/', '/preview/T/'],
    ['/2026/12/01/a?x=1#n', '/preview/T/2026/12/01/a?x=1#n'],
    [SITE, '/preview/T/'],
    [`${SITE}/feed.xml`, '/preview/T/feed.xml'],
    ['//other.example/a', '//other.example/a'],
    [`${SITE}.evil.example/a`, `${SITE}.evil.example/a`],
    ['https://other.example/a', 'https://other.example/a'],
    ['#notes', '#notes'],
    ['?page=2', '?page=2'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['', ''],
  ])('%s of the site stands at %s in its preview', (address, placed) => {
    expect(placeLink(address, page())).toBe(placed);
  });

  test.each([
    ['/2026/12/01/a#n', '/preview/T/2026/12/01/a#n'],
    ['/assets/js/theme-1.js', '/preview/T/assets/js/theme-1.js'],
    ['/articles/2026/lake.jpg', '/preview/T/articles/2026/lake.jpg'],
    ['/authors/ani.jpg', '/preview/T/authors/ani.jpg'],
    ['/authors/ani', `${SITE}/authors/ani`],
    ['/sections/world', `${SITE}/sections/world`],
    ['/2026/12/01/ab', `${SITE}/2026/12/01/ab`],
    ['/', `${SITE}/`],
  ])('%s stands at %s in that of one story', (address, placed) => {
    expect(placeLink(address, story)).toBe(placed);
  });

  test('is found in lists of sources and in styles', () => {
    const sources = '/p/a-320.avif 320w, /p/a-640.avif 640w, https://other.example/x.jpg 2x';
    expect(placeSourceSet(sources, page())).toBe(
      '/preview/T/p/a-320.avif 320w, /preview/T/p/a-640.avif 640w, https://other.example/x.jpg 2x',
    );
    const css =
      'a{src:url(/f.woff2)}b{src:url("/g.woff2")}c{src:url(../h.woff2) url(//o.example/i) url(data:,x)}';
    expect(placeStyle(css, page())).toBe(
      'a{src:url(/preview/T/f.woff2)}b{src:url("/preview/T/g.woff2")}c{src:url(../h.woff2) url(//o.example/i) url(data:,x)}',
    );
  });
});

describe('a page', () => {
  test('keeps every byte but those of its addresses', async () => {
    const html =
      "<!doctype html>\r\n<html><head><title>A & B</title></head><body class=x DATA-n='1'>\n<p>See href=\"/x\" &copy; <a  title='q' href='/x?a=1&amp;b=2'>it</a>\n<img alt='' src=/y.jpg><br/></body></html>\n";
    const shown = await rewritePage(html, page());
    expect(shown).toBe(
      html
        .replace("href='/x?a=1&amp;b=2'", 'href="/preview/T/x?a=1&amp;b=2"')
        .replace('src=/y.jpg', 'src="/preview/T/y.jpg"')
        .replace('</head>', '<meta name="robots" content="noindex"></head>'),
    );
  });

  test('says nothing to search engines, and is not kept', async () => {
    const html = `<html><head><meta name="robots" content="index,follow"><link rel="canonical" href="${SITE}/a"><link rel="manifest" href="/m.json"><script src="/assets/js/theme-1a.js"></script><script type="module" src="/assets/js/offline-1a.js"></script></head><body>x</body></html>`;
    expect(await rewritePage(html, page())).toBe(
      '<html><head><meta name="robots" content="noindex"><script src="/preview/T/assets/js/theme-1a.js"></script></head><body>x</body></html>',
    );
  });

  test('has its banner first in its body, and its drawings in itself', async () => {
    const html = '<html><head></head><body class="b"><svg><use href="/s.svg#menu"/></svg></body></html>';
    const shown = await rewritePage(
      html,
      page({
        banner: { html: '<aside>Preview</aside>', css: 'a{}' },
        symbols: { path: '/s.svg', svg: '<svg><symbol id="menu"/></svg>' },
      }),
    );
    expect(shown).toContain('<style>a{}</style></head><body class="b">\n<aside>Preview</aside>');
    expect(shown).toContain('<use href="#preview-drawing-menu"/>');
    expect(shown).toContain('<div hidden><svg><symbol id="preview-drawing-menu"/></svg></div>\n</body>');
  });

  test('beside the editor opens what is elsewhere in a window of its own', async () => {
    const html =
      '<html><head></head><body><a href="https://o.example/">o</a><a href="/a">a</a></body></html>';
    const shown = await rewritePage(html, page({ isFramed: true }));
    expect(shown).toContain('<a href="https://o.example/" target="_blank">o</a><a href="/preview/T/a">a</a>');
  });
});
