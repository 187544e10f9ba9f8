import { expect, test } from 'vitest';
import { downloadsIn, fillDownloadMarks } from '../../../src/domain/marks/download-marks.ts';

const BODY =
  '<p><a href="/media/a.pdf#page=2" title="T" data-download="/media/a.pdf">A <b>report</b></a> (PDF, 2 MB)</p>\n<p><a href="/x">X</a></p>';

test('a link leads to its file, with its fragment, and tells what it is given', () => {
  const seen: unknown[] = [];
  const html = fillDownloadMarks(BODY, (download) => {
    seen.push(download);
    return { path: '/articles/a$1.pdf', noteHtml: ' ($&)' };
  });
  expect(html).toBe(
    '<p><a href="/articles/a$1.pdf#page=2" title="T">A <b>report</b> ($&)</a> (PDF, 2 MB)</p>\n<p><a href="/x">X</a></p>',
  );
  expect(seen).toEqual([
    { src: '/media/a.pdf', innerHtml: 'A <b>report</b>', behindHtml: ' (PDF, 2 MB)</p>' },
  ]);
});

test('a link whose file is not known leads where the text says', () => {
  const html = fillDownloadMarks(BODY, () => null);
  expect(html).toContain('<a href="/media/a.pdf#page=2" title="T">A <b>report</b></a>');
});

test('the files that a body leads to', () => {
  expect(downloadsIn(BODY)).toEqual(['/media/a.pdf']);
  expect(downloadsIn('<p>data-download</p>')).toEqual([]);
});
