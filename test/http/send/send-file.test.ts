import { appendFileSync, renameSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { openFilesBelow } from '../../support/open-files.ts';
import { SOUND_FILES } from '../../media/files/files.ts';
import { openFileSite } from '../handlers/file-site.ts';
import { listenForTest } from '../listen-here.ts';
import { connectRaw, exchangeRaw } from '../raw-exchange.ts';

const MEGA = 1024 * 1024;
const site = openFileSite({ places: 4 });
afterAll(site.dispose);

/** A film of so many megabytes, each with a letter of its own. */
const film = (megas: number, first = 'a'): Buffer =>
  Buffer.concat([
    SOUND_FILES['mp4'] ?? Buffer.alloc(0),
    ...Array.from({ length: megas }, (_, at) => Buffer.alloc(MEGA, first.charCodeAt(0) + at)),
  ]);

/** Asks for a path, and reads nothing of the body yet. */
const ask = (url: string, headers: Record<string, string> = {}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    httpGet(url, { headers, agent: false }, resolve).on('error', reject);
  });

/** All that comes, and whether it was whole. */
async function rest(
  response: IncomingMessage,
): Promise<{ readonly body: Buffer; readonly isWhole: boolean }> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of response) chunks.push(chunk as Buffer);
  } catch {
    // Cut off.
  }
  return { body: Buffer.concat(chunks), isWhole: response.complete };
}

const openHere = () => openFilesBelow(site.media);
const nothingOpen = () => expect.poll(openHere, { timeout: 5_000 }).toEqual([]);

test('readers who stop share one open file, and leave it closed', async () => {
  site.put('media/film.mp4', film(12));
  const url = await listenForTest(site.app);
  const readers = await Promise.all([1, 2, 3].map(() => ask(`${url}/media/film.mp4`)));
  expect(openHere()).toHaveLength(1);
  const [one, ...others] = readers;
  for (const reader of others) reader.destroy();
  expect((await rest(one as IncomingMessage)).body.equals(film(12))).toBe(true);
  await nothingOpen();
});

test('a reader who is gone before the answer leaves nothing open', async () => {
  site.put('media/film.mp4', film(12));
  const url = await listenForTest(site.app);
  for (let round = 0; round < 20; round++) {
    const connection = await connectRaw(url);
    connection.send('GET /media/film.mp4 HTTP/1.1\r\nHost: x\r\n\r\n');
    if (round % 2 === 0) connection.socket.resetAndDestroy();
    else setTimeout(() => connection.socket.destroy(), round);
  }
  await nothingOpen();
});

test.each<[string, (path: string) => void]>([
  ['is written anew in its place', (path) => writeFileSync(path, film(12, 'A'))],
  ['grows', (path) => appendFileSync(path, 'more')],
  ['is cut off', (path) => truncateSync(path, 3 * MEGA)],
])('a file that %s is sent no further, and never as parts of two', async (_, change) => {
  const path = site.put('media/film.mp4', film(12));
  const url = await listenForTest(site.app);
  const response = await ask(`${url}/media/film.mp4`);
  change(path);
  const { body, isWhole } = await rest(response);
  expect(isWhole).toBe(false);
  expect(film(12).subarray(0, body.length).equals(body)).toBe(true);
  await nothingOpen();
});

test('a file that another takes the place of is sent to its end', async () => {
  const path = site.put('media/film.mp4', film(12));
  const url = await listenForTest(site.app);
  const response = await ask(`${url}/media/film.mp4`);
  const etag = response.headers.etag;
  renameSync(site.put('media/other.mp4', film(12, 'A')), path);
  const { body, isWhole } = await rest(response);
  expect(isWhole).toBe(true);
  expect(body.equals(film(12))).toBe(true);
  const next = await ask(`${url}/media/film.mp4`, { Range: 'bytes=0-9', 'If-Range': etag ?? '' });
  expect([next.statusCode, next.headers.etag === etag]).toEqual([200, false]);
  next.destroy();
  await nothingOpen();
});

test('a part of one state is not given where the file has another of the same size and time', async () => {
  const path = site.put('media/film.mp4', film(1));
  const url = await listenForTest(site.app);
  const first = await ask(`${url}/media/film.mp4`, { Range: 'bytes=0-9' });
  await rest(first);
  writeFileSync(path, film(1, 'b'));
  utimesSync(path, 1_500_000_000, 1_500_000_000);
  const second = await ask(`${url}/media/film.mp4`, {
    Range: 'bytes=10-',
    'If-Range': first.headers.etag ?? '',
  });
  expect(second.statusCode).toBe(200);
  await rest(second);
});

test('where all places are taken, a new client gets one of those who have most, and the same one waits', async () => {
  site.put('media/film.mp4', film(12));
  const url = await listenForTest(site.app);
  const from = (client: string) => ask(`${url}/media/film.mp4`, { 'X-Forwarded-For': client });
  const held = await Promise.all(Array.from({ length: 4 }, () => from('192.0.2.1')));
  const refused = await from('192.0.2.1');
  expect([refused.statusCode, refused.headers['retry-after'], refused.headers['cache-control']]).toEqual([
    503,
    '5',
    'no-store',
  ]);
  await rest(refused);
  const other = await from('192.0.2.2');
  expect(other.statusCode).toBe(200);
  const [ended, ...rests] = await Promise.all([rest(other), ...held.map(rest)]);
  expect(ended.isWhole).toBe(true);
  expect(rests.filter(({ isWhole }) => !isWhole)).toHaveLength(1);
  await nothingOpen();
});

test('requests that come at once on one connection are answered in order', async () => {
  const bytes = film(1);
  site.put('media/film.mp4', bytes);
  const url = await listenForTest(site.app);
  const line = 'GET /media/film.mp4 HTTP/1.1\r\nHost: x\r\n';
  const received = await exchangeRaw(
    url,
    `${line}Range: bytes=0-3\r\n\r\n${line}Range: bytes=${bytes.length - 4}-\r\nConnection: close\r\n\r\n`,
  );
  const [first = '', second = ''] = received.split(/(?=HTTP\/1\.1 206)/);
  expect(first).toMatch(/Content-Range: bytes 0-3\//);
  expect(second.endsWith('\r\n\r\naaaa')).toBe(true);
});

test('HTTP/1.0 gets the file, and the connection closed', async () => {
  site.put('media/film.mp4', film(1));
  const url = await listenForTest(site.app);
  const received = await exchangeRaw(url, 'GET /media/film.mp4 HTTP/1.0\r\nHost: x\r\n\r\n');
  expect(received).toMatch(/^HTTP\/1\.1 200 /);
  expect(received).toMatch(/\r\nConnection: close\r\n/i);
  expect(received).not.toMatch(/Transfer-Encoding/i);
  expect(Buffer.from(received.slice(received.indexOf('\r\n\r\n') + 4), 'latin1').equals(film(1))).toBe(true);
});
