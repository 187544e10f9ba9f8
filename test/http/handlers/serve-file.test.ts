import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'content-disposition';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FILE_KINDS } from '../../../src/domain/files/file-kinds.ts';
import { pdfOf, SOUND_FILES, WEB_PAGES, zipOf } from '../../media/files/files.ts';
import { openFileSite } from './file-site.ts';

const named = new Set(['/articles/linked.docx']);
const site = openFileSite({ isNamed: (src) => named.has(src) });
const get = (path: string) => request(site.app).get(path).buffer(true).responseType('blob').redirects(0);
const HUNDRED = Buffer.from(Array.from({ length: 100 }, (_, at) => at));
const CLIP = Buffer.concat([SOUND_FILES['mp4'] ?? Buffer.alloc(0), HUNDRED]);

beforeAll(() => {
  for (const [extension, bytes] of Object.entries(SOUND_FILES)) site.put(`media/sound/a.${extension}`, bytes);
  site.put('media/clip.mp4', CLIP);
});
afterAll(site.dispose);

describe('a file is served as it is', () => {
  test.each([...FILE_KINDS.values()])('a .$extension', async ({ extension, type, isInline, isText }) => {
    const bytes = SOUND_FILES[extension];
    const { status, headers, body } = await get(`/media/sound/a.${extension}`);
    expect(status).toBe(200);
    expect(body).toEqual(bytes);
    expect(headers).toMatchObject({
      'content-type': isText ? `${type}; charset=utf-8` : type,
      'content-length': String(bytes?.length),
      'cache-control': 'public, max-age=3600',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'last-modified': 'Fri, 14 Jul 2017 02:40:00 GMT',
    });
    expect(headers['etag']).toMatch(/^"[0-9a-f]{20}"$/);
    expect(parse(headers['content-disposition'] ?? '')).toEqual({
      type: isInline ? 'inline' : 'attachment',
      parameters: { filename: `a.${extension}` },
    });
    const policy = (headers['content-security-policy'] ?? '').split(/; ?/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.some((directive) => directive.startsWith('sandbox'))).toBe(true);
    expect(headers['content-security-policy']).not.toMatch(/allow-scripts|script-src|unsafe/);
    expect(headers['cross-origin-opener-policy']).toBe('unsafe-none');
  });

  test('HEAD has the same headers and no bytes', async () => {
    const [head, whole] = [await request(site.app).head('/media/clip.mp4'), await get('/media/clip.mp4')];
    expect(head.status).toBe(200);
    const rest = ({ date: _date, 'x-request-id': _id, ...headers }: Record<string, string>) => headers;
    expect(rest(head.headers)).toEqual(rest(whole.headers));
  });

  test('a text of unknown charset has none', async () => {
    site.put('media/old.csv', Buffer.from('caf\xe9;1\n', 'latin1'));
    expect((await get('/media/old.csv')).headers['content-type']).toBe('text/csv');
  });

  test('what is asked for is composed', async () => {
    site.put('media/cafe\u0301.pdf', pdfOf('A'));
    const moved = await get('/media/cafe%CC%81.pdf?x=1');
    expect([moved.status, moved.headers['location']]).toEqual([301, '/media/caf%C3%A9.pdf?x=1']);
    const { status, headers } = await get('/media/caf%C3%A9.pdf');
    expect(status).toBe(200);
    expect(parse(headers['content-disposition'] ?? '').parameters['filename']).toBe('café.pdf');
  });
});

