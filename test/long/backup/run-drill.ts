import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createArchive } from '../../../bench/archive/archive.ts';
import { writeArchive } from '../../../bench/archive/write-archive.ts';
import { type Dateline, startDateline } from '../../../bench/lib/dateline.ts';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { moveFile, removeFile, saveByRename, sleep } from '../../../bench/lib/save.ts';
import { isBegun, wholeBackups } from '../../../src/backup/backup-names.ts';
import { isOwnName } from '../../../src/storage/data-dir-names.ts';
import { startStorm } from './publish-storm.ts';

export interface DrillOptions {
  /** An empty folder. */
  readonly folder: string;
  readonly articles: number;
  /** How many stories are asked for at the end; all others of the archive are not. */
  readonly asked: number;
  /** After so long backups, and then restores, are ended by SIGKILL, in ms. */
  readonly killAfterMs: readonly number[];
  /** Publishes that are timed before the backup; during it as many as fit. */
  readonly timed: number;
}

export interface DrillResult {
  /** What is not as it should be, in words. */
  readonly faults: readonly string[];
  /** Addresses that were compared, and how many of them lead elsewhere or are gone. */
  readonly compared: number;
  readonly moved: number;
  readonly gone: number;
  readonly stormSaves: number;
  readonly backupMs: number;
  readonly secondBackupMs: number;
  readonly restoreMs: number;
  /** Milliseconds from a save to the reader, without and during a backup. */
  readonly quiet: readonly number[];
  readonly during: readonly number[];
}

const LAUNCHER = fileURLToPath(new URL('../../../src/launch.cjs', import.meta.url));
const READY_MS = 600_000;
const PAGES = ['/', '/archive', '/topics', '/feed.xml', '/atom.xml', '/sitemap.xml', '/robots.txt'];

/**
 * Has a site saved by `dateline backup` in the middle of a storm of publishes, with backups and restores killed before, restores
 * it elsewhere, and compares what both say at every address that there was.
 */
export async function runDrill(options: DrillOptions): Promise<DrillResult> {
  const { folder, articles, asked, killAfterMs, timed } = options;
  const faults: string[] = [];
  const contentDir = join(folder, 'content');
  const dataDir = join(folder, 'data');
  const backups = join(folder, 'backups');
  const port = await findFreePort();
  const archive = createArchive({ articles, seed: 1, folders: 'month', length: { kind: 'varied' } });
  writeArchive(archive, contentDir);
  const env = { WORKERS: '2', DESK_PORT: String(await findFreePort()) };
  const start = async (content: string, data: string): Promise<Dateline> => {
    const server = await startDateline({ contentDir: content, dataDir: data, port, env });
    await server.waitUntilReady(READY_MS);
    return server;
  };
  const run = (command: string, args: readonly string[], dirs: Dirs, killMs?: number) =>
    runCommand([command, ...args], dirs, killMs);

  let server = await start(contentDir, dataDir);
  const step = Math.max(1, Math.floor(articles / asked));
  const outlines = Array.from({ length: Math.min(asked, articles) }, (_, at) => archive.outlineAt(at * step));
  // Every fifth story gets another name, and every fifth is taken away.
  for (const [at, { file }] of outlines.entries()) {
    if (at % 5 === 1)
      moveFile(join(contentDir, file), join(contentDir, file.replace(/\.md$/, '-renamed.md')));
    if (at % 5 === 2) removeFile(join(contentDir, file));
  }
  const paths = [...PAGES, ...outlines.map(({ path }) => path)];
  for (const [at, { path }] of outlines.entries()) {
    const expected = at % 5 === 1 ? 301 : at % 5 === 2 ? 410 : 200;
    if (!(await becomes(server.origin + path, expected))) faults.push(`${path} never became ${expected}`);
  }
  const publish = (): Promise<number> => timePublish(contentDir, server.origin);
  const quiet: number[] = [];
  for (let at = 0; at < timed; at += 1) quiet.push(await publish());

  const storm = startStorm(contentDir);
  const dirs = { CONTENT_DIR: contentDir, DATA_DIR: dataDir };
  for (const ms of killAfterMs) {
    await run('backup', [backups], dirs, ms);
    for (const name of existsSync(backups) ? wholeBackups(backups) : []) {
      const { code, errors } = await run('backup', ['verify', join(backups, name)], dirs);
      if (code !== 0) faults.push(`a backup that was killed after ${ms} ms is damaged: ${errors}`);
    }
  }
  const known = await publishedOf(server.origin, storm.paths());
  const begun = performance.now();
  const saving = run('backup', [backups, '--json'], dirs);
  const during: number[] = [];
  let isOver = false;
  void saving.finally(() => {
    isOver = true;
  });
  while (!isOver) during.push(await publish());
  const saved = await saving;
  const backupMs = performance.now() - begun;
  const stormSaves = await storm.end();
  const secondBegun = performance.now();
  const second = await run('backup', [backups, '--json'], dirs);
  const secondBackupMs = performance.now() - secondBegun;
  for (const { code, errors } of [saved, second]) if (code !== 0) faults.push(`no backup: ${errors}`);
  await server.stop();
  const { backup } = JSON.parse(saved.output || '{"backup":""}') as { readonly backup: string };
  if (readdirSync(backups).some(isBegun)) faults.push('something half-made is left among the backups');
  // A backup knows what to do with a file by its name alone.
  const unknown = readdirSync(dataDir).filter((name) => !isOwnName(name));
  faults.push(...unknown.map((name) => `no table says what a backup does with ${name}`));

  const back = { CONTENT_DIR: join(folder, 'content-back'), DATA_DIR: join(folder, 'data-back') };
  for (const ms of killAfterMs) await run('restore', [backup, '--force'], back, ms);
  const restoreBegun = performance.now();
  rmSync(back.CONTENT_DIR, { recursive: true, force: true });
  const restored = await run('restore', [backup, '--force'], back);
  const restoreMs = performance.now() - restoreBegun;
  if (restored.code !== 0) faults.push(`not restored: ${restored.errors}`);

  // The former site, with the content of that moment, and the restored one say the same.
  rmSync(contentDir, { recursive: true });
  cpSync(join(backup, 'content'), contentDir, { recursive: true, preserveTimestamps: true });
  server = await start(contentDir, dataDir);
  const former = await answersOf(server.origin, paths);
  await server.stop();
  server = await start(back.CONTENT_DIR, back.DATA_DIR);
  const later = await answersOf(server.origin, paths);
  for (const [at, path] of paths.entries())
    if (former[at] !== later[at]) faults.push(`${path}: ${former[at]} before, ${later[at]} restored`);
  faults.push(...(await stormFaults(server.origin, join(backup, 'content'), known)));
  await server.stop();
  const count = (status: string): number => former.filter((answer) => answer?.startsWith(status)).length;
  const [moved, gone] = [count('301'), count('410')];
  return {
    ...{ faults, compared: paths.length + known.length, moved, gone, stormSaves },
    ...{ backupMs, secondBackupMs, restoreMs, quiet, during },
  };
}

