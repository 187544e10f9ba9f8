import { expect, test } from 'vitest';
import { rankPageViews } from '../../../src/catalog/page-views/rank-page-views.ts';
import { createRandom } from '../../content/random.ts';

const RULES = { length: 4, floor: 5 };

/** The list after `before`, where stories weigh so much. */
function rank(before: string, weights: Readonly<Record<string, number>>, rules = RULES): string {
  const best = Object.entries(weights)
    .map(([id, pageViews]) => ({ id, pageViews }))
    .sort((a, b) => b.pageViews - a.pageViews);
  const held = [...before].map((id) => ({ id, pageViews: weights[id] ?? 0 }));
  return rankPageViews(held, best, rules).join('');
}

test.each([
  ['nothing yet', '', {}, ''],
  ['a first list is in order', '', { a: 9, b: 90, c: 30 }, 'bca'],
  ['what fewer read is none of it', '', { a: 5, b: 4.9 }, 'a'],
  ['as many as there is room for', '', { a: 10, b: 20, c: 30, d: 40, e: 50 }, 'edcb'],
  ['two that are read alike stay as they are', 'ab', { a: 100, b: 110 }, 'ab'],
  ['one that is read clearly more passes', 'ab', { a: 100, b: 112 }, 'ba'],
  ['few pageViews make no difference', 'ab', { a: 6, b: 7.5 }, 'ab'],
  ['one from below passes all that it has to', 'abcd', { a: 100, b: 90, c: 80, d: 300 }, 'dabc'],
  ['one passes some', 'abcd', { a: 100, b: 50, c: 45, d: 80 }, 'adbc'],
  ['who falls a little below the floor stays', 'ab', { a: 10, b: 4.1 }, 'ab'],
  ['who falls further leaves', 'ab', { a: 10, b: 3.9 }, 'a'],
  ['who is not seen any more leaves', 'axb', { a: 10, b: 9 }, 'ab'],
  ['a newcomer passes the last only clearly', 'abcd', { a: 40, b: 30, c: 20, d: 10, e: 11 }, 'abcd'],
  ['a newcomer takes its place', 'abcd', { a: 40, b: 30, c: 20, d: 10, e: 34.1 }, 'aebc'],
])('%s', (_name, before, weights, expected) => {
  expect(rank(before, weights)).toBe(expected);
});

test('none ever stands above another that is read clearly more', () => {
  const random = createRandom(7);
  let list = '';
  for (let round = 0; round < 300; round += 1) {
    const weights = Object.fromEntries([...'abcdefgh'].map((id) => [id, random(40)]));
    list = rank(list, weights, { length: 8, floor: 5 });
    for (const [above, id] of [...list].entries()) {
      for (const below of list.slice(above + 1)) {
        expect(weights[below]).toBeLessThanOrEqual((weights[id] ?? 0) * 1.1 + 1);
      }
    }
  }
});

test('two that are read alike for hours change places at most once', () => {
  const random = createRandom(3);
  const weights = { a: 50, b: 50 };
  let list = 'ab';
  let changes = 0;
  for (let minute = 0; minute < 600; minute += 1) {
    // Each reader takes one of the two, as the coin falls; what is old is forgotten.
    for (const id of ['a', 'b'] as const) weights[id] = weights[id] * 0.998 + (random(10) === 0 ? 1 : 0);
    const next = rank(list, weights);
    if (next !== list) changes += 1;
    list = next;
  }
  expect(changes).toBeLessThanOrEqual(1);
});