describe('a client that has it', () => {
  test('is told so by tag and by date', async () => {
    const { headers } = await get('/media/clip.mp4');
    const known = await get('/media/clip.mp4').set('If-None-Match', headers['etag'] ?? '');
    expect([known.status, known.headers['etag']]).toEqual([304, headers['etag']]);
    expect(known.headers['content-length']).toBeUndefined();
    expect(
      (await get('/media/clip.mp4').set('If-Modified-Since', headers['last-modified'] ?? '')).status,
    ).toBe(304);
    expect((await get('/media/clip.mp4').set('If-Match', '"other"')).status).toBe(412);
    // A copy that is good comes before the part that is asked for (RFC 9110 §13.2.2).
    const both = await get('/media/clip.mp4')
      .set('If-None-Match', headers['etag'] ?? '')
      .set('Range', 'bytes=0-1');
    expect(both.status).toBe(304);
  });

  test('of a part goes on where it ended, if it is still the same', async () => {
    const { headers } = await get('/media/clip.mp4');
    for (const condition of [headers['etag'], headers['last-modified']]) {
      const part = await get('/media/clip.mp4')
        .set('Range', 'bytes=-100')
        .set('If-Range', condition ?? '');
      expect([part.status, part.headers['content-range']]).toEqual([
        206,
        `bytes ${CLIP.length - 100}-${CLIP.length - 1}/${CLIP.length}`,
      ]);
      expect(part.body).toEqual(HUNDRED);
    }
    const other = await get('/media/clip.mp4').set('Range', 'bytes=-100').set('If-Range', '"other"');
    expect([other.status, other.body.length]).toEqual([200, CLIP.length]);
  });

  test('of nothing that is there gets 416', async () => {
    const none = await get('/media/clip.mp4').set('Range', `bytes=${CLIP.length}-`);
    expect([none.status, none.headers['content-range'], none.headers['cache-control']]).toEqual([
      416,
      `bytes */${CLIP.length}`,
      'no-store',
    ]);
  });
});

describe('what is not what its name says is not served', () => {
  test.each([...FILE_KINDS.keys()])('a web page as .%s', async (extension) => {
    for (const [at, page] of WEB_PAGES.slice(0, 1).entries()) {
      site.put(`media/page-${at}.${extension}`, page);
      site.warn.mockClear();
      for (let round = 0; round < 2; round++) {
        const { status, body } = await get(`/media/page-${at}.${extension}`);
        expect(status).toBe(404);
        expect(String(body)).not.toContain('alert(1)');
      }
      expect(site.warn).toHaveBeenCalledOnce();
      expect(site.warn).toHaveBeenCalledWith(
        { file: `media/page-${at}.${extension}`, code: 'file-web-page', hint: expect.any(String) },
        expect.stringContaining('not served'),
      );
    }
  });

  test.each<[string, Buffer]>([
    ['empty.pdf', Buffer.alloc(0)],
    ['gif.pdf', Buffer.from('GIF89a%PDF-1.4')],
    ['program.zip', Buffer.from('MZ\x90')],
    ['macros.docx', zipOf(['[Content_Types].xml', 'word/vbaProject.bin'])],
  ])('%s', async (name, bytes) => {
    site.put(`media/${name}`, bytes);
    expect((await get(`/media/${name}`)).status).toBe(404);
  });

  test('a link to another kind', async () => {
    symlinkSync(site.put('media/all.zip', zipOf(['a'])), join(site.media, 'link.pdf'));
    symlinkSync(join(site.media, 'clip.mp4'), join(site.media, 'again.mp4'));
    expect((await get('/media/link.pdf')).status).toBe(404);
    expect((await get('/media/again.mp4')).status).toBe(200);
  });
});

test('a PDF with a script is saved, and not opened', async () => {
  site.put('media/script.pdf', pdfOf('A', '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'));
  const { status, headers } = await get('/media/script.pdf');
  expect(status).toBe(200);
  expect(headers['content-disposition']).toMatch(/^attachment/);
});

