import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { connect as connectSocket, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, connect } from '../../bench/lib/connection.ts';
import { startDateline } from '../../bench/lib/dateline.ts';
import { summarise } from '../../bench/lib/percentiles.ts';
import { openFilesBelow } from '../support/open-files.ts';

export interface SlowReadersOptions {
  /** Empty; content and data are made below it. */
  readonly folder: string;
  /** Web workers of the site; with 0 the descriptors of its one process are counted. */
  readonly workers: number;
  /** Who take 64 KB at a time, every half a second. */
  readonly slow: number;
  /** Who take nothing at all. */
  readonly hung: number;
  /** Of the film; sparse, so that it takes no room. */
  readonly megabytes: number;
  /** How long the front page is asked for before and during, in ms. */
  readonly readingMs: number;
  /** Whether to wait until the site lets go of those who take nothing. */
  readonly waitsForHung: boolean;
}

export interface SlowReadersResult {
  /** Of the front page, in ms. */
  readonly quietP99: number;
  readonly slowP99: number;
  readonly slowP50: number;
  /** What all readers got together while the front page was asked for, in MB a second. */
  readonly megabytesPerSecond: number;
  /** Readers who got a 200 and bytes. */
  readonly served: number;
  /** Descriptors of the film meanwhile, and when all had left; null where they are not counted. */
  readonly openMeanwhile: number | null;
  readonly openAfter: number | null;
  /** What the site's memory grew by while it sent, in MB; null where it is not measured. */
  readonly grownMegabytes: number | null;
  /** Readers who took nothing and were let go. */
  readonly letGo: number;
}

const START_MS = 240_000;
const PAUSE_MS = 4;
const SIP_MS = 500;
/** The site lets go after twice 30 s at most. */
const LET_GO_MS = 70_000;
const END_MS = 5_000;
const FILM = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp41\0\0\0\x08mdat', 'latin1');

/** Has many readers take a film slowly, or not at all, and asks for pages meanwhile. Linux alone tells of descriptors. */
export async function runSlowReaders(options: SlowReadersOptions): Promise<SlowReadersResult> {
  const { folder, workers, readingMs } = options;
  const [contentDir, dataDir] = [join(folder, 'content'), join(folder, 'data')];
  writeSite(contentDir, options.megabytes);
  const env = { WORKERS: String(workers), LOG_LEVEL: 'warn' };
  const site = await startDateline({ contentDir, dataDir, env });
  const reader = connect(site.origin);
  const readers: SlowReader[] = [];
  const pid = site.child.pid ?? 0;
  const countOpen = (): number | null =>
    workers === 0 ? openFilesBelow(join(contentDir, 'media'), pid).length : null;
  try {
    await site.waitUntilReady(START_MS);
    const quiet = await readFor(reader, readingMs);
    const before = workers === 0 ? memoryOf(pid) : null;
    const begunAt = performance.now();
    for (let at = 0; at < options.slow; at++) {
      readers.push(readSlowly(site.origin, SIP_MS));
      // As readers come, and not all in one moment, in which they would go on asking.
      await sleep(SIP_MS / options.slow);
    }
    for (let at = 0; at < options.hung; at++) readers.push(readSlowly(site.origin, null));
    await sleep(1_000);
    const taken = total(readers);
    const during = await readFor(reader, readingMs);
    const megabytesPerSecond = (total(readers) - taken) / 1e3 / readingMs;
    const openMeanwhile = countOpen();
    const grown = before === null ? null : memoryOf(pid) - before;
    const served = readers.filter(({ isServed }) => isServed()).length;
    const hung = readers.slice(options.slow);
    if (options.waitsForHung) {
      await sleep(Math.max(0, begunAt + LET_GO_MS - performance.now()));
      // Whoever takes nothing does not learn that the other side has ended: now they take what the system still has for them.
      for (const { takeAll } of hung) takeAll();
      await sleep(END_MS);
    }
    const letGo = hung.filter(({ isOpen }) => !isOpen()).length;
    for (const { socket } of readers) socket.destroy();
    for (let tries = 0; tries < 100 && countOpen() !== 0; tries++) await sleep(50);
    return {
      quietP99: summarise(quiet)?.p99 ?? Number.NaN,
      slowP99: summarise(during)?.p99 ?? Number.NaN,
      slowP50: summarise(during)?.p50 ?? Number.NaN,
      megabytesPerSecond,
      served,
      openMeanwhile,
      openAfter: countOpen(),
      grownMegabytes: grown,
      letGo,
    };
  } finally {
    for (const { socket } of readers) socket.destroy();
    reader.close();
    await site.stop();
  }
}

interface SlowReader {
  readonly socket: Socket;
  readonly bytes: () => number;
  readonly isServed: () => boolean;
  readonly isOpen: () => boolean;
  readonly takeAll: () => void;
}

function readSlowly(origin: string, sipMs: number | null): SlowReader {
  const { hostname, port } = new URL(origin);
  const socket = connectSocket({ host: hostname, port: Number(port) });
  let bytes = 0;
  let head = '';
  let isOpen = true;
  let takesAll = false;
  socket.on('error', () => {});
  socket.on('close', () => {
    isOpen = false;
  });
  socket.on('data', (chunk: Buffer) => {
    if (head === '') head = chunk.toString('latin1', 0, 15);
    bytes += chunk.length;
    if (takesAll) return;
    socket.pause();
    if (sipMs !== null) setTimeout(() => socket.resume(), sipMs);
  });
  socket.write('GET /media/film.mp4 HTTP/1.1\r\nHost: x\r\n\r\n');
  return {
    socket,
    bytes: () => bytes,
    isServed: () => head === 'HTTP/1.1 200 OK',
    isOpen: () => isOpen,
    takeAll() {
      takesAll = true;
      socket.resume();
    },
  };
}

const total = (readers: readonly SlowReader[]): number =>
  readers.reduce((sum, { bytes }) => sum + bytes(), 0);

/** Asks for the front page again and again; how long each answer took. */
async function readFor(reader: Connection, ms: number): Promise<number[]> {
  const took: number[] = [];
  for (const end = performance.now() + ms; performance.now() < end; await sleep(PAUSE_MS)) {
    took.push((await reader.get('/', 'br')).ms);
  }
  return took;
}

/** What a process has in memory, in MB. */
const memoryOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_000;

function writeSite(contentDir: string, megabytes: number): void {
  for (const folder of ['articles', 'media']) mkdirSync(join(contentDir, folder), { recursive: true });
  const site = 'name: The Slow Times\nlanguage: en\ntimeZone: UTC\nsections: [World]\n';
  writeFileSync(join(contentDir, 'site.yaml'), site);
  writeFileSync(join(contentDir, 'media', 'film.mp4'), FILM);
  truncateSync(join(contentDir, 'media', 'film.mp4'), megabytes * 1e6);
  const text = '---\ntitle: The film\ndate: 2016-07-15\n---\n![The film](/media/film.mp4)\n';
  writeFileSync(join(contentDir, 'articles', 'film.md'), text);
}
