import { describe, expect, test } from 'vitest';
import { nameBrowser } from '../../../src/desk/login/name-browser.ts';
import { openLoginDesk, PASSWORD } from './open-login-desk.ts';

const NEW = 'another three words';

describe('one’s own account', () => {
  test('a password changes with the one before it, and logs out everywhere else', async () => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'editor');
    const other = desk.browser();
    await other.post('/login', { name: 'Ann', password: PASSWORD });
    const wrong = await browser.submit('/account/password', { now: 'guess', password: NEW, again: NEW });
    expect([wrong.status, wrong.text.includes('not the password you have')]).toEqual([422, true]);
    const weak = await browser.submit('/account/password', { now: PASSWORD, password: 'Ann', again: 'Ann' });
    expect(weak.status).toBe(422);
    const set = await browser.submit('/account/password', { now: PASSWORD, password: NEW, again: NEW });
    expect(set.location).toBe('/account?done=password');
    expect((await browser.get('/account?done=password')).text).toContain('logged out everywhere else');
    expect((await other.get('/')).location).toBe('/login');
    expect(await desk.accounts.keys.passwords.verify('Ann', PASSWORD)).toBeNull();
  });

  test('a browser that was left open lets nobody guess the password', async () => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'editor');
    const guess = (now: string) => browser.submit('/account/password', { now, password: NEW, again: NEW });
    for (let count = 0; count < 10; count += 1) expect((await guess(`guess ${count}`)).status).toBe(422);
    expect((await guess(PASSWORD)).status).toBe(429);
    desk.clock.now += 15 * 60_000;
    expect((await guess(PASSWORD)).status).toBe(303);
  });

  test('the only way in stays', async () => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'editor');
    const answer = await browser.submit('/account/password/remove');
    expect([answer.status, answer.text.includes('only way in')]).toEqual([422, true]);
    expect(await desk.accounts.keys.passwords.verify('Ann', PASSWORD)).not.toBeNull();
  });

  test('passkeys are removed by their owner alone, and log out everywhere else', async () => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'editor');
    const bea = await desk.loggedIn('Bea', 'editor');
    const ann = desk.accounts.people.named('Ann');
    const passkey = { id: 'k1', personId: ann.id, publicKey: new Uint8Array(1), counter: 0, transports: [] };
    desk.accounts.keys.passkeys.add(passkey, ann, '<i>Phone</i>');
    expect((await browser.get('/account')).text).toContain('&lt;i&gt;Phone&lt;/i&gt;');
    await bea.submit('/account/passkeys/remove', { id: 'k1' });
    expect(desk.accounts.keys.passkeys.find('k1')).not.toBeNull();
    expect((await browser.submit('/account/passkeys/remove', { id: 'k1' })).location).toContain('done=');
    expect(desk.accounts.keys.passkeys.find('k1')).toBeNull();
  });

  test('sessions are listed with where they are, and end one by one or all but this', async () => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'editor');
    const bea = await desk.loggedIn('Bea', 'editor');
    const [phone, office] = [desk.browser(), desk.browser()];
    for (const other of [phone, office]) await other.post('/login', { name: 'Ann', password: PASSWORD });
    const ann = desk.accounts.people.named('Ann');
    const page = (await browser.get('/account')).text;
    expect(page.match(/>Log out there</g)).toHaveLength(2);
    expect(page).toContain('this browser');
    const [newest] = desk.accounts.sessions.list(ann.id).filter(({ id }) => page.includes(`value="${id}"`));
    await bea.submit('/account/sessions/end', { id: newest?.id ?? '' });
    expect(desk.accounts.sessions.list(ann.id)).toHaveLength(3);
    await browser.submit('/account/sessions/end', { id: newest?.id ?? '' });
    expect(desk.accounts.sessions.list(ann.id)).toHaveLength(2);
    await browser.submit('/account/sessions/end');
    expect(desk.accounts.sessions.list(ann.id)).toHaveLength(1);
    expect((await browser.get('/')).status).toBe(200);
  });

  test('a token is shown once, does no more than its owner, and ends', async () => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'contributor');
    const made = await browser.submit('/account/tokens', { label: 'iA Writer', may: 'draft', days: '30' });
    const token = /dateline_[\w-]{43}/.exec(made.text)?.[0] ?? '';
    expect(desk.accounts.tokens.verify(token)).toMatchObject({ may: 'draft', person: { name: 'Ann' } });
    expect((await browser.get('/account')).text).not.toContain(token);
    for (const fields of [
      { may: 'publish', days: '30' },
      { may: 'people', days: '30' },
      { may: 'draft', days: '0' },
      { may: 'draft', days: '1e3' },
      { may: 'draft', days: '-1' },
    ]) {
      expect((await browser.submit('/account/tokens', { label: 'x', ...fields })).status).toBe(422);
    }
    const [{ id } = { id: '' }] = desk.accounts.tokens.list(desk.accounts.people.named('Ann').id);
    const bea = await desk.loggedIn('Bea', 'editor');
    await bea.submit('/account/tokens/end', { id });
    expect(desk.accounts.tokens.verify(token)).not.toBeNull();
    await browser.submit('/account/tokens/end', { id });
    expect(desk.accounts.tokens.verify(token)).toBeNull();
  });
});

