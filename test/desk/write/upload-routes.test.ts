import request from 'supertest';
import { afterEach, expect, test } from 'vitest';
import { markdownOf } from '../../../src/desk/write/upload-routes.ts';
import { FERRY, FERRY_TEXT, openWriteDesk, type WriteDesk } from './open-write-desk.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let desk: WriteDesk;
afterEach(() => desk.close());

const send = (bytes: Buffer, name: string, csrf = 'word') =>
  request(desk.server)
    .post('/upload')
    .set('Accept', 'text/html')
    .field('csrf', csrf)
    .field('file', FERRY)
    .field('base', 'b1')
    .field('text', `${FERRY_TEXT}My words that are not saved.`)
    .field('upload-alt', 'A boat [blue]')
    .field('upload-credit', 'Photo: "Ani"')
    .attach('upload', bytes, name);

test('a picture is put away, and the text comes back whole with the picture at its end', async () => {
  desk = await openWriteDesk();
  const answer = await send(PNG, 'A boat.png');
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('My words that are not saved.');
  expect(answer.text).toContain(
    '![A boat \\[blue\\]](/media/A%20boat.png &quot;Photo: \\&quot;Ani\\&quot;&quot;)',
  );
  expect(answer.text).toContain('data-unsaved');
  expect(answer.text).toContain('name="base" value="b1"');
  expect((await desk.writing.read('media/A boat.png'))?.bytes.equals(PNG)).toBe(true);
  expect(desk.writing.text(FERRY)).toBe(FERRY_TEXT);
  expect(desk.audit).toEqual(['Water desk upload media/A boat.png']);
});

test.each([
  ['a page that says it is a picture', Buffer.from('<script>alert(1)</script>'), 'boat.png'],
  ['a page', Buffer.from('<p>Hello</p>'), 'boat.html'],
  ['a view', Buffer.from('<%= 1 %>'), 'article.ejs'],
  ['a program', Buffer.from('MZ'), 'boat.exe'],
])('%s is refused, and no typed word is lost', async (_, bytes, name) => {
  desk = await openWriteDesk();
  const answer = await send(bytes, name);
  expect(answer.status).toBe(415);
  expect(answer.text).toContain('Not added: ');
  expect(answer.text).toContain('My words that are not saved.');
  expect(desk.writing.requests).toEqual([]);
});

test('a name leads nowhere else', async () => {
  desk = await openWriteDesk();
  await send(PNG, '../../views/.boat.png');
  expect(desk.writing.requests.flatMap(({ changes }) => changes.map(({ file }) => file))).toEqual([
    'media/boat.png',
  ]);
});

test('a form without the word of the session, and a viewer, put nothing away', async () => {
  desk = await openWriteDesk();
  expect((await send(PNG, 'boat.png', 'other')).status).toBe(403);
  expect(desk.writing.requests).toEqual([]);
  await desk.close();
  desk = await openWriteDesk('viewer');
  expect((await send(PNG, 'boat.png')).status).toBe(403);
  expect(desk.writing.requests).toEqual([]);
});

test('a script gets the address of what it sent, or why not', async () => {
  desk = await openWriteDesk('contributor');
  const sent = (bytes: Buffer) =>
    request(desk.server)
      .post('/upload')
      .set({ Accept: 'application/json', 'X-Desk-Csrf': 'word' })
      .attach('upload', bytes, 'boat.png');
  const answer = await sent(PNG);
  expect([answer.status, answer.body]).toEqual([
    201,
    { name: 'boat.png', src: '/media/boat.png', isPicture: true },
  ]);
  const refused = await sent(Buffer.from('no picture'));
  expect(refused.status).toBe(415);
  expect(refused.body.error.hint).not.toBe('');
});

test('other files are linked to by their names', () => {
  const file = { name: 'Report [1].pdf', src: '/media/Report (1).pdf', isPicture: false };
  expect(markdownOf(file, {})).toBe('[Report \\[1\\].pdf](/media/Report%20%281%29.pdf)');
});
