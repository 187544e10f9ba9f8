import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signPush } from '../../src/http/request/push-signature.ts';
import { PATIENCE, SITE, story } from '../ingest/open-newsroom.ts';
import { misbehavingServer } from '../notify/misbehaving-server.ts';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { type Clone, openClone } from '../support/git-clone.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { ask, isAlive, runSite, type SiteProcess } from './run-site.ts';

const SECRET = 'what-git-hosts-and-machines-sign-with';
const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const BODY = '{"ref":"refs/heads/main"}';
const PATH = '/2016/07/15';

let server: GitServer;
let clone: Clone;
let hook: Awaited<ReturnType<typeof misbehavingServer>>;
let host: Awaited<ReturnType<typeof misbehavingServer>>;
let machines: { readonly site: SiteProcess; readonly dataDir: string }[];
let folders: string[];

beforeEach(async () => {
  machines = [];
  folders = [];
  hook = await misbehavingServer();
  host = await misbehavingServer();
  server = await startGitServer();
  await server.create('paper/content');
  clone = await openClone(server.url('paper/content'));
  await push({ 'site.yaml': SITE, 'articles/first.md': story('First') });
});
afterEach(async () => {
  for (const { site } of machines) {
    const family = [site.pid, ...site.children('dateline-web'), ...site.children('dateline-ingest')];
    for (const pid of family) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await site.ended;
  }
  clone.close();
  await Promise.all([hook.close(), host.close(), server.close()]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function push(files: Readonly<Record<string, string>>): Promise<string> {
  for (const [file, text] of Object.entries(files)) clone.write(file, text);
  const commit = await clone.commit();
  await clone.push();
  return commit;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'machine-'));
  folders.push(folder);
  return folder;
}

/** Starts a machine that serves the branch. */
async function start(env: Readonly<Record<string, string>>, dataDir = newFolder()) {
  const site = runSite({
    DATA_DIR: dataDir,
    WORKERS: '0',
    SITE_URL: 'https://www.example.org',
    CONTENT_GIT: server.url('paper/content'),
    CONTENT_GIT_SECRET: SECRET,
    CONTENT_GIT_HOST: 'none',
    WEBHOOK_URLS: hook.url,
    WEBHOOK_SECRET,
    GIT_CONFIG_GLOBAL: '/dev/null',
    HOME: tmpdir(),
    ...env,
  });
  machines.push({ site, dataDir });
  const url = await site.ready();
  const says = (text: string) => () => site.logged().some(({ msg }) => String(msg).includes(text));
  return {
    site,
    dataDir,
    url,
    says,
    async stop(): Promise<void> {
      site.signal('SIGINT');
      expect(await site.ended).toBe(0);
    },
    shows: (slug: string, text: string) =>
      expect.poll(async () => (await ask(`${url}${PATH}/${slug}`)).body, PATIENCE).toContain(text),
  };
}

/** Tells a machine of a push, as a git host does. Resolves to the status. */
async function tellOfPush(url: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const answer = await fetch(`${url}/-/git`, {
    method: 'POST',
    body: BODY,
    headers: { 'x-hub-signature-256': signPush(SECRET, BODY), ...headers },
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** What the webhook was told of articles, in order. */
const told = (): string[] =>
  hook.seen.flatMap(({ body }) => {
    const { type, article } = JSON.parse(body);
    return article === undefined ? [] : [`${type} ${new URL(article.url).pathname}`];
  });

describe.each([['0'], ['2']])('of machines with WORKERS=%s', (workers) => {
  test('one hears of a push, all publish it, and one tells it', async () => {
    const ports = [await findFreePort(), await findFreePort()];
    const peers = ports.map((port) => `http://127.0.0.1:${port}`).join(',');
    const shared = { WORKERS: workers, CONTENT_GIT_PEERS: peers };
    const teller = await start({ ...shared, PORT: String(ports[0]) });
    const other = await start({ ...shared, PORT: String(ports[1]), TELL: 'no' });
    expect(await tellOfPush(other.url, { 'x-hub-signature-256': signPush('another', BODY) })).toBe(401);
    await push({ 'articles/second.md': story('Second') });
    expect(await tellOfPush(other.url)).toBe(202);
    await Promise.all([teller.shows('second', 'Second'), other.shows('second', 'Second')]);
    await expect.poll(told, PATIENCE).toEqual([`article.published ${PATH}/second`]);
    expect(teller.site.logged()).toContainEqual(
      expect.objectContaining({ msg: 'a push was heard of', sender: 'another machine' }),
    );
    await Promise.all([teller.stop(), other.stop()]);
    expect(told()).toHaveLength(1);
    expect(JSON.stringify([...teller.site.logged(), ...other.site.logged()])).not.toContain(SECRET);
  });
});

test.each([['SIGINT'], ['SIGKILL']] as const)(
  'a machine that takes over after %s tells what the one before did not, with its ids',
  async (signal) => {
    const first = await start({ CONTENT_GIT_PUSH: 'yes' });
    const second = await start({ TELL: 'no' });
    await push({ 'articles/told.md': story('Told') });
    for (const { url } of [first, second]) expect(await tellOfPush(url)).toBe(202);
    await Promise.all([first.shows('told', 'Told'), second.shows('told', 'Told')]);
    await expect.poll(told, PATIENCE).toEqual([`article.published ${PATH}/told`]);
    const [id] = hook.seen.map(({ headers }) => headers['webhook-id']);
    first.site.signal(signal);
    await first.site.ended;
    expect(await clone.git('ls-remote', 'origin', 'refs/dateline/told')).toContain('refs/dateline/told');

    await push({ 'articles/untold.md': story('Untold') });
    expect(await tellOfPush(second.url)).toBe(202);
    await second.shows('untold', 'Untold');
    await second.stop();
    hook.seen.splice(0);
    const now = await start({ CONTENT_GIT_PUSH: 'yes' }, second.dataDir);
    await expect.poll(() => told().at(-1), PATIENCE).toBe(`article.published ${PATH}/untold`);
    // What was told within the minute before the note is told again, by the same id.
    const again = hook.seen.filter(({ body }) => body.includes('/told"'));
    for (const { headers } of again) expect(headers['webhook-id']).toBe(id);
    expect(now.says('goes on where the one before stopped')()).toBe(true);
    await now.stop();
  },
);

test('a push has statuses at its git host, by file and line', async () => {
  const machine = await start({ CONTENT_GIT_HOST: 'gitea', CONTENT_GIT_TOKEN: 'the-token' });
  const commit = await push({
    'articles/good.md': story('Good'),
    'articles/bad.md': '---\ntitle: Bad\ndate: tomorow\n---\nText.\n',
  });
  expect(await tellOfPush(machine.url)).toBe(202);
  await machine.shows('good', 'Good');
  await expect.poll(() => server.posted.length, PATIENCE).toBe(2);
  await machine.stop();
  const path = `/api/v1/repos/paper/content/statuses/${commit}`;
  expect(server.posted).toEqual([
    {
      path,
      authorization: 'token the-token',
      body: {
        state: 'failure',
        context: 'dateline',
        description: '1 of 2 files have problems, 1 is not shown as written; 1 article is live',
        target_url: 'https://www.example.org/',
      },
    },
    {
      path,
      authorization: 'token the-token',
      body: {
        state: 'failure',
        context: 'dateline articles/bad.md:3:7',
        description: expect.stringContaining('tomorow'),
        target_url: 'https://www.example.org/',
      },
    },
  ]);
  expect(JSON.stringify(machine.site.logged())).not.toContain('the-token');
});
