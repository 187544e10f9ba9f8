import { describe, expect, test } from 'vitest';
import { emailFor } from '../../src/accounts/check-name.ts';
import { addPerson, openTestAccounts } from './open-test-accounts.ts';

describe('people', () => {
  test('names are of any script, and the same in any case, width and composition', () => {
    const desk = openTestAccounts();
    const { people } = desk.accounts;
    for (const name of ['Կիրակի', '編集部', 'محرر‌ها', 'Ню́та', 'José']) addPerson(desk, name, 'editor');
    expect(people.byName('jose\u0301 ')?.name).toBe('José');
    expect(people.byName('ԿԻՐԱԿԻ')?.name).toBe('Կիրակի');
    expect(() => addPerson(desk, 'ＪＯＳÉ', 'viewer')).toThrow('"José" is there already, as editor');
    expect(people.list().map(({ name }) => name)).toHaveLength(5);
  });

  test.each(['', '  ', '...', 'a\u202eb', 'two\nlines', 'A <b>', '\ud800', 'x'.repeat(81), '\u200b'])(
    '%j is not a name',
    (name) => {
      expect(() => addPerson(openTestAccounts(), name, 'editor')).toThrow('is not a name. Give at most 80');
    },
  );

  test.each(['desk', 'a b@c', 'a@b@c', 'a<b@c', '@c', 'a@', 'a\n@c'])(
    '%j is not an e-mail address',
    (email) => {
      const { people } = openTestAccounts().accounts;
      expect(() => people.add({ name: 'Ann', email, role: 'editor' })).toThrow('is not an e-mail address');
    },
  );

  test('who gave no address has one at the desk', () => {
    expect(emailFor('Harbour desk', 'desk.example.org')).toBe('harbour-desk@desk.example.org');
    expect(emailFor('(Կիրակի!)', 'desk.example.org')).toBe('կիրակի@desk.example.org');
  });

  test('a wrong name is told with the one that was perhaps meant', () => {
    const desk = openTestAccounts();
    addPerson(desk, 'Harbour desk', 'editor');
    expect(() => desk.accounts.people.named('Harbor desk')).toThrow('Did you mean "Harbour desk"?');
    expect(() => desk.accounts.people.named('Nobody')).toThrow('is nobody of the desk. List everybody');
  });

  test('the last admin can neither go nor become less, two can', () => {
    const desk = openTestAccounts();
    const { people } = desk.accounts;
    const first = addPerson(desk, 'First', 'admin');
    expect(() => people.remove(first.id)).toThrow('"First" is the only admin');
    expect(() => people.setRole(first.id, 'editor')).toThrow('Make somebody else admin first');
    const second = addPerson(desk, 'Second', 'editor');
    people.setRole(second.id, 'admin');
    people.remove(first.id);
    expect(people.list().map(({ name, role }) => [name, role])).toEqual([['Second', 'admin']]);
    expect(() => people.setRole(first.id, 'editor')).toThrow('Nobody of that kind');
  });

  test('whoever is removed takes sessions, tokens, keys and links along', () => {
    const desk = openTestAccounts();
    const { people, sessions, tokens, keys, invitations } = desk.accounts;
    addPerson(desk, 'Chief', 'admin');
    const person = addPerson(desk, 'Ann', 'editor');
    const { secret } = sessions.begin({ personId: person.id, way: 'link', address: null, browser: null });
    const token = tokens.make({ person, may: 'draft', days: 1, label: '' });
    const link = invitations.make(person.id);
    keys.passkeys.add(
      { id: 'k', personId: person.id, publicKey: new Uint8Array(3), counter: 0, transports: [] },
      person,
      'Key',
    );
    people.remove(person.id);
    expect(sessions.find(secret)).toBeNull();
    expect(tokens.verify(token.secret)).toBeNull();
    expect(invitations.personFor(link.secret)).toBeNull();
    expect(keys.passkeys.find('k')).toBeNull();
  });

  test('a role counts from the next request on', () => {
    const desk = openTestAccounts();
    addPerson(desk, 'Chief', 'admin');
    const person = addPerson(desk, 'Ann', 'admin');
    const { secret } = desk.accounts.sessions.begin({
      personId: person.id,
      way: 'link',
      address: null,
      browser: null,
    });
    desk.accounts.people.setRole(person.id, 'viewer');
    expect(desk.accounts.sessions.find(secret)?.person.role).toBe('viewer');
  });
});
