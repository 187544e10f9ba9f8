import { describe, expect, test } from 'vitest';
import { openLoginDesk, PASSWORD } from './open-login-desk.ts';
import { csrfIn, HERE } from './test-browser.ts';

describe('what another site sends', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['of a host beside the desk', { 'sec-fetch-site': 'same-site', origin: 'https://www.example.org' }],
    ['typed into the address line', { 'sec-fetch-site': 'none' }],
    ['of an old browser, from elsewhere', { origin: 'https://evil.example' }],
    ['of a frame without an origin', { origin: 'null' }],
    ['without any of these headers', {}],
    ['that claims to be from here', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
  ])('a form %s writes nothing, even with cookie and word', async (_, headers) => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'admin');
    const csrf = csrfIn((await browser.get('/account')).text);
    for (const path of ['/write', '/logout', '/people', '/account/tokens', '/account/password/remove']) {
      const answer = await browser.post(path, { csrf, text: 'x' }, headers);
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect(desk.written).toEqual([]);
    expect((await browser.get('/')).status).toBe(200);
  });

  test('nobody is logged in under another name by another site', async () => {
    const desk = await openLoginDesk();
    await desk.loggedIn('Eve', 'viewer');
    const victim = desk.browser();
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect((await victim.post('/login', { name: 'Eve', password: PASSWORD }, headers)).status).toBe(403);
    expect(victim.cookies.size).toBe(0);
  });

  test('an old browser sends its origin alone, and gets in', async () => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'editor');
    const csrf = csrfIn((await browser.get('/account')).text);
    const answer = await browser.post('/write', { csrf, text: 'x' }, { origin: desk.origin });
    expect([answer.status, desk.written]).toEqual([200, ['x']]);
  });
});

describe('the word of the session', () => {
  test.each(['', 'x', null])('%j is not it', async (csrf) => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'admin');
    const headers = { ...HERE, origin: desk.origin };
    const [fields, word] = csrf === null ? [{}, {}] : [{ csrf }, { 'x-desk-csrf': csrf }];
    expect((await browser.post('/account/sessions/end', fields)).status).toBe(403);
    expect((await browser.send('/write', {}, { ...headers, ...word })).status).toBe(403);
    expect(desk.written).toEqual([]);
  });

  test('is that of one session: another’s does not count', async () => {
    const desk = await openLoginDesk();
    const ann = await desk.loggedIn('Ann', 'editor');
    const bea = await desk.loggedIn('Bea', 'editor');
    const csrf = csrfIn((await bea.get('/account')).text);
    expect((await ann.post('/write', { csrf, text: 'x' })).status).toBe(403);
    expect(desk.written).toEqual([]);
  });

  test('a form that was opened before a new log-in is sent once more, and loses no letter', async () => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'editor');
    const before = csrfIn((await browser.get('/account')).text);
    await browser.post('/login', { name: 'Ann', password: PASSWORD });
    const text = '\nFirst line kept\r\n<b>"Ա"</b> &amp;\n</textarea><script>';
    const asked = await browser.post('/write', { csrf: before, text });
    expect([asked.status, desk.written]).toEqual([403, []]);
    expect(asked.text).not.toContain('<script>');
    expect(asked.text).toContain('action="/write"');
    // A parser drops one line break behind the tag, as the view puts one there.
    const shown = /<textarea name="text" hidden>\n([\s\S]*?)<\/textarea>/.exec(asked.text)?.[1] ?? '';
    const signs = { '&lt;': '<', '&gt;': '>', '&#34;': '"', '&quot;': '"', '&amp;': '&' };
    const again = shown.replace(/&(?:lt|gt|#34|quot|amp);/g, (found) => signs[found as keyof typeof signs]);
    expect(again).toBe(text);
    const csrf = /name="csrf" value="([^"]+)"/.exec(asked.text)?.[1] ?? '';
    await browser.post('/write', { csrf, text: again });
    expect(desk.written).toEqual([text]);
  });

  test('a password is never shown again', async () => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'editor');
    const fields = {
      csrf: 'x',
      now: PASSWORD,
      password: 'another secret text',
      again: 'another secret text',
    };
    const answer = await browser.post('/account/password', fields);
    expect([answer.status, answer.text.includes('another secret text')]).toEqual([403, false]);
    expect(answer.text).not.toContain(PASSWORD);
  });

  test('a script sends it as a header, a form as a field, also with a whole file of Armenian', async () => {
    const desk = await openLoginDesk();
    const browser = await desk.loggedIn('Ann', 'editor');
    const csrf = csrfIn((await browser.get('/account')).text);
    expect((await browser.post('/write', { csrf, text: 'Ա'.repeat(1_000_000) })).status).toBe(200);
    expect(desk.written[0]).toHaveLength(1_000_000);
    const headers = { ...HERE, origin: desk.origin, 'x-desk-csrf': csrf };
    expect((await browser.post('/write', { text: 'y' }, headers)).status).toBe(200);
    expect(desk.written[1]).toBe('y');
  });
});
