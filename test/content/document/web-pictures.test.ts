import { expect, test } from 'vitest';
import { SAMPLE_SITE } from '../../support/sample-site.ts';
import { webPicturesOf } from '../../../src/content/document/web-pictures.ts';

const of = (body: string): string[] =>
  webPicturesOf(
    {
      record: { file: 'articles/a.md', title: 'A', language: null, image: null },
      text: body,
      bodyStart: 0,
      bodyHtml: null,
    },
    { ...SAMPLE_SITE, language: 'en' },
  );

test('pictures of other hosts are found in Markdown and in tags', () => {
  expect(of('![A](https://cdn.test/a.jpg)')).toEqual(['https://cdn.test/a.jpg']);
  expect(of('Text <img src="https://cdn.test/b.jpg" alt="B"> text.')).toEqual(['https://cdn.test/b.jpg']);
  expect(of('![A](/media/a.jpg) and https://cdn.test/')).toEqual([]);
});

test('a body with many beginnings of pictures, and no address after them, takes no time', () => {
  expect(of(`https://a.test/\n\n${'!['.repeat(200_000)}`)).toEqual([]);
});
