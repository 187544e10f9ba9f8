import { describe, expect, test } from 'vitest';
import { buildPagination, PAGE_SIZE, shownNumbers } from '../../../src/pages/parts/pagination.ts';
import { createRandom } from '../../content/random.ts';
import { ENGLISH } from '../../../src/words/words-of.ts';

/** How many clicks every page is away from the first. */
function clicksFromFirst(last: number): Map<number, number> {
  const clicks = new Map([[1, 0]]);
  const waiting = [1];
  for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
    for (const next of shownNumbers(page, last)) {
      if (clicks.has(next)) continue;
      clicks.set(next, (clicks.get(page) ?? 0) + 1);
      waiting.push(next);
    }
  }
  return clicks;
}

describe('numbered pages', () => {
  const random = createRandom(11);
  const lists = Array.from({ length: 300 }, () => {
    const last = 1 + random(10 ** (1 + random(4)));
    return { last, page: 1 + random(last) };
  });

  test('are pages that exist, in order, with the first, the last and the page itself', () => {
    for (const { page, last } of lists) {
      const shown = shownNumbers(page, last);
      expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
      expect(shown.every((number) => Number.isInteger(number) && number >= 1 && number <= last)).toBe(true);
      expect(shown).toEqual(expect.arrayContaining([1, page, last]));
    }
  });

  test('are few, however long the list is', () => {
    for (const { page, last } of lists) {
      expect(shownNumbers(page, last).length).toBeLessThanOrEqual(Math.max(20, 10 * String(last).length + 2));
    }
  });

  test('lead to every page of 1,000 articles within three clicks, and of 100,000 within five', () => {
    const of = (articles: number) => clicksFromFirst(Math.ceil(articles / PAGE_SIZE));
    expect(of(1_000).size).toBe(34);
    expect(Math.max(...of(1_000).values())).toBeLessThanOrEqual(3);
    expect(of(100_000).size).toBe(3_334);
    expect(Math.max(...of(100_000).values())).toBeLessThanOrEqual(5);
  });
});

test('newer and older lead to neighbours that exist', () => {
  const random = createRandom(12);
  for (let turn = 0; turn < 200; turn += 1) {
    const total = random(4_000);
    const last = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const page = 1 + random(last);
    const built = buildPagination({ words: ENGLISH }, '/2016', page, total);
    expect(built.newer === null).toBe(page === 1);
    expect(built.older === null).toBe(page === last);
    expect(built.numbers.filter(({ isCurrent }) => isCurrent).map(({ number }) => number)).toEqual([page]);
  }
});

test('a list that is served to a certain page ends there', () => {
  expect(buildPagination({ words: ENGLISH }, '/x', 100, 9_000, undefined, 100)).toMatchObject({
    last: 100,
    older: null,
  });
});
