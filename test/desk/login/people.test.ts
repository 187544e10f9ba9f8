import { describe, expect, test } from 'vitest';
import { openLoginDesk, PASSWORD } from './open-login-desk.ts';

const linkIn = (html: string): string =>
  /https:\/\/desk\.example\.org(\/join\/[\w-]{43})/.exec(html)?.[1] ?? '';

describe('admins', () => {
  test('let somebody in by a link that is shown once and works once', async () => {
    const desk = await openLoginDesk();
    const admin = await desk.loggedIn('Chief', 'admin');
    const made = await admin.submit('/people', { name: 'Կիրակի', email: '', role: 'contributor' });
    const link = linkIn(made.text);
    expect((await admin.get('/people')).text).not.toContain('/join/');
    expect(desk.accounts.people.named('Կիրակի')).toMatchObject({
      email: 'կիրակի@desk.example.org',
      role: 'contributor',
    });
    const browser = desk.browser();
    // Mail programs look at links before people do.
    for (let look = 0; look < 3; look += 1) expect((await browser.get(link)).status).toBe(200);
    const weak = await browser.post(link, { password: 'short', again: 'short' });
    expect([weak.status, weak.text.includes('has 5 characters')]).toEqual([422, true]);
    expect((await browser.post(link, { password: PASSWORD, again: 'other' })).status).toBe(422);
    const joined = await browser.post(link, { password: PASSWORD, again: PASSWORD });
    expect([joined.status, joined.location]).toEqual([303, '/']);
    expect((await browser.get('/')).text).toContain('Կիրակի');
    const replayed = await desk.browser().post(link, { password: `${PASSWORD} 2`, again: `${PASSWORD} 2` });
    expect([replayed.status, replayed.text.includes('Ask an admin for a new one')]).toEqual([410, true]);
    expect((await desk.browser().post('/login', { name: 'կիրակի', password: PASSWORD })).status).toBe(303);
  });

  test('of two who use a link at once, one comes in', async () => {
    const desk = await openLoginDesk();
    const person = desk.accounts.people.add({ name: 'Ann', email: 'a@example.org', role: 'editor' });
    const link = `/join/${desk.accounts.invitations.make(person.id).secret}`;
    const passwords = ['first of the two words', 'second of the two words'];
    const answers = await Promise.all(
      passwords.map((password) => desk.browser().post(link, { password, again: password })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
    const winner = passwords[answers.findIndex(({ status }) => status === 303)] ?? '';
    expect(await desk.accounts.keys.passwords.verify('Ann', winner)).not.toBeNull();
  });

  test.each(['x', 'x'.repeat(43), '..%2f..%2flogin', '%00', "'%20OR%201=1"])(
    'a forged link %j leads nowhere',
    async (secret) => {
      const desk = await openLoginDesk();
      const person = desk.accounts.people.add({ name: 'Ann', email: 'a@example.org', role: 'editor' });
      desk.accounts.invitations.make(person.id);
      const get = await desk.browser().get(`/join/${secret}`);
      const post = await desk.browser().post(`/join/${secret}`, { password: PASSWORD, again: PASSWORD });
      const options = await desk.browser().send(`/join/${secret}/options`, {});
      expect([get.status, post.status, options.status]).toEqual([410, 410, 410]);
    },
  );

  test('a link that ended leads nowhere, and a new one logs out whoever has the lost key', async () => {
    const desk = await openLoginDesk();
    const admin = await desk.loggedIn('Chief', 'admin');
    const lost = await desk.loggedIn('Ann', 'editor');
    const { id } = desk.accounts.people.named('Ann');
    const old = linkIn((await admin.submit('/people/link', { id })).text);
    const link = linkIn((await admin.submit('/people/link', { id })).text);
    expect((await desk.browser().get(old)).status).toBe(410);
    const browser = desk.browser();
    await browser.post(link, { password: 'another three words', again: 'another three words' });
    expect((await lost.get('/')).location).toBe('/login');
    expect((await browser.get('/')).status).toBe(200);
    const late = linkIn((await admin.submit('/people/link', { id })).text);
    desk.clock.now += 73 * 3_600_000;
    expect((await desk.browser().get(late)).status).toBe(410);
  });

  test('change roles and remove, with a question before', async () => {
    const desk = await openLoginDesk();
    const admin = await desk.loggedIn('Chief', 'admin');
    const browser = await desk.loggedIn('Ann', 'viewer');
    const { id } = desk.accounts.people.named('Ann');
    expect((await browser.submit('/publish')).status).toBe(403);
    expect((await admin.submit('/people/role', { id, role: 'editor' })).location).toBe('/people?done=role');
    expect((await browser.submit('/publish')).status).toBe(200);
    const asked = await admin.get(`/people/remove/${id}`);
    expect(asked.text).toContain('Remove Ann?');
    expect(desk.accounts.people.get(id)).not.toBeNull();
    expect((await admin.submit('/people/remove', { id })).location).toBe('/people?done=removed');
    expect((await browser.get('/')).location).toBe('/login');
    expect((await admin.submit('/people/remove', { id })).status).toBe(404);
    const log = (await admin.get('/audit')).text;
    for (const said of ['role changed', 'Ann: editor', 'person removed', 'log in'])
      expect(log).toContain(said);
  });

  test('the last one stays', async () => {
    const desk = await openLoginDesk();
    const admin = await desk.loggedIn('Chief', 'admin');
    const { id } = desk.accounts.people.named('Chief');
    for (const [path, fields] of [
      ['/people/remove', { id }],
      ['/people/role', { id, role: 'viewer' }],
    ] as const) {
      const answer = await admin.submit(path, fields);
      expect([answer.status, answer.text.includes('is the only admin')]).toEqual([422, true]);
    }
    expect(desk.accounts.people.named('Chief').role).toBe('admin');
  });

  test('a name that is unfit or taken is told, and what was typed stays', async () => {
    const desk = await openLoginDesk();
    const admin = await desk.loggedIn('Chief', 'admin');
    const taken = await admin.submit('/people', { name: 'CHIEF', email: 'c@example.org', role: 'viewer' });
    expect([taken.status, taken.text.includes('is there already, as admin')]).toEqual([422, true]);
    expect(taken.text).toContain('value="CHIEF"');
    const unfit = await admin.submit('/people', { name: '<script>', email: '', role: 'viewer' });
    expect([unfit.status, unfit.text.includes('<script>')]).toEqual([422, false]);
  });
});

describe('who is no admin', () => {
  test.each(['viewer', 'contributor', 'editor'] as const)(
    'as %s invites nobody, and raises no one',
    async (role) => {
      const desk = await openLoginDesk();
      await desk.loggedIn('Chief', 'admin');
      const browser = await desk.loggedIn('Ann', role);
      const own = desk.accounts.people.named('Ann');
      const chief = desk.accounts.people.named('Chief');
      const before = desk.accounts.people.list().map(({ name, role: had }) => [name, had]);
      for (const [path, fields] of [
        ['/people', { name: 'Eve', role: 'admin' }],
        ['/people/role', { id: own.id, role: 'admin' }],
        ['/people/role', { id: chief.id, role: 'viewer' }],
        ['/people/link', { id: chief.id }],
        ['/people/remove', { id: chief.id }],
        ['/people/', { name: 'Eve', role: 'admin' }],
      ] as const) {
        expect([path, (await browser.submit(path, fields)).status]).toEqual([path, 403]);
      }
      for (const path of ['/people', '/people/', `/people/remove/${chief.id}`, '/audit']) {
        expect([path, (await browser.get(path)).status]).toEqual([path, 403]);
      }
      expect(desk.accounts.people.list().map(({ name, role: had }) => [name, had])).toEqual(before);
      expect((await browser.get('/')).text).not.toContain('href="/people"');
    },
  );

  test('nobody who is not logged in sees or does any of it', async () => {
    const desk = await openLoginDesk();
    await desk.loggedIn('Chief', 'admin');
    for (const path of ['/people', '/audit', '/account', '/']) {
      expect((await desk.browser().get(path)).status).toBe(303);
    }
    for (const path of ['/people', '/people/role', '/account/tokens', '/account/password', '/logout']) {
      expect((await desk.browser().post(path, { name: 'Eve', role: 'admin' })).status).toBe(401);
    }
  });
});
