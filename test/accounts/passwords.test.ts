import { describe, expect, test } from 'vitest';
import { checkPassword } from '../../src/accounts/check-password.ts';
import { hashPassword, isPassword } from '../../src/accounts/password-hash.ts';
import { addPerson, openTestAccounts } from './open-test-accounts.ts';

const GOOD = 'ferry apricot lantern';

describe('passwords', () => {
  test('are argon2id with OWASP’s cost and a salt each', async () => {
    const [one, two] = await Promise.all([hashPassword(GOOD), hashPassword(GOOD)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await isPassword(GOOD, one)).toBe(true);
    expect(await isPassword(`${GOOD} `, one)).toBe(false);
    expect(await isPassword(GOOD, 'plain')).toBe(false);
  });

  test('are the same, however they were composed', async () => {
    expect(await isPassword('cafe\u0301 lantern ferry', await hashPassword('café lantern ferry'))).toBe(true);
  });

  test('let in their owner alone, by the name in any case', async () => {
    const desk = openTestAccounts();
    const { passwords } = desk.accounts.keys;
    const ann = addPerson(desk, 'Ann', 'editor');
    addPerson(desk, 'Bea', 'editor');
    passwords.put(ann.id, await passwords.prepare(ann, GOOD));
    expect(await passwords.verify('ANN', GOOD)).toEqual(ann);
    for (const [name, password] of [
      ['Ann', 'ferry apricot'],
      ['Bea', GOOD],
      ['Bea', ''],
      ['Nobody', GOOD],
    ] as const) {
      expect(await passwords.verify(name, password)).toBeNull();
    }
    passwords.remove(ann.id);
    expect(await passwords.verify('Ann', GOOD)).toBeNull();
  });

  test('are checked few at once, and no endless row of them waits', async () => {
    const { passwords } = openTestAccounts().accounts.keys;
    const tries = Array.from({ length: 60 }, () => passwords.verify('Nobody', GOOD));
    const ends = await Promise.allSettled(tries);
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(8);
    expect(ends.find((end) => end.status === 'rejected')?.reason).toMatchObject({ code: 'passwords-busy' });
    expect(await passwords.verify('Nobody', GOOD)).toBeNull();
  });

  test.each([
    ['short', 'has 5 characters'],
    ['x'.repeat(257), 'has 257 characters. Take at most 256'],
    ['Harbour Desk', 'is your own name'],
    ['harbourdesk2026', 'is your own name'],
    ['harbour@example.org', 'is your own name'],
    ['aaaaaaaaaaaaaa', 'is one of the commonest'],
    ['ababababababab', 'is one of the commonest'],
    ['Password1234', 'is one of the commonest'],
    ['123456789012', 'is one of the commonest'],
  ])('%j is refused, with the reason', (password, reason) => {
    const person = { name: 'Harbour desk', email: 'harbour@example.org' };
    expect(() => checkPassword(password, person)).toThrow(reason);
  });

  test.each([
    GOOD,
    'ոչ մի բան միասին',
    'ferry harbour desk lantern',
    'nothing-of-rules',
    '🛶🍑🏮🌉🛶🍑🏮🌉🛶🍑🏮🌉',
  ])('%j is taken: no rule says of which letters', (password) => {
    const person = { name: 'Harbour desk', email: 'harbour@example.org' };
    expect(() => checkPassword(password, person)).not.toThrow();
  });
});
