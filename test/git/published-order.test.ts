import { describe, expect, test } from 'vitest';
import { type CommitNode, inPublishedOrder } from '../../src/git/published-order.ts';

/** `id: parents` and, behind a bar, the message of a merge. */
function history(text: string): Map<string, CommitNode> {
  return new Map(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [left = '', subject = ''] = line.split('|').map((part) => part.trim());
        const [id = '', ...parents] = left.split(/[: ]+/);
        return [id, { id, parents, subject }];
      }),
  );
}
const order = (text: string, tip: string, branch: string | null = 'main'): string =>
  inPublishedOrder(history(text), tip, branch).join(' ');

describe('the order in which a branch came to have its commits', () => {
  test('is that of a line', () => {
    expect(order('a:\nb: a\nc: b', 'c')).toBe('a b c');
  });

  test('has what a merge brought in right before the merge, whatever its age', () => {
    const text = 'a:\nb: a\nc: b\ns: a\nt: s\nm: c t | Merge pull request #7 from desk';
    expect(order(text, 'm')).toBe('a b c s t m');
  });

  test('begins with the order up to an earlier tip of the branch, by merge button and by git pull', () => {
    const text = `
      a:
      b: a
      s: a
      m: b s | Merge branch 's'
      own: m
      c: m
      p: own c | Merge branch 'main' of https://git.example.org/paper
      q: p`;
    const whole = order(text, 'q');
    expect(whole).toBe('a b s m c own p q');
    for (const tip of ['b', 'm', 'c', 'p']) expect(whole.startsWith(order(text, tip))).toBe(true);
  });

  test('takes the merged branch of another name for no more than a branch', () => {
    const text = "a:\nb: a\ns: a\nm: b s | Merge branch 'main-page'\n";
    expect(order(text, 'm')).toBe('a b s m');
    expect(order(text.replace('main-page', 'main'), 'm')).toBe('a s b m');
    expect(order(text.replace("branch 'main-page'", "remote-tracking branch 'origin/main'"), 'm')).toBe(
      'a s b m',
    );
    expect(order(text.replace('main-page', 'main'), 'm', null)).toBe('a b s m');
  });

  test('leaves out what is known, and takes ten thousand commits in a row', () => {
    expect(order('c: b\nm: c s | Merge\ns: b', 'm')).toBe('c s m');
    const many = Array.from({ length: 10_000 }, (_, nth) => (nth === 0 ? 'c0:' : `c${nth}: c${nth - 1}`));
    expect(inPublishedOrder(history(many.join('\n')), 'c9999', 'main')).toHaveLength(10_000);
  });
});
