import { describe, expect, test } from 'vitest';
import { nextPath } from '../../../src/desk/login/next-path.ts';
import { openLoginDesk, PASSWORD } from './open-login-desk.ts';
import { csrfIn, HERE } from './test-browser.ts';

const SESSION = '__Host-desk';

describe('log-in by password', () => {
  test('leads to where one wanted to go, with a cookie of this host alone', async () => {
    const desk = await openLoginDesk();
    await desk.loggedIn('Ann', 'editor');
    const browser = desk.browser();
    const sent = await browser.get('/write?file=a.md');
    expect([sent.status, sent.location]).toEqual([303, '/login?next=%2Fwrite%3Ffile%3Da.md']);
    const page = await browser.get(sent.location ?? '');
    expect(page.text).toContain('name="next" value="/write?file=a.md"');
    const answer = await browser.post('/login', {
      name: 'ann',
      password: PASSWORD,
      next: '/write?file=a.md',
    });
    expect([answer.status, answer.location]).toEqual([303, '/write?file=a.md']);
    expect(answer.cookies.find((line) => line.startsWith(`${SESSION}=`))).toMatch(
      /^__Host-desk=[\w-]{43}; Max-Age=1209600; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect((await browser.get('/')).text).toContain('Ann');
    expect(desk.accounts.audit.latest(1)[0]).toMatchObject({
      person: 'Ann',
      act: 'log-in',
      detail: 'password',
    });
  });

  test('ends by a form, and the session with it', async () => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'editor');
    const secret = browser.cookies.get(SESSION) ?? '';
    const answer = await browser.submit('/logout');
    expect([answer.status, answer.location]).toEqual([303, '/login']);
    expect(answer.headers['clear-site-data']).toBe('"storage"');
    expect(desk.accounts.sessions.find(secret)).toBeNull();
    expect(browser.cookies.has(SESSION)).toBe(false);
    expect((await browser.get('/')).location).toBe('/login');
  });

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/a\r\nb',
    '/\tb',
    'javascript:alert(1)',
    '/login',
    '/logout?x',
    'relative',
    '',
    ['/a', '/b'],
    undefined,
  ])('never leads to %j', (next) => expect(nextPath(next)).toBe('/'));

  test('a link of another site leads in all the same: the page asks again by itself, with the cookie', async () => {
    const desk = await openLoginDesk();
    await desk.loggedIn('Ann', 'editor');
    // Browsers leave a strict cookie out of what another site began.
    const stranger = desk.browser();
    const elsewhere = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const first = await stranger.get('/write?file=a.md', elsewhere);
    expect([first.status, first.headers['refresh']]).toEqual([200, '0; url=/write?file=a.md']);
    expect(first.text).not.toContain('Ann');
    expect((await stranger.get('/')).location).toBe('/login');
    const odd = await stranger.get('//evil.example/', elsewhere);
    expect(odd.headers['refresh']).toBe('0; url=/');
    expect(odd.text).not.toContain('href="//');
  });

  test('scripts and forms of who is not logged in are told, not led away', async () => {
    const desk = await openLoginDesk();
    const script = await desk
      .browser()
      .get('/', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' });
    const form = await desk.browser().post('/write', { text: 'long' });
    expect([script.status, form.status]).toEqual([401, 401]);
    expect(form.text).toContain('what you typed is still here');
    expect(desk.written).toEqual([]);
  });

  test('before anybody was let in, it says how', async () => {
    const desk = await openLoginDesk();
    expect((await desk.browser().get('/login')).text).toContain('dateline desk add NAME --role admin');
    await desk.loggedIn('Ann', 'admin');
    expect((await desk.browser().get('/login')).text).not.toContain('dateline desk add');
  });
});

