import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { type Connection, connect } from '../../bench/lib/connection.ts';
import { type Dateline, startDateline } from '../../bench/lib/dateline.ts';
import { readGroupCpu } from '../../bench/lib/group-cpu.ts';
import { summarise } from '../../bench/lib/percentiles.ts';
import type { Flood } from './flood-clients.ts';

export interface PictureFloodOptions {
  /** Empty; content and data are made below it. */
  readonly folder: string;
  readonly workers: number;
  /** Px; of each of the pictures, 3:2. */
  readonly width: number;
  /** How long the front page is asked for before and during the flood, in ms. */
  readonly readingMs: number;
}

/** Times in ms. */
export interface PictureFloodResult {
  readonly asked: number;
  /** Variants that were made from the flood's first request until the site was idle. */
  readonly made: number;
  readonly card: { readonly status: number; readonly ms: number };
  /** From the moment at which the flood had left until the site used a tenth of a core at most; null for never. */
  readonly idleAfterMs: number | null;
  /** Of the front page. */
  readonly quietP99: number;
  readonly floodP99: number;
  /** Of a variant that was asked for when all was over. */
  readonly status: number;
}

const PICTURES = 12;
const WIDTHS = [320, 480, 640, 800, 1080, 1280, 1600, 2000];
const STAY_MS = 300;
const FLOOD = '192.0.2.1';
const READER = '192.0.2.2';
const START_MS = 240_000;
const IDLE_MS = 120_000;
const PAUSE_MS = 4;

/**
 * Has one client ask for 96 variants at once and leave after 0.3 s, while another asks for a card and a third for the
 * front page; then waits until the site is idle. Processor time is read from /proc, so on Linux only.
 */
export async function runPictureFlood(options: PictureFloodOptions): Promise<PictureFloodResult> {
  const [contentDir, dataDir] = [join(options.folder, 'content'), join(options.folder, 'data')];
  await writeSite(contentDir, options.width);
  const env = { WORKERS: String(options.workers), LOG_LEVEL: 'warn' };
  const site = await startDateline({ contentDir, dataDir, env });
  const reader = connect(site.origin);
  try {
    await site.waitUntilReady(START_MS);
    const hashes = await findHashes(reader);
    await idleFrom(site);
    const quiet = await readFor(reader, options.readingMs);
    const card = await cardOf(reader);
    const before = countStored(dataDir);
    const paths = hashes.flatMap((hash) => WIDTHS.map((width) => `/pictures/${hash}-${width}.webp`));
    const flood = sendFlood({ origin: site.origin, paths, client: FLOOD, stayMs: STAY_MS });
    const other = connect(site.origin);
    const [during, answer, idleAfterMs] = await Promise.all([
      readFor(reader, options.readingMs),
      sleep(STAY_MS / 2).then(() => other.get(card, 'identity', { 'X-Forwarded-For': READER })),
      flood.then(() => idleFrom(site)),
    ]);
    other.close();
    const made = countStored(dataDir) - before - 1;
    const { status } = await reader.get(paths.at(-1) ?? '', 'identity', { 'X-Forwarded-For': READER });
    return {
      asked: paths.length,
      made,
      card: { status: answer.status, ms: answer.ms },
      idleAfterMs,
      quietP99: summarise(quiet)?.p99 ?? Number.NaN,
      floodP99: summarise(during)?.p99 ?? Number.NaN,
      status,
    };
  } finally {
    reader.close();
    await site.stop();
  }
}

/**
 * One article with all pictures in its text, which are made for readers alone, and one without, which is shared by a
 * card. The pictures are of noise, which costs most to pack.
 */
async function writeSite(contentDir: string, width: number): Promise<void> {
  for (const folder of ['articles', 'media']) mkdirSync(join(contentDir, folder), { recursive: true });
  const site = 'name: The Flood Times\nlanguage: en\ntimeZone: UTC\nsections: [World]\n';
  writeFileSync(join(contentDir, 'site.yaml'), site);
  const names = Array.from({ length: PICTURES }, (_, index) => `p${index}.jpg`);
  for (const [index, name] of names.entries()) {
    const noise = { type: 'gaussian' as const, mean: 100 + index, sigma: 40 };
    const picture = sharp({
      create: { width, height: Math.round(width / 1.5), channels: 3, background: '#000000', noise },
    });
    writeFileSync(join(contentDir, 'media', name), await picture.jpeg({ quality: 80 }).toBuffer());
  }
  const shown = names.map((name) => `![A picture](/media/${name})`).join('\n\n');
  for (const [name, text] of Object.entries({ gallery: shown, plain: 'Text.' })) {
    const head = `---\ntitle: The ${name}\ndate: 2016-07-15\n---\n`;
    writeFileSync(join(contentDir, 'articles', `${name}.md`), `${head}${text}\n`);
  }
}

/** The hashes of the gallery's pictures, as soon as all are read. */
async function findHashes(reader: Connection): Promise<string[]> {
  for (const deadline = performance.now() + START_MS; performance.now() < deadline; await sleep(250)) {
    const { body } = await reader.get('/2016/07/15/gallery');
    const found = body.toString().matchAll(/\/pictures\/([0-9a-f]{20})-/g);
    const hashes = new Set([...found].map(([, hash = '']) => hash));
    if (hashes.size === PICTURES) return [...hashes];
  }
  throw new Error('The pictures were not read in time.');
}

async function cardOf(reader: Connection): Promise<string> {
  const { body } = await reader.get('/2016/07/15/plain');
  return /\/cards\/[\w/.-]+/.exec(body.toString())?.[0] ?? '';
}

/** Has one client ask for all paths at once, and resolves when it has left. */
async function sendFlood(flood: Flood): Promise<void> {
  const thread = new Worker(new URL('./flood-clients.ts', import.meta.url), { workerData: flood });
  await once(thread, 'message');
}

/** Asks for the front page again and again; how long each answer took. */
async function readFor(reader: Connection, ms: number): Promise<number[]> {
  const took: number[] = [];
  for (const end = performance.now() + ms; performance.now() < end; await sleep(PAUSE_MS)) {
    took.push((await reader.get('/', 'br')).ms);
  }
  return took;
}

/** Ms until all processes of the site together used a tenth of a core for a second; null for never. */
async function idleFrom({ child }: Dateline): Promise<number | null> {
  const startedAt = performance.now();
  const used: number[] = [];
  while (performance.now() - startedAt < IDLE_MS) {
    const before = readGroupCpu(child.pid) ?? 0;
    await sleep(250);
    used.push((readGroupCpu(child.pid) ?? 0) - before);
    const second = used.slice(-4);
    const isIdle = second.length === 4 && second.reduce((sum, one) => sum + one, 0) <= 100_000;
    if (isIdle) return Math.max(0, performance.now() - startedAt - 1_000);
  }
  return null;
}

function countStored(dataDir: string): number {
  const folder = join(dataDir, 'pictures');
  if (!existsSync(folder)) return 0;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\/[0-9a-f].*\.\w+$/.test(name)).length;
}
