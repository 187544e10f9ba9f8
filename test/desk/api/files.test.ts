import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../../src/storage/digest-of.ts';
import { openTestApi } from './open-test-api.ts';

const A = '/api/files/articles/a.md';
const text = (title: string, more = ''): string =>
  `---\ntitle: ${title}\ndate: 2016-07-15\n${more}---\nText.\n`;

let api: Awaited<ReturnType<typeof openTestApi>>;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const put = (body: string, token: string, path = A) =>
  api.asked.put(path).set('Authorization', `Bearer ${token}`).set('Content-Type', 'text/markdown').send(body);
const get = (path: string, token = api.token('read')) =>
  api.asked.get(path).set('Authorization', `Bearer ${token}`);

describe('a text that is sent', () => {
  test('is written, published, and answered with its address', async () => {
    const { status, body, headers } = await put(text('A ferry'), api.token('publish'));
    const url = 'https://courier.test/2016/07/15/a';
    expect([status, body]).toMatchObject([
      201,
      { file: 'articles/a.md', url, state: 'live', problems: [], isPublished: true },
    ]);
    expect(headers['location']).toBe(url);
    expect(headers['etag']).toBe(`"${digestOf(Buffer.from(text('A ferry')))}"`);
    expect(api.files.get('articles/a.md')?.toString()).toBe(text('A ferry'));
    expect(api.noted).toMatchObject([{ person: 'editor-publish', act: 'api-save', file: 'articles/a.md' }]);
    const again = await put(text('A ferry'), api.token('publish'));
    expect([again.status, again.body.isPublished]).toEqual([200, true]);
  });

  test('is answered with what is wrong with it, and with what it is', async () => {
    const warned = await put(text('A', 'colour: red\n'), api.token('publish'));
    expect(warned.body.problems).toMatchObject([{ file: 'articles/a.md', line: 4, code: 'key-unknown' }]);
    const later = text('B').replace('2016-07-15', '2016-08-15');
    expect((await put(later, api.token('publish'), '/api/files/articles/b.md')).body.state).toBe('scheduled');
    const draft = text('C', 'draft: true\n');
    expect((await put(draft, api.token('publish'), '/api/files/articles/c.md')).body.state).toBe('draft');
  });

  test('that cannot be published is not written, but where that is asked for', async () => {
    const broken = '---\ntitle: A\ndate: tomorow\n---\nText.\n';
    const { status, body } = await put(broken, api.token('publish'));
    expect([status, body]).toMatchObject([
      422,
      { error: { code: 'not-publishable' }, problems: [{ line: 3, code: 'date-invalid' }] },
    ]);
    expect(api.files.size).toBe(0);
    expect((await put(broken, api.token('publish'), `${A}?keep=true`)).body.state).toBe('refused');
    expect(api.files.size).toBe(1);
  });

  test('that is not published in time is told where to ask', async () => {
    api.state.isPublishing = false;
    const { status, body } = await put(text('A'), api.token('publish'));
    expect([status, body]).toMatchObject([202, { isPublished: false, ask: A }]);
    const { status: found, text: got } = await get(A);
    expect([found, got]).toEqual([200, text('A')]);
  });
});

describe('what somebody else wrote', () => {
  test('is never written over by who does not know it; both texts come back', async () => {
    const token = api.token('publish');
    api.save('articles/a.md', text('Theirs'));
    const { status, body } = await put(text('Mine'), token);
    expect([status, body.conflict]).toMatchObject([409, { theirs: text('Theirs'), yours: text('Mine') }]);
    expect(api.files.get('articles/a.md')?.toString()).toBe(text('Theirs'));
    const digest = `"${body.conflict.theirDigest}"`;
    expect((await put(text('Both'), token).set('If-Match', digest)).status).toBe(200);
    expect((await put(text('Late'), token).set('If-Match', digest)).status).toBe(412);
    expect((await put(text('New'), token).set('If-None-Match', '*')).status).toBe(412);
    expect(api.files.get('articles/a.md')?.toString()).toBe(text('Both'));
  });

  test('may be written over where it was oneself', async () => {
    const token = api.token('publish');
    await put(text('One'), token);
    expect((await put(text('Two'), token)).status).toBe(200);
  });

  test('is deleted by its version alone', async () => {
    const token = api.token('publish');
    await put(text('One'), token);
    const remove = () => api.asked.delete(A).set('Authorization', `Bearer ${token}`);
    expect((await remove()).status).toBe(428);
    expect((await remove().set('If-Match', `"${'0'.repeat(64)}"`)).status).toBe(412);
    expect(api.files.size).toBe(1);
    expect((await remove().set('If-Match', `"${digestOf(Buffer.from(text('One')))}"`)).status).toBe(204);
    expect(api.files.size).toBe(0);
  });
});

