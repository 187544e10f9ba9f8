import { expect, test } from 'vitest';
import { preferencesFor, prefersAlike, strictest } from '../../../src/domain/machines/ai-preferences.ts';

test('a story says what it says, and else what the site says', () => {
  const site = { train: false, search: true };
  expect(preferencesFor(site, { train: true, input: false })).toEqual({
    train: true,
    search: true,
    input: false,
  });
  expect(preferencesFor(site, undefined)).toEqual(site);
  expect(preferencesFor(undefined, undefined)).toEqual({});
});

test.each([
  [[{ train: true }, { train: false }], { train: false }],
  [[{ train: true }, { train: true }], { train: true }],
  [[{ train: true }, {}], {}],
  [[{ train: false }, {}], { train: false }],
  [[], {}],
])('of several texts the strictest holds: %j', (all, expected) => {
  expect(strictest(all)).toEqual(expected);
});

test('two that say the same are alike, in whatever order', () => {
  expect(prefersAlike({ train: true, input: false }, { input: false, train: true })).toBe(true);
  expect(prefersAlike({ train: true }, {})).toBe(false);
});
