import { expect, test } from 'vitest';
import { showBody } from '../../../src/pages/parts/show-body.ts';
import { contextWithPictures } from '../../support/sample-pictures.ts';

const LINK =
  '<p><a href="/articles/a/report.pdf#page=3" data-download="/articles/a/report.pdf">The report</a></p>';

test('a link to a file tells its size and leads to where the file lies; its page depends on it', () => {
  const used: string[] = [];
  const base = contextWithPictures({});
  const context = {
    ...base,
    uses: (key: string) => void used.push(key),
    catalog: {
      ...base.catalog,
      file: (src: string) =>
        src === '/articles/a/report.pdf'
          ? { src: '/media/report.pdf', type: 'application/pdf', bytes: 1_234_567, isNamed: true }
          : null,
    },
  };
  const show = (html: string) => showBody(context, html, { opensPage: false, language: 'en' });
  expect(show(LINK)).toBe('<p><a href="/media/report.pdf#page=3">The report (PDF, 1.2\u00a0MB)</a></p>');
  expect(show(LINK.replaceAll('report.pdf', 'other.pdf'))).toBe(
    '<p><a href="/articles/a/other.pdf#page=3">The report</a></p>',
  );
  expect(used).toEqual(['file:/articles/a/report.pdf', 'file:/articles/a/other.pdf']);
});
