import { describe, expect, test } from 'vitest';
import { CHALLENGE_MS } from '../../../src/desk/login/challenges.ts';
import { type LoginDesk, openLoginDesk } from './open-login-desk.ts';
import { createSoftAuthenticator, type Tampering } from './soft-authenticator.ts';
import { csrfIn, HERE, type TestBrowser } from './test-browser.ts';

/** A desk, somebody who joined it with a passkey, and that passkey. */
async function joined() {
  const desk = await openLoginDesk();
  const person = desk.accounts.people.add({ name: 'Ann', email: 'a@example.org', role: 'editor' });
  const link = `/join/${desk.accounts.invitations.make(person.id).secret}`;
  const key = createSoftAuthenticator(desk.origin, person.id);
  const browser = desk.browser();
  const options = await optionsFrom(browser, `${link}/options`);
  const made = key.make(options);
  const answer = await browser.send(`${link}/passkey`, { credential: made });
  return { desk, person, link, key, browser, options, made, answer };
}

const optionsFrom = async (browser: TestBrowser, path: string, headers?: Readonly<Record<string, string>>) =>
  JSON.parse((await browser.send(path, {}, headers)).text);

/** Logs in with a passkey, or tries to. */
async function logIn(
  desk: LoginDesk,
  key: ReturnType<typeof createSoftAuthenticator>,
  tampering: Tampering = {},
) {
  const browser = desk.browser();
  const credential = key.sign(await optionsFrom(browser, '/login/options'), tampering);
  const answer = await browser.send('/login/passkey', { credential, next: '/write?file=a.md' });
  return { browser, credential, answer };
}