interface Dirs {
  readonly CONTENT_DIR: string;
  readonly DATA_DIR: string;
}

/** Runs a command of the program to its end, or kills it after a time. */
async function runCommand(args: readonly string[], dirs: Dirs, killMs: number | undefined) {
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    env: { PATH: process.env['PATH'], ...dirs },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { output: '', errors: '' };
  child.stdout.on('data', (chunk) => (said.output += chunk));
  child.stderr.on('data', (chunk) => (said.errors += chunk));
  const timer = killMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killMs);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return { code, ...said };
}

const POLL_MS = 3;
const PATIENCE_MS = 60_000;

/** Whether an address says so within a minute. */
async function becomes(url: string, status: number): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const reply = await fetch(url, { redirect: 'manual' });
    await reply.body?.cancel();
    if (reply.status === status) return true;
    await sleep(POLL_MS);
  }
  return false;
}

let publishes = 0;

/** Saves a story, and returns how long until it is served, in ms. */
async function timePublish(contentDir: string, origin: string): Promise<number> {
  publishes += 1;
  const slug = `timed-${publishes}`;
  const text = `---\ntitle: Timed ${publishes}\ndate: 2016-07-15\n---\nText.\n`;
  const begun = performance.now();
  saveByRename(join(contentDir, 'articles', `${slug}.md`), text);
  await becomes(`${origin}/2016/07/15/${slug}`, 200);
  return performance.now() - begun;
}

/** What is said at each path: the status, where it leads, and what a story or list says, but for what stands around it. */
async function answersOf(origin: string, paths: readonly string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const path of paths) {
    const { status, location, headline, text } = await answerOf(origin, path);
    answers.push([status, location, headline, hash('sha256', partOf(text)).slice(0, 12)].join(' '));
  }
  return answers;
}

async function answerOf(origin: string, path: string) {
  const reply = await fetch(origin + path, { redirect: 'manual' });
  const text = await reply.text();
  const headline =
    /<h1[^>]*>(.*?)<\/h1>/s
      .exec(text)?.[1]
      ?.replace(/<[^>]*>/g, '')
      .trim() ?? '';
  return { status: reply.status, location: reply.headers.get('location') ?? '', headline, text };
}

/** Those of some addresses that a site has published: a file that was renamed within milliseconds never had one. */
async function publishedOf(origin: string, paths: readonly string[]): Promise<string[]> {
  const published: string[] = [];
  for (const path of paths) if ((await answerOf(origin, path)).status !== 404) published.push(path);
  return published;
}

/** What readers came for: related stories and those that are read most are found behind the start, and differ by then. */
const partOf = (text: string): string => /<div class="article__body.*?<\/div>/s.exec(text)?.[0] ?? text;

/** What of the storm's stories is not as the backup's content has it: a file is there with its words, all else leads on or is gone. */
async function stormFaults(origin: string, content: string, paths: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const path of paths) {
    const file = join(content, 'articles', `${path.split('/').at(-1)}.md`);
    const { status, location, headline } = await answerOf(origin, path);
    if (existsSync(file)) {
      const title = /^title: (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1];
      if (status !== 200 || headline !== title)
        faults.push(`${path}: ${status} “${headline}”, not “${title}”`);
    } else if (status === 301) {
      const target = await answerOf(origin, location);
      if (target.status !== 200 && target.status !== 410)
        faults.push(`${path} leads to ${location}: ${target.status}`);
    } else if (status !== 410) faults.push(`${path}: ${status}, though it was published`);
  }
  return faults;
}
