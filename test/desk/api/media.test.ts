import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptUpload } from '../../../src/desk/api/accept-upload.ts';
import { openTestApi } from './open-test-api.ts';

let png: Buffer;
let api: Awaited<ReturnType<typeof openTestApi>>;
beforeAll(async () => {
  png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } })
    .png()
    .toBuffer();
});
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const send = (token: string, name: string, bytes: Buffer) =>
  api.asked
    .post(`/api/media?name=${encodeURIComponent(name)}`)
    .set('Authorization', `Bearer ${token}`)
    .set('Content-Type', 'application/octet-stream')
    .send(bytes);

test('a picture comes into media/, once, and another of its name beside it', async () => {
  const token = api.token('draft', 'contributor');
  const first = await send(token, 'harbour.png', png);
  expect([first.status, first.body]).toEqual([
    201,
    { file: 'media/harbour.png', path: '/media/harbour.png', url: 'https://courier.test/media/harbour.png' },
  ]);
  expect((await send(token, 'harbour.png', png)).status).toBe(200);
  const other = await sharp(png).resize(4).png().toBuffer();
  expect((await send(token, 'harbour.png', other)).body.file).toBe('media/harbour-2.png');
  expect(api.files.get('media/harbour.png')).toEqual(png);
});

test('a form’s file does as well', async () => {
  const sent = api.asked.post('/api/media').set('Authorization', `Bearer ${api.token('publish')}`);
  const { status, body } = await sent.attach('file', png, { filename: 'C:\\pictures\\քաղաք.png' });
  expect([status, body.file]).toEqual([201, 'media/քաղաք.png']);
});

test('who writes drafts brings pictures, and no other file, as that would be public', async () => {
  const pdf = Buffer.from('%PDF-1.7\n');
  expect((await send(api.token('draft', 'contributor'), 'a.pdf', pdf)).status).toBe(403);
  expect((await send(api.token('publish'), 'a.pdf', pdf)).status).toBe(201);
});

test('a token that reads brings nothing', async () => {
  expect((await send(api.token('read'), 'a.png', png)).status).toBe(403);
  expect(api.files.size).toBe(0);
});

describe('a file that is something else than it says', () => {
  const html = Buffer.from('<!doctype html><script>alert(1)</script>');
  test.each([
    ['a page as a picture', 'a.png', html],
    ['a page as a text', 'a.txt', html],
    ['a page', 'a.html', html],
    ['a program', 'a.exe', Buffer.from('MZ\x90\0')],
    ['a drawing as a PNG', 'a.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a PDF that is none', 'a.pdf', Buffer.from('PK\x03\x04')],
    ['nothing', 'a.pdf', Buffer.alloc(0)],
    ['no name', '', Buffer.from('x')],
    ['a hidden file', '.png', Buffer.from('x')],
  ])('is refused: %s', async (_, name, bytes) => {
    expect((await send(api.token('publish'), name, bytes)).status).toBe(415);
    expect(api.files.size).toBe(0);
  });
});

test.each([
  ['../../site.png', 'site.png'],
  ['..\\..\\a.png', 'a.png'],
  ['a\u202egnp.png', 'agnp.png'],
  ['photo.jpg', 'photo.png'],
  ['...a.png', 'a.png'],
])('a name such as %s is no way anywhere', (given, name) => {
  expect(acceptUpload({ name: given, bytes: png })).toEqual({ kind: 'accepted', name, isPicture: true });
});