describe('a passkey', () => {
  test('is made by a link, which is used up, and logs in without a name', async () => {
    const { desk, key, link, browser, options, answer } = await joined();
    expect(options).toMatchObject({
      rp: { id: 'desk.example.org' },
      user: { name: 'Ann' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { next: '/' }]);
    expect((await browser.get('/')).text).toContain('Ann');
    expect((await desk.browser().get(link)).status).toBe(410);
    const again = await logIn(desk, key);
    expect(JSON.parse(again.answer.text)).toEqual({ next: '/write?file=a.md' });
    expect((await again.browser.get('/')).text).toContain('Ann');
    expect(desk.accounts.audit.latest(1)[0]).toMatchObject({ person: 'Ann', detail: 'passkey' });
  });

  test('is added to an account by the session that asked, and counts from then on', async () => {
    const { desk, browser, person } = await joined();
    const csrf = csrfIn((await browser.get('/account')).text);
    const headers = { ...HERE, origin: desk.origin, 'x-desk-csrf': csrf };
    const second = createSoftAuthenticator(desk.origin, person.id);
    const options = await optionsFrom(browser, '/account/passkeys/options', headers);
    expect(options.excludeCredentials).toHaveLength(1);
    const body = { credential: second.make(options), label: 'Key in the drawer' };
    expect((await browser.send('/account/passkeys', body)).status).toBe(403);
    expect((await browser.send('/account/passkeys', body, headers)).status).toBe(200);
    expect((await browser.send('/account/passkeys', body, headers)).status).toBe(422);
    expect((await browser.get('/account')).text).toContain('Key in the drawer');
    expect((await logIn(desk, second)).answer.status).toBe(200);
  });

  test('that was removed opens nothing', async () => {
    const { desk, key, person } = await joined();
    desk.accounts.keys.passkeys.remove(key.id, person.id);
    expect((await logIn(desk, key)).answer.status).toBe(422);
  });
});

describe('an answer that is no good logs nobody in', () => {
  test.each<[string, Tampering]>([
    ['of another origin', { origin: 'https://evil.example' }],
    ['of a host beside the desk', { origin: 'https://www.example.org' }],
    ['over plain http', { origin: 'http://desk.example.org' }],
    ['for another host', { rpId: 'evil.example' }],
    ['without a finger, a face or a PIN', { isVerified: false }],
    ['to a question nobody asked', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['of another kind', { type: 'webauthn.create' }],
    ['of a copied key, which counts less', { counter: 1 }],
    ['in the name of somebody else', { userHandle: 'somebody-else' }],
  ])('%s', async (_, tampering) => {
    const { desk, key } = await joined();
    await logIn(desk, key);
    const { answer, browser } = await logIn(desk, key, tampering);
    expect([answer.status, JSON.parse(answer.text).error.code]).toEqual([422, 'passkey-refused']);
    expect(browser.cookies.size).toBe(0);
    expect((await logIn(desk, key)).answer.status).toBe(200);
  });

  test('sent twice', async () => {
    const { desk, key } = await joined();
    const { credential, answer } = await logIn(desk, key);
    expect(answer.status).toBe(200);
    const thief = desk.browser();
    expect((await thief.send('/login/passkey', { credential })).status).toBe(422);
    expect(thief.cookies.size).toBe(0);
  });

  test('too late', async () => {
    const { desk, key } = await joined();
    const browser = desk.browser();
    const credential = key.sign(await optionsFrom(browser, '/login/options'));
    desk.clock.now += CHALLENGE_MS;
    expect((await browser.send('/login/passkey', { credential })).status).toBe(422);
  });

  test.each([
    null,
    {},
    [],
    'x',
    { id: 'x' },
    { id: 7, response: null },
    { id: 'x', rawId: 'x', type: 'public-key' },
  ])('%j', async (credential) => {
    const { desk } = await joined();
    expect((await desk.browser().send('/login/passkey', { credential })).status).toBe(422);
  });

  test('a signature of another key', async () => {
    const { desk, key, person } = await joined();
    const other = createSoftAuthenticator(desk.origin, person.id);
    const browser = desk.browser();
    const options = await optionsFrom(browser, '/login/options');
    const credential = { ...other.sign(options), id: key.id, rawId: key.id };
    expect((await browser.send('/login/passkey', { credential })).status).toBe(422);
  });
});

describe('a passkey that is no good is not kept', () => {
  test.each<[string, Tampering]>([
    ['of another origin', { origin: 'https://evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['without a finger, a face or a PIN', { isVerified: false }],
    ['to a question nobody asked', { challenge: 'AAAA' }],
    ['of another kind', { type: 'webauthn.get' }],
  ])('%s, and the link stays good', async (_, tampering) => {
    const desk = await openLoginDesk();
    const person = desk.accounts.people.add({ name: 'Ann', email: 'a@example.org', role: 'editor' });
    const link = `/join/${desk.accounts.invitations.make(person.id).secret}`;
    const key = createSoftAuthenticator(desk.origin, person.id);
    const browser = desk.browser();
    const credential = key.make(await optionsFrom(browser, `${link}/options`), tampering);
    expect((await browser.send(`${link}/passkey`, { credential })).status).toBe(422);
    expect(desk.accounts.keys.passkeys.find(key.id)).toBeNull();
    expect((await browser.get(link)).status).toBe(200);
  });

  test('of one link, with another', async () => {
    const desk = await openLoginDesk();
    const [ann, eve] = ['Ann', 'Eve'].map((name) =>
      desk.accounts.people.add({ name, email: 'a@example.org', role: 'editor' }),
    );
    const [annLink, eveLink] = [ann, eve].map(
      (one) => `/join/${desk.accounts.invitations.make(one?.id ?? '').secret}`,
    );
    const key = createSoftAuthenticator(desk.origin, eve?.id ?? '');
    const browser = desk.browser();
    const credential = key.make(await optionsFrom(browser, `${eveLink}/options`));
    expect((await browser.send(`${annLink}/passkey`, { credential })).status).toBe(422);
    expect(desk.accounts.keys.passkeys.find(key.id)).toBeNull();
  });

  test('once more: the passkey of somebody stays theirs', async () => {
    const { desk, key, made, person } = await joined();
    const eve = desk.accounts.people.add({ name: 'Eve', email: 'e@example.org', role: 'viewer' });
    const link = `/join/${desk.accounts.invitations.make(eve.id).secret}`;
    const browser = desk.browser();
    expect((await browser.send(`${link}/passkey`, { credential: made })).status).toBe(422);
    const credential = key.make(await optionsFrom(browser, `${link}/options`));
    expect((await browser.send(`${link}/passkey`, { credential })).status).toBe(422);
    expect(desk.accounts.keys.passkeys.find(key.id)?.personId).toBe(person.id);
  });
});
