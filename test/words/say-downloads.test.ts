import { expect, test } from 'vitest';
import { shownSize } from '../../src/words/file-size.ts';
import { sayDownloads } from '../../src/words/say-downloads.ts';
import { ENGLISH } from '../../src/words/words-of.ts';
import { runWithDeadline } from '../../src/problems/reading/run-with-deadline.ts';

test.each([
  [1, 'en', '1 kB'],
  [12_345, 'en', '12 kB'],
  [999_499, 'en', '999 kB'],
  [999_500, 'en', '1 MB'],
  [1_234_567, 'en', '1.2 MB'],
  [1_234_567, 'ru', '1,2 МБ'],
  [1_234_567, 'fr', '1,2 Mo'],
  [12_345_678, 'en', '12 MB'],
  [5_000_000_000, 'en', '5 GB'],
])('%i bytes in %s are %s', (bytes, locale, shown) => {
  expect(shownSize(bytes, locale).replace(/[\u00a0\u202f]/, ' ')).toBe(shown);
});

const say = (inner: string, { src = '/media/report.pdf', behind = '', locale = 'en' } = {}): string => {
  const body = `<p><a href="${src}" data-download="${src}">${inner}</a>${behind}</p>`;
  const file = () => ({ src, bytes: 1_200_000 });
  return sayDownloads(body, { words: ENGLISH, locale, file })
    .replace(`<p><a href="${src}">`, '')
    .replace(`</a>${behind}</p>`, '')
    .replaceAll('\u00a0', ' ');
};

test.each([
  ['Report', 'Report (PDF, 1.2 MB)'],
  ['The <em>whole</em> report', 'The <em>whole</em> report (PDF, 1.2 MB)'],
  ['Report (PDF)', 'Report (PDF) (1.2 MB)'],
  ['report.pdf', 'report.pdf (1.2 MB)'],
  ['Report, 1 MB', 'Report, 1 MB'],
  ['Отчёт, 1,2 МБ', 'Отчёт, 1,2 МБ'],
  ['Report [1.2 MiB]', 'Report [1.2 MiB]'],
  ['The 2 babies', 'The 2 babies (PDF, 1.2 MB)'],
  [
    '<picture><img src="/x.jpg" alt="Report"></picture>',
    '<picture><img src="/x.jpg" alt="Report"></picture>',
  ],
])('%s becomes %s', (inner, shown) => {
  expect(say(inner)).toBe(shown);
});

test('a size that stands behind the link is not told again', () => {
  expect(say('Report', { behind: ' (PDF, 1.3 MB)' })).toBe('Report');
  expect(say('Report', { behind: ' – 900 kB' })).toBe('Report');
  expect(say('Report', { behind: ' and 3 MB more' })).toBe('Report (PDF, 1.2 MB)');
});

test('the number is written as the site writes numbers', () => {
  expect(say('Отчёт', { src: '/media/a.zip', locale: 'ru' })).toBe('Отчёт (ZIP, 1,2 МБ)');
});

test('a hostile body takes no longer than its length', () => {
  const text = `${'1'.repeat(50_000)} ${'(1 '.repeat(20_000)}`;
  const outcome = runWithDeadline(() => say(text, { behind: `(${'1'.repeat(50_000)}` }), 1_000);
  expect(outcome.kind).toBe('done');
});
