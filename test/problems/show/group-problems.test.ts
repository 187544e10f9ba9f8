import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/problems/problem.ts';
import { groupProblems } from '../../../src/problems/show/group-problems.ts';
import { sharedWords } from '../../../src/problems/show/shared-words.ts';

const foreign = (file: string, about: string, line = 3): Problem => ({
  file,
  line,
  column: 1,
  severity: 'warning',
  code: 'key-foreign',
  message: `"${about}" has no meaning here; it was ignored.`,
  hint: 'Remove the line.',
  about,
});

describe('problems in groups', () => {
  const problems = [
    ...['a.md', 'b.md', 'c.md', 'd.md'].map((file) => foreign(file, 'comments')),
    foreign('a.md', 'layout'),
    foreign('a.md', 'layout', 9),
    { ...foreign('z.md', 'date'), severity: 'error' as const, code: 'date-invalid' },
  ];

  test('are told apart by severity, code and what they are about, errors first, then those of most files', () => {
    const groups = groupProblems(problems).map(({ code, about, count, files }) => ({
      code,
      about,
      count,
      files,
    }));
    expect(groups).toEqual([
      { code: 'date-invalid', about: 'date', count: 1, files: 1 },
      { code: 'key-foreign', about: 'comments', count: 4, files: 4 },
      { code: 'key-foreign', about: 'layout', count: 2, files: 1 },
    ]);
  });

  test('have three examples, of as many files as there are', () => {
    const [, comments, layout] = groupProblems(problems);
    expect(comments?.examples.map(({ file }) => file)).toEqual(['a.md', 'b.md', 'c.md']);
    expect(layout?.examples.map(({ line }) => line)).toEqual([3, 9]);
  });

  test('can be told by their codes alone', () => {
    const [, foreignKeys] = groupProblems(problems, 'code');
    expect(foreignKeys).toMatchObject({
      about: null,
      abouts: ['comments', 'layout'],
      count: 6,
      files: 4,
      message: '"…" has no meaning here; it was ignored.',
      hint: 'Remove the line.',
    });
  });

  test('count what can be repaired', () => {
    const [group] = groupProblems([
      foreign('a.md', 'x'),
      { ...foreign('b.md', 'x'), fix: { old: 'a', repaired: 'b' } },
    ]);
    expect(group?.fixable).toBe(1);
  });
});

describe('the words that many sentences share', () => {
  const share = (first: string, ...others: string[]): string => {
    const shared = sharedWords(first);
    for (const other of others) shared.add(other);
    return shared.text();
  };

  test.each([
    [['One and the same.', 'One and the same.'], 'One and the same.'],
    [['The link to "a b" was removed.', 'The link to "c" was removed.'], 'The link to "…" was removed.'],
    [['slug: "A B" was read as "a-b".', 'slug: "C" was read as "c".'], 'slug: "…" was read as "…".'],
    [
      ['The picture media/a.jpg is not there.', 'The picture media/b.jpg is not there.'],
      'The picture … is not there.',
    ],
    [['Write a/b there.', 'Write c d there.', 'Write e there.'], 'Write … there.'],
    [['It has 12 cells, and so on.', 'It has 3 cells, and so on.'], 'It has … cells, and so on.'],
    [['The row ends in a.jpg, here.', 'The row ends in b.jpg, here.'], 'The row ends in …, here.'],
    // Too little is left to be understood.
    [['Close the quote.', 'Indent with spaces.'], 'Close the quote.'],
    [['"a" is not one.', "'b\"' is not one."], '"…" is not one.'],
  ])('%j', ([first = '', ...others], wanted) => {
    expect(share(first, ...others)).toBe(wanted);
  });

  test('do not depend on how often each comes', () => {
    expect(share('The key a is odd.', 'The key b is odd.', 'The key a is odd.')).toBe('The key … is odd.');
  });
});