describe('guessing', () => {
  test('a name closes after ten wrong passwords, to new browsers alone, and opens again', async () => {
    const desk = await openLoginDesk({ trustedProxies: ['loopback'] });
    const known = await desk.loggedIn('Ann', 'editor');
    await known.submit('/logout');
    const attack = (address: string, password: string) =>
      desk
        .browser()
        .post(
          '/login',
          { name: 'Ann', password },
          { ...HERE, origin: desk.origin, 'x-forwarded-for': address },
        );
    const answers = [];
    for (let count = 0; count < 12; count += 1)
      answers.push(await attack(`192.0.2.${count}`, `wrong ${count}`));
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(10).fill(422), 429, 429]);
    expect(answers[10]?.headers['retry-after']).toBe('900');
    expect((await attack('192.0.2.99', PASSWORD)).status).toBe(429);
    expect((await known.post('/login', { name: 'Ann', password: PASSWORD })).status).toBe(303);
    desk.clock.now += 15 * 60_000;
    expect((await attack('192.0.2.99', PASSWORD)).status).toBe(303);
  });

  test('an address closes after thirty, whatever the names, and right ones do not count', async () => {
    const desk = await openLoginDesk();
    await desk.loggedIn('Ann', 'editor');
    const enter = () => desk.browser().post('/login', { name: 'Ann', password: PASSWORD });
    for (let count = 0; count < 31; count += 1) expect((await enter()).status).toBe(303);
    for (let count = 0; count < 30; count += 1) {
      expect((await desk.browser().post('/login', { name: `n${count}`, password: 'x' })).status).toBe(422);
    }
    expect((await enter()).status).toBe(429);
  });

  test('a browser that is known for one name is new to every other', async () => {
    const desk = await openLoginDesk();
    const known = await desk.loggedIn('Ann', 'editor');
    await desk.loggedIn('Bea', 'editor');
    for (let count = 0; count < 10; count += 1) {
      expect((await desk.browser().post('/login', { name: 'Bea', password: 'wrong' })).status).toBe(422);
    }
    expect((await known.post('/login', { name: 'Bea', password: PASSWORD })).status).toBe(429);
  });

  test('whether a name is somebody’s, and has a password, is not told', async () => {
    const desk = await openLoginDesk();
    await desk.loggedIn('Ann', 'editor');
    desk.accounts.people.add({ name: 'Bea', email: 'b@example.org', role: 'editor' });
    const bodies = [];
    for (const name of ['Ann', 'Bea', 'Cem']) {
      const answer = await desk.browser().post('/login', { name, password: 'wrong password here' });
      bodies.push(
        `${answer.status} ${answer.text.replaceAll(name, 'NAME').replaceAll(/data-nonce="[^"]*"/g, '')}`,
      );
    }
    expect(new Set(bodies).size).toBe(1);
  });

  test('what is refused is in the log, without what was typed for a name', async () => {
    const desk = await openLoginDesk();
    await desk.loggedIn('Ann', 'editor');
    await desk.browser().post('/login', { name: 'my secret password', password: 'x' });
    await desk.browser().post('/login', { name: 'Ann', password: 'x' });
    const [second, first] = desk.accounts.audit.latest(2);
    expect(first).toMatchObject({ person: null, act: 'log-in-refused', detail: 'password' });
    expect(second).toMatchObject({ person: null, act: 'log-in-refused', detail: 'Ann: password' });
    expect(second?.address).toContain('127.0.0.1');
  });
});

describe('sessions', () => {
  test('one that was put into a browser before is worth nothing after the log-in', async () => {
    const desk = await openLoginDesk();
    const attacker = await desk.loggedIn('Eve', 'viewer');
    await desk.loggedIn('Ann', 'admin');
    const victim = desk.browser();
    for (const planted of [attacker.cookies.get(SESSION) ?? '', 'x'.repeat(43)]) {
      victim.cookies.set(SESSION, planted);
      await victim.post('/login', { name: 'Ann', password: PASSWORD });
      expect(victim.cookies.get(SESSION)).not.toBe(planted);
    }
    expect((await attacker.get('/')).location).toBe('/login');
  });

  test.each(['', 'x', 'x'.repeat(43), '%00', '"'])('forged as %j opens nothing', async (secret) => {
    const desk = await openLoginDesk();
    await desk.loggedIn('Ann', 'admin');
    const browser = desk.browser();
    browser.cookies.set(SESSION, secret);
    expect((await browser.get('/')).status).toBe(303);
  });

  test('an id, a form’s word, a token or a link is no session', async () => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'admin');
    const person = desk.accounts.people.named('Ann');
    const others = [
      csrfIn((await browser.get('/account')).text),
      desk.accounts.sessions.list()[0]?.id ?? '',
      desk.accounts.tokens.make({ person, may: 'read', days: 1, label: '' }).secret,
      desk.accounts.invitations.make(person.id).secret,
      browser.cookies.get('__Host-desk-device') ?? '',
    ];
    for (const secret of others) {
      const thief = desk.browser();
      thief.cookies.set(SESSION, secret);
      expect(secret).not.toBe('');
      expect((await thief.get('/')).status).toBe(303);
    }
  });

  test('a removed person is out at once', async () => {
    const desk = await openLoginDesk();
    await desk.loggedIn('Chief', 'admin');
    const browser = await desk.loggedIn('Ann', 'editor');
    desk.accounts.people.remove(desk.accounts.people.named('Ann').id);
    expect((await browser.get('/')).location).toBe('/login');
  });
});
