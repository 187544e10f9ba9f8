import { describe, expect, test } from 'vitest';
import { plainMarkdown } from '../../../../src/content/markdown/dialects/plain-markdown.ts';
import { runTextSteps } from '../../../../src/content/markdown/dialects/run-text-steps.ts';
import type { TextStep } from '../../../../src/content/markdown/dialects/text-step.ts';

/** A step that replaces each place of a word outside of code. */
function replacing(word: string, replacement: string): TextStep {
  return {
    name: word,
    mayApply: (text) => text.includes(word),
    run: ({ text, isInCode }) => {
      const found = [...text.matchAll(new RegExp(word, 'g'))].filter(({ index }) => !isInCode(index));
      return {
        edits: found.map(({ index }) => ({ start: index, end: index + word.length, replacement })),
        findings: found.map(({ index }) => ({
          severity: 'warning',
          offset: index,
          code: word,
          message: '',
          hint: '',
        })),
      };
    },
  };
}

describe('text steps', () => {
  const steps = [replacing('one', 'three two'), replacing('two', 'x')];

  test('are made in turn, outside of code, and lead back to the original', () => {
    const plain = runTextSteps('a one `one two` two b', { file: 'articles/x.md', title: null }, steps);
    expect(plain.text).toBe('a three x `one two` x b');
    expect(plain.findings.map(({ code, offset }) => [code, offset])).toEqual([
      ['one', 2],
      ['two', 2],
      ['two', 16],
    ]);
    expect(plain.toOriginal(plain.text.indexOf('b'))).toBe('a one `one two` two b'.indexOf('b'));
    expect(plain.fromOriginal('a one `one two` two b'.indexOf('`'))).toBe(plain.text.indexOf('`'));
    expect(plain.fromOriginal(0)).toBe(0);
  });

  test('leave a text that needs none of them as it is', () => {
    const { text, isEdited, toOriginal, fromOriginal } = runTextSteps('Plain words.', {
      file: 'articles/x.md',
      title: null,
    });
    expect([text, isEdited, toOriginal(4), fromOriginal(5)]).toEqual(['Plain words.', false, 4, 5]);
  });
});

test('machines read what readers read', () => {
  expect(
    plainMarkdown("import A from 'a'\n\n<A>Text</A> [x]({% post_url y %})", {
      file: 'articles/x.mdx',
      title: null,
    }),
  ).toBe('\n\nText [x](name:y)');
});
