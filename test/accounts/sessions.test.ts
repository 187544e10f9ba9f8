import { describe, expect, test } from 'vitest';
import { DEVICE_MS } from '../../src/accounts/devices.ts';
import { INVITATION_MS } from '../../src/accounts/invitations.ts';
import { IDLE_MS, LONGEST_MS } from '../../src/accounts/sessions.ts';
import { addPerson, openTestAccounts } from './open-test-accounts.ts';

const from = { way: 'password', address: '192.0.2.1', browser: 'Browser' } as const;

function deskWithAnn() {
  const desk = openTestAccounts();
  const ann = addPerson(desk, 'Ann', 'editor');
  return { ...desk, ann, begin: () => desk.accounts.sessions.begin({ personId: ann.id, ...from }) };
}

describe('sessions', () => {
  test('end when nobody used them for a day', () => {
    const { accounts, clock, begin } = deskWithAnn();
    const { secret } = begin();
    clock.now += IDLE_MS - 1;
    expect(accounts.sessions.find(secret)?.person.name).toBe('Ann');
    clock.now += IDLE_MS - 1;
    expect(accounts.sessions.find(secret)).not.toBeNull();
    clock.now += IDLE_MS;
    expect(accounts.sessions.find(secret)).toBeNull();
    expect(accounts.sessions.list()).toEqual([]);
  });

  test('end after two weeks, however much they are used', () => {
    const { accounts, clock, begin } = deskWithAnn();
    const { secret } = begin();
    const start = clock.now;
    for (; clock.now < start + LONGEST_MS; clock.now += IDLE_MS / 2) {
      expect(accounts.sessions.find(secret)).not.toBeNull();
    }
    expect(accounts.sessions.find(secret)).toBeNull();
  });

  test('are told apart by ids that open nothing, and end one by one or all but one', () => {
    const { accounts, ann, begin } = deskWithAnn();
    const [first, second, third] = [begin(), begin(), begin()];
    const other = addPerson({ accounts }, 'Bea', 'editor');
    expect(accounts.sessions.find(first.id)).toBeNull();
    expect(accounts.sessions.end(first.id, other.id)).toBe(false);
    expect(accounts.sessions.end(first.id, ann.id)).toBe(true);
    expect(accounts.sessions.find(first.secret)).toBeNull();
    expect(accounts.sessions.endAll(ann.id, third.id)).toBe(1);
    expect(accounts.sessions.find(second.secret)).toBeNull();
    expect(accounts.sessions.list(ann.id).map(({ id }) => id)).toEqual([third.id]);
    accounts.sessions.endSecret(third.secret);
    expect(accounts.sessions.list(ann.id)).toEqual([]);
  });

  test('of one person are twenty at most: the oldest end', () => {
    const { accounts, ann, begin, clock } = deskWithAnn();
    const first = begin();
    for (let more = 0; more < 20; more += 1) {
      clock.now += 1;
      begin();
    }
    expect(accounts.sessions.find(first.secret)).toBeNull();
    expect(accounts.sessions.list(ann.id)).toHaveLength(20);
  });

  test('have a form secret each, which is not that of the cookie', () => {
    const { accounts, begin } = deskWithAnn();
    const secrets = [begin().secret, begin().secret];
    const forms = secrets.map((secret) => accounts.sessions.find(secret)?.csrf);
    expect(new Set([...secrets, ...forms]).size).toBe(4);
  });
});

describe('one-time links', () => {
  test('open once, also after being looked at', () => {
    const { accounts, ann } = deskWithAnn();
    const { secret } = accounts.invitations.make(ann.id);
    expect(accounts.invitations.personFor(secret)?.name).toBe('Ann');
    expect(accounts.invitations.use(secret)?.name).toBe('Ann');
    expect(accounts.invitations.use(secret)).toBeNull();
    expect(accounts.invitations.personFor(secret)).toBeNull();
  });

  test('end after three days, and when another is made', () => {
    const { accounts, ann, clock } = deskWithAnn();
    const old = accounts.invitations.make(ann.id);
    const link = accounts.invitations.make(ann.id);
    expect(accounts.invitations.use(old.secret)).toBeNull();
    clock.now += INVITATION_MS;
    expect(accounts.invitations.use(link.secret)).toBeNull();
    expect(accounts.people.list()[0]?.invitedUntil).toBeNull();
  });

  test.each(['', 'x', "' OR 1=1 --"])('forged as %j open nothing', (secret) => {
    const { accounts, ann } = deskWithAnn();
    accounts.invitations.make(ann.id);
    expect(accounts.invitations.use(secret)).toBeNull();
  });
});

test('a known browser is known for its owner alone, and for 90 days', () => {
  const { accounts, ann, clock } = deskWithAnn();
  const bea = addPerson({ accounts }, 'Bea', 'editor');
  const secret = accounts.keys.devices.remember(ann.id);
  expect(accounts.keys.devices.isOf(secret, ann.id)).toBe(true);
  expect(accounts.keys.devices.isOf(secret, bea.id)).toBe(false);
  clock.now += DEVICE_MS;
  expect(accounts.keys.devices.isOf(secret, ann.id)).toBe(false);
});
