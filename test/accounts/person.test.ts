import { expect, test } from 'vitest';
import { ACTS, isRole, may, ROLES } from '../../src/accounts/person.ts';

test.each([
  ['viewer', ['read']],
  ['contributor', ['read', 'draft']],
  ['editor', ['read', 'draft', 'publish']],
  ['admin', ['read', 'draft', 'publish', 'site', 'people']],
] as const)('somebody who is %s may %j, and nothing else', (role, acts) => {
  expect(ACTS.filter((act) => may(role, act))).toEqual(acts);
});

test('only the four words are roles', () => {
  expect(ROLES.every(isRole)).toBe(true);
  expect(['', 'Admin', 'owner', 'constructor'].filter(isRole)).toEqual([]);
});
