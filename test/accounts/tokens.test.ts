import { expect, test } from 'vitest';
import { createAuditLog } from '../../src/accounts/audit-log.ts';
import { openAccountsDatabase } from '../../src/accounts/accounts-database.ts';
import { addPerson, openTestAccounts } from './open-test-accounts.ts';

const DAY_MS = 24 * 3_600_000;

test('a token names its owner and its right until it ends', () => {
  const desk = openTestAccounts();
  const person = addPerson(desk, 'Ann', 'editor');
  const { tokens } = desk.accounts;
  const { secret } = tokens.make({ person, may: 'draft', days: 2, label: 'iA Writer' });
  expect(tokens.verify(secret)).toEqual({ person, may: 'draft' });
  expect(tokens.list(person.id)).toMatchObject([
    { label: 'iA Writer', may: 'draft', usedAt: desk.clock.now },
  ]);
  desk.clock.now += 2 * DAY_MS - 1;
  expect(tokens.verify(secret)).not.toBeNull();
  desk.clock.now += 1;
  expect(tokens.verify(secret)).toBeNull();
  expect(tokens.list(person.id)).toEqual([]);
});

test('a token is ended by its owner alone, and forged ones are nobody’s', () => {
  const desk = openTestAccounts();
  const [ann, bea] = [addPerson(desk, 'Ann', 'editor'), addPerson(desk, 'Bea', 'editor')];
  const { tokens } = desk.accounts;
  const { secret, id } = tokens.make({ person: ann, may: 'publish', days: 1, label: '' });
  expect(tokens.end(id, bea.id)).toBe(false);
  for (const forged of [
    '',
    id,
    'dateline_',
    `${secret}x`,
    secret.slice(0, -1),
    secret.replace('dateline_', ''),
  ]) {
    expect(tokens.verify(forged)).toBeNull();
  }
  expect(tokens.end(id, ann.id)).toBe(true);
  expect(tokens.verify(secret)).toBeNull();
});

test('a token may never more than its owner, also when that one becomes less', () => {
  const desk = openTestAccounts();
  const { tokens, people } = desk.accounts;
  const writer = addPerson(desk, 'Writer', 'contributor');
  expect(() => tokens.make({ person: writer, may: 'publish', days: 1, label: '' })).toThrow(
    '"Writer" is contributor, and a token may do no more than its owner. Ask for draft rather than publish.',
  );
  const ann = addPerson(desk, 'Ann', 'editor');
  const { secret } = tokens.make({ person: ann, may: 'publish', days: 1, label: '' });
  const rights = (['viewer', 'contributor', 'editor', 'admin'] as const).map((role) => {
    people.setRole(ann.id, role);
    if (role === 'admin') addPerson(desk, 'Chief', 'admin');
    return tokens.verify(secret)?.may;
  });
  expect(rights).toEqual(['read', 'draft', 'publish', 'publish']);
});

test('nobody has more than fifty tokens', () => {
  const desk = openTestAccounts();
  const person = addPerson(desk, 'Ann', 'editor');
  const make = () => desk.accounts.tokens.make({ person, may: 'read', days: 1, label: '' });
  for (let count = 0; count < 50; count += 1) make();
  expect(make).toThrow('End one that is no longer used');
});

test('the log keeps the newest, and gives them page by page', () => {
  const { file } = openTestAccounts();
  const database = openAccountsDatabase(file);
  const audit = createAuditLog(database, 5);
  for (let at = 1; at <= 9; at += 1)
    audit.note({ at, person: 'Ann', act: 'save', file: `a${at}.md`, address: null });
  audit.note({ at: 10, person: null, act: 'log-in-refused', detail: 'x'.repeat(2000), address: '192.0.2.1' });
  const [newest, ...older] = audit.latest(3);
  expect(newest).toMatchObject({ at: 10, person: null, act: 'log-in-refused', address: '192.0.2.1' });
  expect(newest?.detail).toHaveLength(500);
  expect(older.map(({ file: name }) => name)).toEqual(['a9.md', 'a8.md']);
  expect(audit.latest(10, older.at(-1)?.id).map(({ at }) => at)).toEqual([7, 6]);
  database.close();
});