describe('who may do what', () => {
  test('nothing without a token, with a wrong one, or with one in the address', async () => {
    for (const header of ['', 'Bearer dateline_wrong', `Basic ${api.token('publish')}`]) {
      const { status, headers } = await api.asked.put(A).set('Authorization', header).send('x');
      expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="desk"']);
    }
    expect((await api.asked.get(`${A}?token=${api.token('read')}`)).status).toBe(401);
  });

  test('a token that reads writes nothing', async () => {
    expect((await put(text('A'), api.token('read'))).body.error.code).toBe('insufficient_scope');
    expect(api.files.size).toBe(0);
  });

  test.each(['editor', 'contributor'] as const)(
    'a draft token of an %s writes drafts, and neither publishes nor changes what is published',
    async (role) => {
      const token = api.token('draft', role);
      expect((await put(text('A', 'draft: true\n'), token)).status).toBe(201);
      for (const trick of ['', 'draft: false\n', 'draft: "no"\n', 'published: true\n', 'colour: draft\n'])
        expect((await put(text('A', trick), token)).status).toBe(403);
      expect((await put('no front matter\n', token, '/api/files/articles/b.md')).status).toBe(403);
      expect((await put(text('P', 'draft: true\n'), token, '/api/files/pages/about.md')).status).toBe(403);
      api.save('articles/live.md', text('Live'));
      const live = '/api/files/articles/live.md';
      const taken = put(text('Live', 'draft: true\n'), token, live).set('If-Match', '*');
      expect((await taken).status).toBe(403);
      expect(api.files.get('articles/live.md')?.toString()).toBe(text('Live'));
    },
  );

  test('site.yaml is an admin’s', async () => {
    const site = '/api/files/site.yaml';
    expect((await put('name: X\n', api.token('publish'), site)).status).toBe(403);
    expect((await put('name: X\n', api.token('publish', 'admin'), site)).status).toBeLessThan(300);
  });

  test('wrong tokens are counted by address, and right ones are not', async () => {
    const token = api.token('publish');
    for (let nth = 0; nth < 25; nth += 1) expect((await put(text('A'), token)).status).toBeLessThan(300);
    const tries = [];
    for (let nth = 0; nth < 22; nth += 1) tries.push((await put('x', `dateline_wrong${nth}`)).status);
    expect(tries).toEqual([...Array.from({ length: 20 }, () => 401), 429, 429]);
    expect((await put(text('A'), token)).headers['retry-after']).toBe('600');
  });

  test('writes are counted by person', async () => {
    const token = api.token('publish');
    const codes = [];
    for (let nth = 0; nth < 121; nth += 1) codes.push((await put(text('A'), token)).status);
    expect(codes.slice(-2)).toEqual([200, 429]);
  });
});

describe('attacks', () => {
  test.each([
    '/api/files/articles/%2e%2e%2f%2e%2e%2fsite.yaml',
    '/api/files/..%2f..%2fetc%2fpasswd.md',
    '/api/files/articles/a%00.md',
    '/api/files/articles/.hidden.md',
    '/api/files/articles%5c..%5ca.md',
    '/api/files/views/home.ejs',
    '/api/files/articles/a.html',
    '/api/files/%2fetc%2fpasswd.md',
  ])('%s is written nowhere, nor read', async (path) => {
    const token = api.token('publish', 'admin');
    expect((await put(text('A'), token, path)).status).toBeGreaterThanOrEqual(400);
    expect((await get(path, token)).status).toBeGreaterThanOrEqual(400);
    expect([...api.files.keys()]).toEqual([]);
  });

  test('a body that is too large is refused, said or not', async () => {
    const large = 'x'.repeat(2 * 1024 * 1024 + 1);
    expect((await put(large, api.token('publish'))).status).toBe(413);
    const server = createServer(api.listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const headers = {
      authorization: `Bearer ${api.token('publish')}`,
      'content-type': 'text/markdown',
      'transfer-encoding': 'chunked',
    };
    const status = await new Promise<number>((resolve) => {
      const sent = ask({ port, host: '127.0.0.1', method: 'PUT', path: A, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', () => resolve(413));
      sent.end(large);
    });
    server.closeAllConnections();
    server.close();
    expect(status).toBe(413);
    expect(api.files.size).toBe(0);
  });

  test.each(['text/html', 'application/x-www-form-urlencoded', 'image/png', 'application/json'])(
    'a text is not sent as %s',
    async (type) => {
      const sent = api.asked.put(A).set('Authorization', `Bearer ${api.token('publish')}`);
      expect((await sent.set('Content-Type', type).send('x')).status).toBe(415);
    },
  );

  test('no answer is kept or framed, and none says what is on the disk', async () => {
    const { status, headers, text: body } = await get('/api/files/articles/none.md');
    expect(status).toBe(404);
    expect(headers['cache-control']).toContain('no-store');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(body).not.toMatch(/\/tmp|\.ts/);
  });
});

test('what is wrong and what there is can be asked for', async () => {
  await put(text('A ferry'), api.token('publish'));
  const file = 'articles/x.md';
  const problem = {
    file,
    line: 3,
    column: 7,
    severity: 'error',
    code: 'x',
    message: 'M',
    hint: 'H',
  } as const;
  api.news.take({ kind: 'troubled', file, problems: [problem], isServed: false, since: 0 });
  expect((await get('/api/problems')).body.files).toMatchObject([
    { file, isServed: false, since: '1970-01-01T00:00:00.000Z', problems: [{ line: 3 }] },
  ]);
  expect((await get('/api/problems?file=articles/a.md')).body.files).toEqual([]);
  expect((await get('/api/articles')).body).toMatchObject({
    articles: [{ file: 'articles/a.md', url: 'https://courier.test/2016/07/15/a', state: 'live' }],
    after: null,
  });
});
