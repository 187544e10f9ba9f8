import { describe, expect, test } from 'vitest';
import { webPicturesIn, webPicturesOf } from '../../../src/content/document/web-pictures.ts';
import { renderBody } from '../../../src/content/markdown/render-body.ts';
import { showBody } from '../../../src/pages/parts/show-body.ts';
import { TEST_SITE } from '../../content/test-site.ts';
import { contextWithPictures, SAMPLE_FACTS } from '../../support/sample-pictures.ts';

const bodyOf = (text: string): string =>
  renderBody({ text, file: 'articles/a.md', title: 'T', language: 'en' }).html;
const shown = (text: string, isThere = false): string => {
  const there = { '/fetched/cdn.example.org/boat.jpg': SAMPLE_FACTS };
  return showBody(contextWithPictures(isThere ? there : {}), bodyOf(text), {
    opensPage: false,
    language: 'en',
  });
};
const LINK = '<a href="https://cdn.example.org/boat.jpg" rel="external noopener">';

describe('a picture of another host', () => {
  test.each([
    ['![A boat](https://cdn.example.org/boat.jpg)', `<p>${LINK}A boat</a></p>`],
    ['![](//cdn.example.org/boat.jpg)', `<p>${LINK}https://cdn.example.org/boat.jpg</a></p>`],
    [
      '![A boat](https://cdn.example.org/boat.jpg "On the lake")',
      `<figure>${LINK}A boat</a><figcaption>On the lake</figcaption></figure>`,
    ],
    ['See ![a boat](https://cdn.example.org/boat.jpg) there.', `<p>See ${LINK}a boat</a> there.</p>`],
    ['[![A boat](https://cdn.example.org/boat.jpg)](/about)', '<p><a href="/about">A boat</a></p>'],
    ['[![](https://cdn.example.org/boat.jpg)](/about)', `<p>${LINK}https://cdn.example.org/boat.jpg</a></p>`],
    [
      '![A](<https://cdn.example.org/a b.jpg>)',
      '<p><a href="https://cdn.example.org/a%20b.jpg" rel="external noopener">A</a></p>',
    ],
    ['![A](https://u:p@cdn.example.org/boat.jpg)', '<p>A</p>'],
    [
      '[![A boat](https://cdn.example.org/boat.jpg) and more](/about)',
      '<p><a href="/about">A boat and more</a></p>',
    ],
  ])('that is not there is a link: %s', (text, html) => {
    expect(shown(text).trim()).toBe(html);
  });

  test.each([
    '![A boat](https://cdn.example.org/boat.jpg "C")',
    '[![A boat](http://cdn.example.org/boat.jpg)](/about)',
  ])('that is there is one of the site: %s', (text) => {
    const html = shown(text, true);
    expect(html).toContain('<picture>');
    expect(html).not.toMatch(/cdn\.example|data-/);
  });

  test('is found in a body, whether it is kept or rendered for that', () => {
    const text =
      '![A](https://cdn.example.org/a.jpg?x=1&y=2)\n\n[![B](http://cdn.example.org/b.jpg)](/about)\n\n![A](https://cdn.example.org/a.jpg?x=1&y=2)';
    const found = ['https://cdn.example.org/a.jpg?x=1&y=2', 'http://cdn.example.org/b.jpg'];
    expect(webPicturesIn(bodyOf(text))).toEqual(found);
    const image = {
      src: '/fetched/x/l.jpg',
      alt: '',
      caption: null,
      credit: null,
      focus: null,
      web: 'https://x.example/l.jpg',
    };
    const record = { file: 'articles/a.md', title: 'T', language: null, image };
    expect(webPicturesOf({ record, text, bodyStart: 0, bodyHtml: null }, TEST_SITE)).toEqual([
      'https://x.example/l.jpg',
      ...found,
    ]);
    expect(
      webPicturesOf(
        {
          record: { ...record, image: null },
          text: '`https://cdn.example.org/a.jpg`',
          bodyStart: 0,
          bodyHtml: null,
        },
        TEST_SITE,
      ),
    ).toEqual([]);
  });
});
