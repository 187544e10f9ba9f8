import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSite, type TestSite } from '../support/open-test-site.ts';

const WORD = 'می\u200cخواهم';
const LISTED = `section: ${WORD}\ntopics: [${WORD}]\nauthors: [${WORD}]\nseries: ${WORD}\n`;

let folder: string;
let site: TestSite;

const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const get = (path: string) => request(site.app).get(encodeURI(path));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-names-'));
  write('site.yaml', `name: The Times\nlanguage: en\ntimeZone: Asia/Yerevan\nsections: [${WORD}]\n`);
  write(
    'articles/a.md',
    `---\ntitle: A\ndate: 2016-07-15\n${LISTED}aliases: [/Eski/Cafe\u0301]\n---\nText.\n`,
  );
  write('articles/Été.md', '---\ntitle: E\ndate: 2016-07-15\n---\nText.\n');
  write('pages/Ça.md', '---\ntitle: Ça\n---\nText.\n');
  write('authors/x.md', '---\nname: İdil\n---\nText.\n');
  site = await openTestSite(folder);
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

test.each(
  ['sections', 'topics', 'authors', 'series'].flatMap((list) => [
    [`/${list}/می-خواهم`, `/${list}/میخواهم`],
    [`/${list}/می\u200cخواهم`, `/${list}/میخواهم`],
    ...(list === 'series' ? [] : [[`/${list}/می-خواهم/feed.xml`, `/${list}/میخواهم/feed.xml`]]),
  ]) as [string, string][],
)('%s leads to %s', async (path, location) => {
  const response = await get(path);
  expect([response.status, response.headers['location']]).toEqual([301, encodeURI(location)]);
  expect((await get(location)).status).toBe(200);
});

test.each([
  ['/2016/07/15/e\u0301te\u0301', '/2016/07/15/été'],
  ['/2016/07/15/e\u0301te\u0301.md', '/2016/07/15/été.md'],
  ['/c\u0327a', '/ça'],
  ['/eski/cafe\u0301', '/2016/07/15/a'],
  ['/eski/café', '/2016/07/15/a'],
  ['/authors/i\u0307dil', '/authors/idil'],
  ['/authors/İdil', '/authors/idil'],
])('%s leads to %s', async (path, location) => {
  const response = await get(path);
  expect([response.status, response.headers['location']]).toEqual([301, encodeURI(location)]);
  expect((await get(location)).status).toBe(200);
});

test('a name that no list has is not found', async () => {
  expect((await get('/topics/می-خواه')).status).toBe(404);
  expect((await get('/topics/می-خواه/feed.xml')).status).toBe(404);
  expect((await get('/series/می-خواه')).status).toBe(404);
});
