import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { buildArticlePage } from '../../../src/pages/article-page.ts';
import { type BodyImage, replaceImages } from '../../../src/media/pictures/body-images.ts';
import { showBody } from '../../../src/pages/parts/show-body.ts';
import { buildPictureView, writePicture } from '../../../src/pages/parts/picture-view.ts';
import { buildStandingPage } from '../../../src/pages/standing-page.ts';
import { createRenderer } from '../../../src/render/renderer.ts';
import { contextWithPictures, SAMPLE_FACTS, samplePicture } from '../../support/sample-pictures.ts';
import { SAMPLE_PAGE, sampleArticle } from '../../support/sample-site.ts';

const IMAGE = '<img src="/media/view.jpg" alt="A &quot;view&quot;" loading="lazy" decoding="async">';
const context = contextWithPictures({ '/media/view.jpg': SAMPLE_FACTS });
const show = (html: string, opensPage = false) => showBody(context, html, { opensPage, language: 'en' });

describe('the pictures of a body', () => {
  test('get sizes and formats, and figures stay figures', () => {
    const html = show(`<figure>${IMAGE}<figcaption>Seen &amp; heard</figcaption></figure>\n<p>One.</p>`);
    expect(html).toMatch(
      /^<figure><picture><source type="image\/avif" srcset="[^"]+" sizes="[^"]+"><img [^>]+><\/picture><figcaption>Seen &amp; heard<\/figcaption><\/figure>\n<p>One\.<\/p>$/,
    );
    expect(html).toContain('alt="A &quot;view&quot;" width="1280" height="800" loading="lazy"');
    expect(html.match(/<img[^>]*>/)?.[0].match(/ (?:src|loading|decoding)=/g)).toHaveLength(3);
  });

  test('stay in their links', () => {
    expect(show(`<figure><a href="https://example.com/">${IMAGE}</a></figure>`)).toMatch(
      /<a href="https:\/\/example\.com\/"><picture>.*<\/picture><\/a><\/figure>$/,
    );
  });

  test('keep an editor’s width, with the height that belongs to it, and the editor’s words', () => {
    const html = show(
      '<img src="/media/view.jpg" alt="" title="T &lt;" width="640" height="640" lang="hy" dir="ltr">',
    );
    expect(html).toContain('width="640" height="400"');
    expect(html).toContain('title="T &lt;" lang="hy" dir="ltr"');
  });

  test.each([
    [
      'a figure is left to its caption',
      '<figure>IMG<figcaption>Seen <b>here</b></figcaption></figure>',
      '<figure><figcaption>Seen <b>here</b></figcaption></figure>\n',
    ],
    [
      'or, without one, to its text',
      '<figure>IMG</figure>',
      '<figure><figcaption>A &quot;view&quot;</figcaption></figure>\n',
    ],
    [
      'a linked one too',
      '<figure><a href="/x">IMG</a><figcaption>Seen</figcaption></figure>',
      '<figure><figcaption>Seen</figcaption></figure>\n',
    ],
    [
      'within a sentence its text stands',
      '<p>Look: IMG, there.</p>',
      '<p>Look: A &quot;view&quot;, there.</p>',
    ],
    [
      'two in a figure',
      '<figure>IMG IMG<figcaption>Both</figcaption></figure>',
      '<figure>A &quot;view&quot; A &quot;view&quot;<figcaption>Both</figcaption></figure>',
    ],
    [
      'without words, nothing is left',
      '<p>One.</p><figure>BARE</figure><p>BARE</p><p>Two.</p>',
      '<p>One.</p><p>Two.</p>',
    ],
    [
      'one between blocks becomes one',
      '<p>One.</p>\nIMG<p>Two.</p>\nBARE',
      '<p>One.</p>\n<p>A &quot;view&quot;</p><p>Two.</p>\n',
    ],
    ['nor an empty link', '<p>One <a href="/x">BARE</a>two.</p>', '<p>One two.</p>'],
    [
      'text that looks like it stays',
      '<p>&lt;img&gt;</p><figure><table></table></figure>BARE',
      '<p>&lt;img&gt;</p><figure><table></table></figure>',
    ],
  ])('that are not there: %s', (_, html, shown) => {
    const unknown = IMAGE.replace('view.jpg', 'other.jpg');
    const bare = '<img src="/media/other.jpg" alt="">';
    expect(show(html.replaceAll('IMG', unknown).replaceAll('BARE', bare))).toBe(shown);
    expect(context.usedKeys).toContain('picture:/media/other.jpg');
  });

  test('that are not there take no long time to leave, however many', () => {
    const bare = '<img src="/media/other.jpg" alt="a">';
    for (const piece of [
      bare,
      `<figure>${bare}`,
      `<a href="/">${bare}`,
      `<figure>${bare}<figcaption>`,
      `<p>${bare}`,
    ]) {
      expect(show(piece.repeat(2_000))).not.toContain('<img');
    }
  });

  test('are pictures only: text and code that look like one stay', () => {
    const html =
      '<p title="a &lt;img src=&quot;/media/view.jpg&quot;&gt;">&lt;img src="/media/view.jpg"&gt;</p><code>&lt;img&gt;</code>';
    expect(show(html)).toBe(html);
  });

  test('are looked up by plain address and text, in their order', () => {
    const asked: Omit<BodyImage, 'attribute'>[] = [];
    replaceImages(
      '<img src="/media/a&amp;amp;b.jpg" alt="&lt;b&gt;"><p></p><img src="/media/c.jpg">',
      ({ attribute: _attribute, ...image }) => {
        asked.push(image);
        return null;
      },
    );
    expect(asked).toEqual([
      { src: '/media/a&amp;b.jpg', alt: '<b>', index: 0 },
      { src: '/media/c.jpg', alt: '', index: 1 },
    ]);
  });

  test('one that opens the page is its lead', () => {
    const figure = `<figure>${IMAGE}</figure>`;
    expect(show(figure + figure, true).match(/fetchpriority="high"|loading="lazy"/g)).toEqual([
      'fetchpriority="high"',
      'loading="lazy"',
    ]);
    expect(show(figure, false)).not.toContain('fetchpriority');
    expect(show(`<p>One.</p>${figure}`, true)).not.toContain('fetchpriority');
    const lead = sampleArticle({ bodyHtml: figure });
    expect(buildArticlePage(context, lead).article.bodyHtml).toContain('fetchpriority');
    const second = sampleArticle({ bodyHtml: figure, image: samplePicture() });
    expect(buildArticlePage(context, second).article.bodyHtml).not.toContain('fetchpriority');
    expect(buildStandingPage(context, { ...SAMPLE_PAGE, bodyHtml: figure }).page.bodyHtml).toContain(
      'fetchpriority',
    );
  });

  test('no attribute can be ended from within', () => {
    const view = buildPictureView(context, samplePicture(), 'body');
    if (view === null) throw new Error('not shown');
    const hostile = { ...view, alt: `"><script>'&` };
    const html = replaceImages(IMAGE, (image) => writePicture(hostile, image));
    expect(html).toContain(`alt="&quot;&gt;&lt;script&gt;'&amp;"`);
    expect(html).not.toContain('<script>');
  });
});

