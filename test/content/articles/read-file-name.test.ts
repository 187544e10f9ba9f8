import { expect, test } from 'vitest';
import { readFileName } from '../../../src/content/articles/read-file-name.ts';

test.each([
  ['articles/2016/My Story!.md', 'my-story', undefined],
  ['articles/2016-07-15-my-story.markdown', 'my-story', '2016-07-15'],
  ['articles/٢٠١٦-٠٧-١٥-خبر.md', 'خبر', '2016-07-15'],
  ['articles/２０１６-०७-15-x.md', 'x', '2016-07-15'],
  ['articles/1404-10-25-x.md', 'x', undefined],
  ['articles/2016-13-45-x.md', '2016-13-45-x', undefined],
  [`articles/${'a'.repeat(199)}\u{20000}b.md`, `${'a'.repeat(199)}\u{20000}`, undefined],
  [`articles/${'a'.repeat(199)}-b.md`, 'a'.repeat(199), undefined],
  ['articles/a\ud840.md', 'a', undefined],
])('%s', (file, slug, day) => {
  const name = readFileName(file, 'Asia/Yerevan');
  expect(name.slug).toBe(slug);
  expect(name.day?.day).toBe(day);
});

test('a day of another calendar is told', () => {
  expect(readFileName('articles/1404-10-25-x.md', 'Asia/Yerevan').refusal?.hint).toContain('2026-01-15');
  expect(readFileName('articles/2016-13-45-x.md', 'Asia/Yerevan').refusal).toBeNull();
});
