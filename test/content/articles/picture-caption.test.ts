import { expect, test } from 'vitest';
import type { Site } from '../../../src/config/site.ts';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';

const SITE = {
  name: 'T',
  language: 'en',
  timeZone: 'UTC',
  sections: [],
  publisher: { name: 'T', url: null },
  formerHosts: ['old.example'],
} as unknown as Site;
const imageOf = (image: string) =>
  parseArticle(
    { file: 'articles/a.md', text: `---\ntitle: A\ndate: 2016-07-15\nimage: ${image}\n---\nText.\n` },
    SITE,
  ).article?.image;

test('a caption has its words for machines, and links and emphasis for readers', () => {
  expect(imageOf('{src: quay.jpg, alt: A, caption: "The *quay*, by [Anna](/authors/anna)"}')).toMatchObject({
    caption: 'The quay, by Anna',
    captionHtml: 'The <em>quay</em>, by <a href="/authors/anna">Anna</a>',
  });
  const plain = imageOf('{src: quay.jpg, alt: A, caption: The quay}');
  expect(plain?.caption).toBe('The quay');
  expect(plain).not.toHaveProperty('captionHtml');
  expect(
    imageOf('{src: quay.jpg, alt: A, caption: "<script>x()</script><b>B</b>"}')?.captionHtml,
  ).not.toContain('<script');
});

test('a lead picture is looked for as any other', () => {
  expect(imageOf('https://old.example/wp-content/x.png')?.src).toBe('/media/wp-content/x.png');
  expect(imageOf('/images/x.png')?.src).toBe('/media/images/x.png');
  expect(imageOf('../images/x.png')?.src).toBe('/media/images/x.png');
});
