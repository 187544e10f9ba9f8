import { describe, expect, test } from 'vitest';
import { type DiffPart, wordDiff } from '../../../src/pages/history/word-diff.ts';

/** A difference as a line: `[-old-]{+new+}`. */
const shown = (rows: readonly (readonly DiffPart[])[] | null): string | null =>
  rows === null
    ? null
    : rows
        .map((row) =>
          row
            .map(({ kind, text }) =>
              kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`,
            )
            .join(''),
        )
        .join('\n');

describe('a difference is told word by word', () => {
  test.each([
    [
      'en',
      'The last boat left on Sunday.',
      'The last boat left on Monday.',
      'The last boat left on [-Sunday-]{+Monday+}.',
    ],
    ['en', 'One.\nTwo.\nThree.', 'One.\nThree.', 'One.\n[-Two.-]\nThree.'],
    ['en', 'One.', 'One.\nTwo.', 'One.\n{+Two.+}'],
    ['zh', '渡轮周日停运。', '渡轮周一停运。', '渡轮[-周日-]{+周一+}停运。'],
    ['th', 'เรือข้ามฟากกลับมาวันนี้', 'เรือข้ามฟากกลับมาพรุ่งนี้', 'เรือข้ามฟากกลับมา[-วัน-]{+พรุ่ง+}นี้'],
    [
      'hy',
      'Վերջին լաստանավը մեկնեց կիրակի։',
      'Վերջին լաստանավը մեկնեց երկուշաբթի։',
      'Վերջին լաստանավը մեկնեց [-կիրակի-]{+երկուշաբթի+}։',
    ],
    [
      'ar',
      'غادرت آخر عبّارة يوم الأحد.',
      'غادرت آخر عبّارة يوم الاثنين.',
      'غادرت آخر عبّارة يوم [-الأحد-]{+الاثنين+}.',
    ],
  ])('%s: %s', (language, before, after, expected) => {
    expect(shown(wordDiff(before, after, language))).toBe(expected);
  });

  test('paragraphs with little in common are another, not a patchwork', () => {
    const before = 'The minister opened the bridge in the morning.';
    const after = 'Snow fell over all of the northern provinces.';
    expect(shown(wordDiff(before, after, 'en'))).toBe(`[-${before}-]\n{+${after}+}`);
  });

  test('both texts can be read out of it', () => {
    const before = 'A b c.\nD e f g.\nH.\nI j k l m n.';
    const after = 'A x c.\nH.\nNew one.\nI j k q m n. More.';
    const rows = wordDiff(before, after, 'en') ?? [];
    const without = (kind: DiffPart['kind']): string =>
      rows
        .map((row) =>
          row
            .filter((part) => part.kind !== kind)
            .map(({ text }) => text)
            .join(''),
        )
        .filter((line) => line !== '')
        .join('\n');
    expect(without('added')).toBe(before);
    expect(without('removed')).toBe(after);
  });
});

describe('the work is bounded', () => {
  test('texts of a megabyte are not compared', () => {
    expect(wordDiff('a\n'.repeat(500_000), 'b\n'.repeat(500_000), 'en')).toBeNull();
  });

  test('nor thousands of paragraphs that are all others', () => {
    const lines = (word: string): string =>
      Array.from({ length: 3000 }, (_, index) => `${word} ${index}`).join('\n');
    const before = process.threadCpuUsage();
    expect(wordDiff(lines('old'), lines('new'), 'en')).toBeNull();
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(3000);
  });

  test('a paragraph of a hundred thousand letters is one piece', () => {
    const long = 'word '.repeat(20_000);
    expect(wordDiff(`${long}old`, `${long}new`, 'en')?.map((row) => row.map(({ kind }) => kind))).toEqual([
      ['removed'],
      ['added'],
    ]);
  });
});
