import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openAccounts } from '../../src/accounts/open-accounts.ts';
import { addPerson, openTestAccounts } from './open-test-accounts.ts';

describe('the file of the accounts', () => {
  test('is written and read by several at once', () => {
    const desk = openTestAccounts();
    const command = openAccounts(desk.file, () => desk.clock.now);
    const person = command.people.add({ name: 'Ann', email: 'a@example.org', role: 'admin' });
    const link = command.invitations.make(person.id);
    expect(desk.accounts.invitations.use(link.secret)?.name).toBe('Ann');
    expect(command.invitations.use(link.secret)).toBeNull();
    command.close();
  });

  test('holds no secret as it is', () => {
    const desk = openTestAccounts();
    const person = addPerson(desk, 'Ann', 'admin');
    const { sessions, tokens, invitations, keys } = desk.accounts;
    const secrets = [
      sessions.begin({ personId: person.id, way: 'link', address: null, browser: null }).secret,
      tokens.make({ person, may: 'read', days: 1, label: '' }).secret,
      invitations.make(person.id).secret,
      keys.devices.remember(person.id),
    ];
    const bytes = Buffer.concat([readFileSync(desk.file), readFileSync(`${desk.file}-wal`)]);
    expect(bytes.includes('Ann')).toBe(true);
    expect(secrets.filter((secret) => bytes.includes(secret.replace('dateline_', '')))).toEqual([]);
  });

  test('is never begun anew over one that is damaged', () => {
    const desk = openTestAccounts();
    const copy = `${desk.file}.copy`;
    writeFileSync(copy, 'something else'.repeat(100));
    expect(() => openAccounts(copy, () => 0)).toThrow(/are damaged .*Put a backup in its place/);
    expect(statSync(copy).size).toBe(1400);
  });

  test('of a later version is left alone', () => {
    const desk = openTestAccounts();
    const database = new DatabaseSync(desk.file);
    database.exec('PRAGMA user_version = 7');
    database.close();
    expect(() => openAccounts(desk.file, () => 0)).toThrow(
      'have version 7, and this Dateline knows version 1',
    );
  });

  test('that cannot be there is told with the cure', () => {
    expect(() => openAccounts('/proc/nowhere/desk.db', () => 0)).toThrow(
      /cannot be opened .*Run the command as the user of the server/,
    );
  });
});