test.each([
  ['a photograph', SAMPLE_FACTS],
  ['what shows through', { ...SAMPLE_FACTS, hasAlpha: true }],
  ['what moves', { ...SAMPLE_FACTS, isAnimated: true, format: 'gif' }],
  ['a small one', { ...SAMPLE_FACTS, width: 100, height: 80 }],
  ['a tall one', { ...SAMPLE_FACTS, width: 1000, height: 1600 }],
] as const)('the view and the body write %s alike', (_, facts) => {
  const known = contextWithPictures({ '/media/view.jpg': facts });
  const figure = `<figure><img src="/media/view.jpg" alt="A &lt;view&gt;"></figure>`;
  const image = samplePicture({ alt: 'A <view>' });
  const render = createRenderer({
    viewsDir: fileURLToPath(new URL('../../../views', import.meta.url)),
    css: '--color-paper:light-dark(#fff,#000)',
    assetUrl: (name) => `/${name}`,
  });
  const page = render('article', buildArticlePage(known, sampleArticle({ image })));
  const [, lead = ''] = /<figure class="lead-picture">([\s\S]*?)<\/figure>/.exec(page) ?? [];
  const [, body = ''] =
    /<figure>(.*)<\/figure>/.exec(showBody(known, figure, { opensPage: true, language: 'en' })) ?? [];
  expect(lead.replace(/>\s+</g, '><').trim()).toBe(body);
  expect(body).toContain('alt="A &lt;view&gt;"');
});

describe('a gallery', () => {
  const VIEW = '<figure><img src="/media/view.jpg" alt="A view"><figcaption>Seen</figcaption></figure>';
  const GONE = '<figure><img src="/media/gone.jpg" alt="Gone"></figure>';
  const gallery = (...figures: string[]): string => `<div class="gallery">${figures.join('\n')}</div>`;

  test('leads from each picture to itself, as large as it is served, loads late and knows its columns', () => {
    const html = show(gallery(VIEW, VIEW));
    const [link = ''] = html.match(/<a [^>]*>/) ?? [];
    expect(link).toBe(`<a href="/pictures/${SAMPLE_FACTS.hash}-1600.jpg">`);
    expect(
      html.match(
        /<figure class="gallery__half"><a [^>]*><picture>.*?<\/picture><\/a><figcaption>Seen<\/figcaption>/g,
      ),
    ).toHaveLength(2);
    expect(html.match(/sizes="\(min-width: 69.5rem\) 20.75rem, [^"]*calc\(50vw - 1.25rem\)"/g)).toHaveLength(
      2,
    );
    expect(html.match(/loading="lazy"/g)).toHaveLength(2);
    expect(html).not.toContain('data-');
  });

  test('names a link to a picture without words by its number', () => {
    const html = show(gallery(VIEW.replace('A view', ''), VIEW));
    expect(html.match(/aria-label="[^"]*"/g)).toEqual(['aria-label="Picture 1"']);
  });

  test('keeps a link of the editor’s own', () => {
    const linked = VIEW.replace(/<img[^>]*>/, (image) => `<a href="https://example.com/">${image}</a>`);
    expect(show(gallery(linked, VIEW)).match(/<a [^>]*>/g)?.[0]).toBe('<a href="https://example.com/">');
  });

  test('is no lead; what is left of it may be', () => {
    expect(show(gallery(VIEW, VIEW), true)).not.toContain('fetchpriority');
    expect(show(gallery(VIEW, GONE), true)).toContain('fetchpriority="high"');
    expect(show(gallery(VIEW, GONE), true)).toMatch(/^<figure><picture>/);
  });
});
