import { afterEach, beforeEach, expect, test } from 'vitest';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { accountsFile, openAccounts } from '../../../src/accounts/open-accounts.ts';
import { type Newsroom, openNewsroom, PATIENCE, story } from '../../ingest/open-newsroom.ts';
import { misbehavingServer } from '../../notify/misbehaving-server.ts';
import { runSite, type SiteProcess } from '../run-site.ts';

let room: Newsroom;
let hook: Awaited<ReturnType<typeof misbehavingServer>>;
let site: SiteProcess | null = null;
let desk: string;
let token: string;

beforeEach(async () => {
  room = openNewsroom({ 'articles/a.md': story('A') });
  hook = await misbehavingServer();
  desk = `http://127.0.0.1:${await findFreePort()}`;
});
afterEach(async () => {
  site?.signal('SIGKILL');
  await site?.ended;
  site = null;
  await Promise.all([room.dispose(), hook.close()]);
});

async function start(): Promise<string> {
  site = runSite({
    CONTENT_DIR: room.contentDir,
    DATA_DIR: room.dataDir,
    WORKERS: '0',
    DESK_PORT: new URL(desk).port,
    DESK_PAGES: 'false',
    WEBHOOK_URLS: hook.url,
    WEBHOOK_SECRET: 'a-text-of-24-characters!',
    WEBHOOK_EVENTS: 'live',
  });
  const url = await site.ready();
  const accounts = openAccounts(accountsFile(room.dataDir), Date.now);
  const person = accounts.people.add({ name: 'Night desk', email: 'night@courier.test', role: 'editor' });
  token = accounts.tokens.make({ person, may: 'publish', days: 1, label: 'test' }).secret;
  accounts.close();
  return url;
}

const put = (file: string, body: string): Promise<Response> =>
  fetch(`${desk}/api/files/${file}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/markdown' },
    body,
  });
const live = (): unknown[] =>
  hook.seen.map(({ body }) => JSON.parse(body)).filter(({ type }) => type === 'article.live');

test('without its pages, the desk publishes what a program sends, says what is wrong, and others hear of it', async () => {
  const url = await start();
  const sent = await put('articles/ferry.md', story('The ferry returns'));
  const told = (await sent.json()) as { readonly url: string };
  expect([sent.status, told]).toMatchObject([201, { state: 'live', isPublished: true, problems: [] }]);
  const page = await fetch(new URL(new URL(told.url).pathname, url));
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('The ferry returns')]);

  const broken = await put('articles/ferry.md', '---\ntitle: Ferry\ndate: tomorow\n---\nText.\n');
  expect([broken.status, await broken.json()]).toMatchObject([
    422,
    { problems: [{ file: 'articles/ferry.md', line: 3, code: 'date-invalid' }] },
  ]);
  expect((await fetch(new URL(new URL(told.url).pathname, url))).status).toBe(200);

  room.save('articles/ferry.md', story('Changed by SFTP'));
  expect((await put('articles/ferry.md', story('Changed by a program'))).status).toBe(409);
  expect((await fetch(`${desk}/login`)).status).toBe(404);

  await expect.poll(live, PATIENCE).toMatchObject([{ articles: [{ title: 'The ferry returns' }] }]);
});
