import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, PATIENCE, story } from '../ingest/open-newsroom.ts';
import { ask, isAlive, load, runSite, type SiteProcess } from './run-site.ts';

const PAGE = '/2016/07/15/about-a';
/** More connections in turn than there are workers. */
const ROUNDS = 6;

let room: Newsroom;
let site: SiteProcess;
let family: number[];
const workers = (): number[] => site.children('dateline-web').sort();
const ingest = (): number[] => site.children('dateline-ingest');
const messages = (): unknown[] => site.logged().map(({ msg }) => msg);

beforeEach(() => {
  room = openNewsroom({ 'articles/about-a.md': story('About A', 'slug: about-a') });
});
afterEach(async () => {
  for (const pid of [site.pid, ...family, ...workers(), ...ingest()]) {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
  await site.ended;
  await room.dispose();
});

function run(env: Readonly<Record<string, string>> = {}): void {
  family = [];
  site = runSite({ CONTENT_DIR: room.contentDir, DATA_DIR: room.dataDir, ...env });
}

/** Starts the site. Resolves to its URL. */
async function start(): Promise<string> {
  run();
  const url = await site.ready();
  family = [...workers(), ...ingest()];
  expect(family).toHaveLength(3);
  return url;
}

/** Resolves to the first headline that every worker shows. */
async function headline(url: string): Promise<string> {
  const shown = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const { body } = await ask(`${url}${PAGE}`);
    shown.add(/<h1[^>]*>\s*([^<]*?)\s*</.exec(body)?.[1] ?? 'none');
  }
  return [...shown].join(', ');
}

test('every worker serves pages at the ready line, and a change soon after it', async () => {
  const url = await start();
  expect(await headline(url)).toBe('About A');
  expect((await ask(`${url}/readyz`)).status).toBe(200);
  room.save('articles/about-a.md', story('About B', 'slug: about-a'));
  await expect.poll(() => headline(url), PATIENCE).toBe('About B');
  room.save('articles/about-a.md', story('About C', 'slug: about-a'));
  await expect.poll(() => headline(url), PATIENCE).toBe('About C');
});

test('a worker that is killed is replaced, and the site goes on at the same address', async () => {
  const url = await start();
  const before = workers();
  const readers = load(`${url}${PAGE}`, { kept: 0, fresh: 2 });
  process.kill(before[0] as number, 'SIGKILL');
  await expect.poll(() => messages(), PATIENCE).toContain('a web worker takes its place');
  await expect.poll(() => workers().filter((pid) => !before.includes(pid)), PATIENCE).toHaveLength(1);
  // Those that it was answering are lost, but nobody hangs or is told to come back.
  const lost = (await readers.stop()).filter((answer) => answer !== 200);
  expect(lost.filter((answer) => answer !== 'ECONNRESET')).toEqual([]);
  expect(lost.length).toBeLessThanOrEqual(2);
  await expect.poll(() => headline(url), PATIENCE).toBe('About A');
  room.save('articles/about-a.md', story('About B', 'slug: about-a'));
  await expect.poll(() => headline(url), PATIENCE).toBe('About B');
  expect(site.logged()).toContainEqual(
    expect.objectContaining({ msg: 'a web worker ended', child: before[0], signal: 'SIGKILL' }),
  );
});

test('all workers killed at once come back at the same address', async () => {
  const url = await start();
  const before = workers();
  for (const pid of before) process.kill(pid, 'SIGKILL');
  const failures: string[] = [];
  const tried = () => headline(url).catch((error) => failures.push(error.message));
  await expect.poll(tried, PATIENCE).toBe('About A');
  expect(failures.filter((failure) => failure.includes('timeout'))).toEqual([]);
  expect(workers().filter((pid) => before.includes(pid))).toEqual([]);
});

test('an ingest that is killed comes back, and what changed meanwhile is served by every worker', async () => {
  const url = await start();
  expect(await headline(url)).toBe('About A');
  const [before] = ingest();
  process.kill(before as number, 'SIGKILL');
  await expect.poll(() => messages(), PATIENCE).toContain('the ingest ended; it is started again');
  room.save('articles/about-a.md', story('About B', 'slug: about-a'));
  expect((await ask(`${url}${PAGE}`)).status).toBe(200);
  await expect.poll(() => headline(url), PATIENCE).toBe('About B');
  expect(ingest()).not.toContain(before);
});

test('SIGHUP under load replaces every worker and loses no request', async () => {
  const url = await start();
  const before = workers();
  const readers = load(`${url}${PAGE}`, { kept: 3, fresh: 3 });
  const balancer = load(`${url}/readyz`, { kept: 1, fresh: 1 });
  site.signal('SIGHUP');
  site.signal('SIGHUP');
  const rounds = () => messages().filter((msg) => msg === 'web workers replaced').length;
  await expect.poll(rounds, PATIENCE).toBeGreaterThanOrEqual(1);
  await expect.poll(() => before.filter(isAlive), PATIENCE).toEqual([]);
  const answers = [...(await readers.stop()), ...(await balancer.stop())];
  expect(answers.length).toBeGreaterThan(50);
  expect(answers.filter((answer) => answer !== 200)).toEqual([]);
  await expect.poll(workers, PATIENCE).toHaveLength(2);
  room.save('articles/about-a.md', story('About B', 'slug: about-a'));
  await expect.poll(() => headline(url), PATIENCE).toBe('About B');
});

describe('the end', () => {
  test('SIGTERM to the whole group drains: exit code 0, and nobody is left', async () => {
    const url = await start();
    const balancer = load(`${url}/readyz`, { kept: 0, fresh: 1 });
    for (const pid of [...family, site.pid]) process.kill(pid, 'SIGTERM');
    expect(await site.ended).toBe(0);
    expect(family.filter(isAlive)).toEqual([]);
    const answers = await balancer.stop();
    expect(answers).toContain(503);
    expect(messages().slice(-2)).toEqual(['draining', 'stopped']);
  });

  test('SIGINT ends it without a grace, also while it starts', async () => {
    run();
    await expect.poll(() => workers().length + ingest().length, PATIENCE).toBe(3);
    family = [...workers(), ...ingest()];
    site.signal('SIGINT');
    expect(await site.ended).toBe(0);
    expect(family.filter(isAlive)).toEqual([]);
  });

  test('a supervisor that is killed leaves no orphan', async () => {
    await start();
    site.signal('SIGKILL');
    await expect.poll(() => family.filter(isAlive), PATIENCE).toEqual([]);
  });
});

describe('a start that cannot be', () => {
  test('for a port that is taken exits with 1 and the cure', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    run({ PORT: String(port) });
    expect(await site.ended).toBe(1);
    expect(site.errors()).toMatch(/^PORT \d+ on 127\.0\.0\.1 is taken by another program\..*\n$/);
    other.close();
  });

  test('for a folder that is no site exits with 1 and its problems, and nobody is left', async () => {
    room.remove('site.yaml');
    run();
    expect(await site.ended).toBe(1);
    expect(site.errors()).toContain('site.yaml');
    expect([...workers(), ...ingest()]).toEqual([]);
    room.write('site.yaml', 'name: back\n');
  });
});