test('what may be a text of editors is served beside texts only where one leads to it', async () => {
  for (const name of ['linked.docx', 'draft.docx']) {
    site.put(`articles/${name}`, SOUND_FILES['docx'] ?? '');
    site.put(`media/${name}`, SOUND_FILES['docx'] ?? '');
  }
  site.put('articles/a.pdf', pdfOf('A'));
  site.put('articles/_drafts/a.pdf', pdfOf('A'));
  const statuses = [
    '/articles/linked.docx',
    '/articles/draft.docx',
    '/media/draft.docx',
    '/articles/a.pdf',
    '/articles/_drafts/a.pdf',
  ];
  expect(await Promise.all(statuses.map(async (path) => (await get(path)).status))).toEqual([
    200, 404, 200, 200, 404,
  ]);
});

describe('hostile names and files', () => {
  test.each(['.hidden.pdf', 'folder.pdf', 'pipe.pdf', 'out.pdf', 'device.pdf', 'loop.pdf'])(
    '%s is not there',
    async (name) => {
      mkdirSync(join(site.media, 'folder.pdf'), { recursive: true });
      site.put('media/.hidden.pdf', pdfOf('A'));
      const make: Record<string, () => void> = {
        'pipe.pdf': () => execFileSync('mkfifo', [join(site.media, name)]),
        'out.pdf': () => symlinkSync(site.put('secret.pdf', pdfOf('A')), join(site.media, name)),
        'device.pdf': () => symlinkSync('/dev/zero', join(site.media, name)),
        'loop.pdf': () => symlinkSync(join(site.media, name), join(site.media, name)),
      };
      make[name]?.();
      expect((await get(`/media/${name}`)).status).toBe(404);
    },
  );

  test.each([
    'a%22b.pdf',
    '%D0%9E%D1%82%D1%87%D1%91%D1%82.pdf',
    'report%E2%80%AEfdp.zip',
    "it's%20(1)%20%25.pdf",
  ])('%s is served under its own name', async (name) => {
    site.put(`media/${decodeURIComponent(name)}`, name.endsWith('zip') ? zipOf(['a']) : pdfOf('A'));
    const { status, headers } = await get(`/media/${name}`);
    expect(status).toBe(200);
    expect(headers['content-disposition']).toMatch(/^(?:inline|attachment); [\x20-\x7e]+$/);
    const saved = parse(headers['content-disposition'] ?? '').parameters['filename'];
    expect(saved).toBe(decodeURIComponent(name).replace('\u202e', ''));
  });

  test.each(['a%0Ab.pdf', 'a%0D%0AX:1.pdf', 'a%00.pdf', '..%2fsecret.pdf', 'a%5Cb.pdf'])(
    '%s is not there',
    async (name) => {
      expect((await get(`/media/${name}`)).status).toBe(404);
    },
  );

  test('of a file of more than 4 GB any part is sent', async () => {
    const path = site.put('media/huge.mp4', CLIP);
    truncateSync(path, 5_000_000_000);
    const { status, headers, body } = await get('/media/huge.mp4').set('Range', 'bytes=4999999990-');
    expect([status, headers['content-range'], body.length]).toEqual([
      206,
      'bytes 4999999990-4999999999/5000000000',
      10,
    ]);
    const whole = await request(site.app).head('/media/huge.mp4');
    expect(whole.headers['content-length']).toBe('5000000000');
  });

  test('parts without number are no more work than the whole', async () => {
    const many = `bytes=${Array.from({ length: 3_000 }, () => '0-0').join(',')}`;
    const { status, body } = await get('/media/clip.mp4').set('Range', many);
    expect([status, body.length]).toEqual([200, CLIP.length]);
  });
});

test('what changed in the last seconds is kept by nobody, and has no parts', async () => {
  const before = site.clock.aheadMs;
  try {
    site.clock.aheadMs = 0;
    site.put('media/fresh.mp4', CLIP);
    const { status, headers, body } = await get('/media/fresh.mp4').set('Range', 'bytes=0-1');
    expect([status, body.length]).toEqual([200, CLIP.length]);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'accept-ranges': 'none' });
    for (const name of ['etag', 'last-modified']) expect(headers).not.toHaveProperty(name);
  } finally {
    site.clock.aheadMs = before;
  }
});
