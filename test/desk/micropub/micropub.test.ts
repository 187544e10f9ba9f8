import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestApi } from '../api/open-test-api.ts';

let api: Awaited<ReturnType<typeof openTestApi>>;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const form = (fields: string, token: string | null = api.token('publish')) => {
  const sent = api.asked.post('/micropub').set('Content-Type', 'application/x-www-form-urlencoded');
  if (token !== null) sent.set('Authorization', `Bearer ${token}`);
  return sent.send(fields);
};
const json = (body: object, token = api.token('publish')) =>
  api.asked.post('/micropub').set('Authorization', `Bearer ${token}`).send(body);
const get = (query: string) =>
  api.asked.get(`/micropub?${query}`).set('Authorization', `Bearer ${api.token('read')}`);
const only = (): [string, string] => {
  const [[file, bytes] = ['', Buffer.alloc(0)]] = api.files;
  return [file, bytes.toString('utf8')];
};
const URL_OF = 'https://courier.test/2016/07/20/ferry-returns';

describe('a post', () => {
  test('by a form becomes an article, and its address is answered', async () => {
    const { status, headers } = await form(
      'h=entry&name=Ferry+returns&content=It+is+back.&category[]=Sea&category[]=Islands',
    );
    expect([status, headers['location']]).toEqual([201, URL_OF]);
    const [file, text] = only();
    expect(file).toBe('articles/2016-07-20-ferry-returns.md');
    expect(text).toMatch(/title: ["']?Ferry returns/);
    expect(text).toMatch(/Sea/);
    expect(text.endsWith('---\nIt is back.\n') || text.endsWith('\n\nIt is back.\n')).toBe(true);
    expect(api.noted).toMatchObject([{ act: 'micropub-create', detail: URL_OF }]);
  });

  test('by JSON has its picture with words for who does not see it, and may be a draft', async () => {
    const photo = [{ value: 'https://courier.test/media/a.png', alt: 'A ferry' }];
    const properties = {
      name: ['Ferry returns'],
      content: [{ html: '<p>Back.</p>' }],
      photo,
      'post-status': ['draft'],
    };
    expect((await json({ type: ['h-entry'], properties })).status).toBe(201);
    const [, text] = only();
    expect(text).toContain('/media/a.png');
    expect(text).toContain('A ferry');
    expect(text).toMatch(/draft: true/);
  });

  test('without a headline is called as it begins; of two of one name both are kept', async () => {
    await form('h=entry&content=A+short+note.');
    await form('h=entry&content=A+short+note.');
    expect([...api.files.keys()]).toEqual([
      'articles/2016-07-20-a-short-note.md',
      'articles/2016-07-20-a-short-note-2.md',
    ]);
  });

  test('with its picture in the form has it in media/', async () => {
    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    const sent = api.asked.post('/micropub').set('Authorization', `Bearer ${api.token('publish')}`);
    const { status } = await sent
      .field('h', 'entry')
      .field('name', 'Seen')
      .attach('photo', png, { filename: 'sea.png' });
    expect(status).toBe(201);
    expect([...api.files.keys()]).toEqual(['media/sea.png', 'articles/2016-07-20-seen.md']);
  });

  test('of a token for drafts is one, whatever it says', async () => {
    await form(
      'h=entry&name=Ferry+returns&content=x&post-status=published',
      api.token('draft', 'contributor'),
    );
    expect(only()[1]).toMatch(/draft: true/);
  });
});

describe('a post that is there', () => {
  beforeEach(async () => {
    await form('h=entry&name=Ferry+returns&content=It+is+back.&category[]=Sea');
  });

  test('can be asked for', async () => {
    const { body } = await get(`q=source&url=${encodeURIComponent(URL_OF)}`);
    expect(body).toMatchObject({
      type: ['h-entry'],
      properties: {
        name: ['Ferry returns'],
        content: ['It is back.'],
        category: ['Sea'],
        'post-status': ['published'],
      },
    });
    const some = await get(`q=source&properties[]=name&url=${encodeURIComponent(URL_OF)}`);
    expect(some.body).toEqual({ properties: { name: ['Ferry returns'] } });
  });

  test('is changed where that is asked, and nowhere else', async () => {
    const [file, before] = only();
    const update = {
      action: 'update',
      url: URL_OF,
      replace: { content: ['It is late.'] },
      add: { category: ['Islands'] },
    };
    expect((await json(update)).status).toBe(204);
    const after = api.files.get(file)?.toString() ?? '';
    expect(after).toContain('It is late.');
    expect(after).toContain('Islands');
    expect(after.split('\n')[1]).toBe(before.split('\n')[1]);
    expect((await json({ action: 'update', url: URL_OF, delete: { category: ['Sea'] } })).status).toBe(204);
    expect(api.files.get(file)?.toString()).not.toContain('Sea');
    expect((await json({ action: 'update', url: URL_OF, delete: ['category'] })).status).toBe(204);
    expect(api.files.get(file)?.toString()).not.toContain('Islands');
  });

  test('is deleted and comes back', async () => {
    const [file, before] = only();
    expect((await json({ action: 'delete', url: URL_OF })).status).toBe(204);
    expect(api.files.get(file)?.toString()).toMatch(/draft: true/);
    expect((await form(`action=undelete&url=${encodeURIComponent(URL_OF)}`)).status).toBe(204);
    expect(api.files.get(file)?.toString()).toBe(before);
  });

  test('is nothing for who may only write drafts', async () => {
    const { status, body } = await json({ action: 'delete', url: URL_OF }, api.token('draft', 'contributor'));
    expect([status, body.error]).toEqual([403, 'insufficient_scope']);
  });
});

test('what there is to know of the endpoint is told, and nobody is sent on', async () => {
  expect((await get('q=config')).body).toEqual({
    'media-endpoint': 'https://desk.courier.test/micropub/media',
    'syndicate-to': [],
    q: ['config', 'source', 'syndicate-to'],
  });
  expect((await get('q=syndicate-to')).body).toEqual({ 'syndicate-to': [] });
});

describe('errors have the names of the protocol', () => {
  test.each([
    ['no token', () => form('h=entry&content=x', null), 401, 'unauthorized'],
    ['another kind', () => form('h=event&name=x'), 400, 'invalid_request'],
    ['nothing', () => form('h=entry'), 400, 'invalid_request'],
    [
      'no JSON',
      () =>
        api.asked
          .post('/micropub')
          .set('Authorization', `Bearer ${api.token('publish')}`)
          .set('Content-Type', 'application/json')
          .send('{'),
      400,
      'invalid_request',
    ],
    ['no lists', () => json({ type: ['h-entry'], properties: { name: 'x' } }), 400, 'invalid_request'],
    [
      'another site',
      () => json({ action: 'delete', url: 'https://evil.test/2016/07/20/a' }),
      400,
      'invalid_request',
    ],
    ['no right', () => form('h=entry&content=x', api.token('read')), 403, 'insufficient_scope'],
  ])('%s', async (_, ask, status, name) => {
    const answer = await ask();
    expect([answer.status, answer.body.error]).toEqual([status, name]);
    expect(api.files.size).toBe(0);
  });

  test('a token may stand in a form’s field, as the protocol has it', async () => {
    const { status } = await form(`h=entry&content=x&access_token=${api.token('publish')}`, null);
    expect(status).toBe(201);
    expect(only()[1]).not.toContain('dateline_');
  });
});