describe('a single sign-on in front', () => {
  const HEADER = 'x-remote-user';
  const open = (trustedProxies: readonly string[]) => openLoginDesk({ ssoHeader: HEADER, trustedProxies });

  test('names who comes in, by name or address, in any script', async () => {
    const desk = await open(['loopback']);
    desk.accounts.people.add({ name: 'Կիրակի', email: 'sunday@example.org', role: 'editor' });
    const utf8 = Buffer.from('Կիրակի', 'utf8').toString('latin1');
    for (const name of [utf8, encodeURIComponent('Կիրակի'), 'Sunday@example.org']) {
      const browser = desk.browser();
      const named = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', [HEADER]: name };
      expect((await browser.get('/login?next=/write', named)).location).toBe('/write');
      expect((await browser.get('/', named)).text).toContain('Կիրակի');
      // Signed out there, signed out here.
      expect((await browser.get('/')).location).toBe('/login');
    }
  });

  test('is believed from a trusted proxy alone', async () => {
    const desk = await open(['192.0.2.7']);
    desk.accounts.people.add({ name: 'Chief', email: 'c@example.org', role: 'admin' });
    for (const extra of [{}, { 'x-forwarded-for': '192.0.2.7' }]) {
      const browser = desk.browser();
      const answer = await browser.get('/login', { [HEADER]: 'Chief', ...extra });
      expect([answer.status, browser.cookies.size]).toEqual([200, 0]);
    }
  });

  test('without DESK_SSO_HEADER its header says nothing', async () => {
    const desk = await openLoginDesk({ trustedProxies: ['loopback'] });
    desk.accounts.people.add({ name: 'Chief', email: 'c@example.org', role: 'admin' });
    const answer = await desk.browser().get('/login', { [HEADER]: 'Chief' });
    expect([answer.status, answer.cookies]).toEqual([200, []]);
  });

  test('naming somebody whom nobody let in, it lets nobody in; naming another, it ends the session', async () => {
    const desk = await open(['loopback']);
    await desk.loggedIn('Chief', 'admin');
    desk.accounts.people.add({ name: 'Ann', email: 'a@example.org', role: 'viewer' });
    const stranger = await desk.browser().get('/login', { [HEADER]: 'Stranger' });
    expect([stranger.status, stranger.text.includes('Ask an admin to add that name')]).toEqual([403, true]);
    const browser = desk.browser();
    await browser.post('/login', { name: 'Chief', password: PASSWORD });
    const asAnn = { 'sec-fetch-site': 'same-origin', [HEADER]: 'Ann' };
    expect((await browser.get('/', asAnn)).location).toBe('/login');
    expect(browser.cookies.has('__Host-desk')).toBe(false);
    await browser.get('/login', asAnn);
    expect((await browser.get('/people', asAnn)).status).toBe(403);
  });
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge, Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604',
    'Safari, iPhone',
  ],
  ['curl/8.0', 'curl/8.0'],
  [null, ''],
])('%s is called %s', (agent, name) => expect(nameBrowser(agent)).toBe(name));
