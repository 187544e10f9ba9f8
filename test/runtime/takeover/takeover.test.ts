import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { findProgram } from '../../../bench/lib/find-program.ts';
import { type Newsroom, openNewsroom, PATIENCE, story } from '../../ingest/open-newsroom.ts';
import { copyProgram } from '../../long/releases/copy-program.ts';
import { ask, isAlive, runSite, type SiteProcess } from '../run-site.ts';

const PAGE = '/2016/07/15/about-a';
const LONG_MS = 300_000;
const SYSTEMD = findProgram('systemd-socket-activate');

let room: Newsroom;
let site: SiteProcess;
const successors: number[] = [];

beforeEach(() => {
  room = openNewsroom({ 'articles/about-a.md': story('About A', 'slug: about-a') });
});
afterEach(async () => {
  for (const pid of [...successors.splice(0), site.pid]) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await site.ended;
  await room.dispose();
});

function start(env: Readonly<Record<string, string>> = {}, launcher?: string): Promise<string> {
  site = runSite({ CONTENT_DIR: room.contentDir, DATA_DIR: room.dataDir, ...env }, [], launcher);
  return site.ready();
}

/** Calls `dateline restart` by a program: what it printed, and its exit code. */
async function restart(launcher = 'src/launch.cjs', args: readonly string[] = [], env = {}) {
  const given = { PATH: process.env['PATH'], DATA_DIR: room.dataDir, ...env };
  const { stdout, stderr, code } = await promisify(execFile)(
    process.execPath,
    [launcher, 'restart', ...args],
    {
      env: given,
    },
  ).then(
    (printed) => ({ ...printed, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  const pid = Number(/as process (\d+)\./.exec(stdout)?.[1] ?? 0);
  if (pid > 0) successors.push(pid);
  return { code, pid, printed: stdout + stderr };
}
const logged = (text: string) => site.logged().filter(({ msg }) => String(msg).includes(text));
const shown = (url: string) => ask(url + PAGE).then(({ body }) => /About \w+/.exec(body)?.[0]);

describe.runIf(process.platform === 'linux')('another server takes the place of this one', () => {
  test.each([0, 1])(
    'by a command, with %i workers; what is saved after it is published',
    { timeout: LONG_MS },
    async (workers) => {
      const url = await start({ WORKERS: String(workers) });
      const { code, pid, printed } = await restart();
      expect([code, printed]).toEqual([0, expect.stringContaining('serves now')]);
      expect(await site.ended).toBe(0);
      expect(isAlive(pid)).toBe(true);
      room.save('articles/about-a.md', story('About B', 'slug: about-a'));
      await expect.poll(() => shown(url), PATIENCE).toBe('About B');
      // It can itself be followed, and stopped like any other.
      const second = await restart();
      expect(second.code).toBe(0);
      await expect.poll(() => isAlive(pid), PATIENCE).toBe(false);
      process.kill(second.pid, 'SIGINT');
      await expect.poll(() => isAlive(second.pid), PATIENCE).toBe(false);
      await expect(ask(url + PAGE)).rejects.toThrow('ECONNREFUSED');
      expect(existsSync(join(room.dataDir, 'control.sock'))).toBe(false);
    },
  );

  test('by a signal, of the program that a link leads to by then', { timeout: LONG_MS }, async () => {
    const releases = join(room.dataDir, '..', 'releases');
    mkdirSync(releases);
    const link = join(releases, 'current');
    for (const version of ['9.0.0', '9.1.0']) copyProgram(releases, version);
    const port = await findFreePort();
    symlinkSync('9.0.0', link);
    const url = await start({ OPS_PORT: String(port) }, join(link, 'src', 'launch.cjs'));
    const version = async () =>
      /build_info\{version="([^"]+)"/.exec((await ask(`http://127.0.0.1:${port}/metrics`)).body)?.[1];
    expect(await version()).toBe('9.0.0');
    execFileSync('ln', ['-sfn', '9.1.0', link]);
    site.signal('SIGUSR2');
    await expect.poll(() => logged('another server has taken over').length, PATIENCE).toBe(1);
    successors.push(Number(logged('another server has taken over')[0]?.['successor']));
    await expect.poll(version, PATIENCE).toBe('9.1.0');
    expect(await site.ended).toBe(0);
    expect(await shown(url)).toBe('About A');
  });

  test('with other settings, where that is asked for', { timeout: LONG_MS }, async () => {
    const former = await start();
    const port = await findFreePort();
    const env = { PORT: String(port), CONTENT_DIR: room.contentDir, WORKERS: '1' };
    expect(await restart('src/launch.cjs', ['--env'], env)).toMatchObject({ code: 0 });
    expect(await shown(`http://127.0.0.1:${port}`)).toBe('About A');
    expect(await site.ended).toBe(0);
    await expect(ask(former + PAGE)).rejects.toThrow('ECONNREFUSED');
  });

  test('the desk and OPS_PORT answer all the while', { timeout: LONG_MS }, async () => {
    const [desk, ops] = [await findFreePort(), await findFreePort()];
    await start({ DESK_PORT: String(desk), OPS_PORT: String(ops) });
    const answers = new Set<number | string>();
    let isOver = false;
    const asking = (async () => {
      while (!isOver) {
        for (const url of [`http://127.0.0.1:${desk}/login`, `http://127.0.0.1:${ops}/readyz`]) {
          answers.add(await ask(url).then(({ status }) => status, String));
        }
      }
    })();
    expect(await restart()).toMatchObject({ code: 0 });
    expect(await site.ended).toBe(0);
    isOver = true;
    await asking;
    expect([...answers]).toEqual([200]);
  });
});

describe.runIf(process.platform === 'linux')('where the other one fails, this one goes on', () => {
  /** A release that fails as it starts to write. */
  function brokenRelease(file: string, text: string): string {
    const { launcher } = copyProgram(join(room.dataDir, '..', 'releases'), '9.0.0');
    writeFileSync(join(launcher, '..', file), text);
    return launcher;
  }

  test.each([
    ['before it has loaded', 'runtime/serve.ts', 'throw new Error("not today");\n'],
    ['in its ingest', 'runtime/ingest/ingest-process.ts', 'process.kill(process.ppid, "SIGKILL");\n'],
  ])('%s', { timeout: LONG_MS }, async (_, file, text) => {
    const url = await start();
    const { code, printed } = await restart(brokenRelease(file, text));
    expect([code, printed]).toEqual([1, expect.stringContaining('This server goes on as before')]);
    room.save('articles/about-a.md', story('About B', 'slug: about-a'));
    await expect.poll(() => shown(url), PATIENCE).toBe('About B');
    expect(await restart()).toMatchObject({ code: 0 });
    expect(await site.ended).toBe(0);
  });

  test('while one is under way, another is refused; a stop ends both', { timeout: LONG_MS }, async () => {
    await start();
    const slow = brokenRelease(
      'runtime/serve.ts',
      'await new Promise((resolve) => setTimeout(resolve, 60_000));',
    );
    const first = restart(slow);
    await expect.poll(() => logged('a server is started').length, PATIENCE).toBe(1);
    expect(await restart()).toMatchObject({ code: 1, printed: expect.stringContaining('already taking') });
    site.signal('SIGINT');
    expect(await site.ended).toBe(0);
    expect(await first).toMatchObject({ code: 1 });
  });

  test('a command without a server says so', { timeout: LONG_MS }, async () => {
    await start();
    site.signal('SIGINT');
    await site.ended;
    expect(await restart()).toMatchObject({
      code: 1,
      printed: expect.stringContaining(`No server runs on DATA_DIR ${room.dataDir}`),
    });
  });
});

test.runIf(SYSTEMD !== null)(
  'a socket that systemd opened outlives the worker, and the server',
  { timeout: LONG_MS },
  async () => {
    const port = await findFreePort();
    const names = ['CONTENT_DIR', 'DATA_DIR', 'PORT', 'WORKERS', 'PATH'].flatMap((name) => ['-E', name]);
    site = runSite(
      { CONTENT_DIR: room.contentDir, DATA_DIR: room.dataDir, PORT: String(port), WORKERS: '1' },
      [SYSTEMD as string, '-l', `127.0.0.1:${port}`, ...names],
    );
    const url = `http://127.0.0.1:${port}`;
    // The first connection starts it, and waits until it serves.
    await expect.poll(() => ask(`${url}/readyz`).then(({ status }) => status, String), PATIENCE).toBe(200);
    expect(await shown(url)).toBe('About A');
    const [worker] = site.children('dateline-web');
    process.kill(worker as number, 'SIGKILL');
    await expect.poll(() => logged('a web worker ended').length, PATIENCE).toBe(1);
    expect(await shown(url)).toBe('About A');
    expect(await restart()).toMatchObject({ code: 0 });
    expect(await shown(url)).toBe('About A');
  },
);
