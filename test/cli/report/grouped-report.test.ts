import { describe, expect, test } from 'vitest';
import { formatTextReport } from '../../../src/cli/report/text-report.ts';
import { displayWidth } from '../../../src/problems/show/display-cells.ts';
import { cut, wrapText } from '../../../src/cli/report/wrap-text.ts';
import { paintNothing } from '../../../src/problems/show/paint.ts';
import type { Problem, Severity } from '../../../src/problems/problem.ts';

const problem = (nth: number, kind: number, severity: Severity = 'warning'): Problem => ({
  file: `articles/2011/03/a-story-with-quite-a-long-name-${nth}.md`,
  line: 3,
  column: 1,
  severity,
  code: `kind-${kind}`,
  message: `"${nth}" is something that is not as it should be, and there is rather more to say of it than fits; it was ignored.`,
  hint: 'Write it otherwise.',
  ...(kind % 2 === 0 ? { about: `key${kind}` } : {}),
});

const print = (problems: readonly Problem[], width = 120, isWhole = false): string[] => {
  const options = { contentDir: 'content', readText: () => null, width, paint: paintNothing, isWhole };
  return [...formatTextReport(problems, options)].join('').split('\n');
};

/** Kinds of falling size. */
const archive = (kinds: number, severity: Severity = 'warning'): Problem[] =>
  Array.from({ length: kinds }, (_, kind) =>
    Array.from({ length: 1 + Math.floor(3000 / (kind + 1)) }, (_, nth) => problem(nth, kind, severity)),
  ).flat();

describe('many problems', () => {
  test.each([80, 120])('fill one screen of %i columns, however many kinds there are', (width) => {
    for (const kinds of [1, 5, 12, 60]) {
      const lines = print([...archive(kinds), ...archive(8, 'error')], width);
      expect(lines.length).toBeLessThanOrEqual(60);
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
    }
  });

  test('are told by what they are about, with counts, the cure and three places', () => {
    const problems = Array.from(
      { length: 2288 },
      (_, nth): Problem => ({
        ...problem(nth, 0),
        file: `articles/${nth}.md`,
        message: '"comments" has no meaning here; it was ignored.',
        about: 'comments',
      }),
    );
    expect(print(problems, 80)).toEqual([
      'warning: comments in 2,288 files: "comments" has no meaning here; it was',
      '  ignored.',
      '→ Write it otherwise.',
      '  content/articles/0.md:3:1   content/articles/1.md:3:1',
      '  content/articles/2.md:3:1',
      '',
      '',
    ]);
  });

  test('leave no kind of error out', () => {
    const errors = Array.from({ length: 30 }, (_, kind) => problem(kind, kind, 'error'));
    const text = print([...errors, ...archive(30)]).join('\n');
    for (const { file } of errors) expect(text).toContain(file);
    expect(text).toMatch(/and [\d,]+ warnings of \d+ other kinds/);
  });

  test('tell a few errors with their lines, before the groups of warnings', () => {
    const [first = ''] = print([...archive(3), problem(7, 1, 'error')]);
    expect(first).toMatch(/^content\/articles\/.*-7\.md:3:1: error: /);
  });

  test('gather small kinds of one code, and name what they are about', () => {
    const keys = ['autor', 'foo', 'bar', 'baz'].map(
      (about, nth): Problem => ({
        ...problem(nth, 1),
        code: 'key-unknown',
        about,
        message: `"${about}" is not a known key; it was ignored.`,
      }),
    );
    const text = print([...archive(12), ...keys]).join('\n');
    expect(text).toContain('key-unknown (autor, bar, baz and 1 other) in 4 files: "…" is not a known key');
  });

  test('are told one by one where they are few, or on request', () => {
    const few = archive(1).slice(0, 20);
    expect(print(few).filter((line) => line.includes(': warning: '))).toHaveLength(20);
    expect(print(archive(1), 120, true).filter((line) => line.includes(': warning: '))).toHaveLength(3001);
  });

  test('cannot steer a terminal', () => {
    const evil = archive(2).map((one) => ({
      ...one,
      about: 'a\u001b[31m',
      message: 'x\u001b[0m',
      file: '\u001b.md',
    }));
    expect(print(evil).join('\n')).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

test('a text is wrapped between its words, and cut where it is too long', () => {
  expect(wrapText('one two three four', 10, 3)).toEqual(['one two', '  three', '  four']);
  expect(wrapText('one two three four', 10, 2)).toEqual(['one two', '  three fo…'.slice(0, 9) + '…']);
  expect(cut('日本語の記事', 7)).toBe('日本語…');
  expect(cut('short', 5)).toBe('short');
});
