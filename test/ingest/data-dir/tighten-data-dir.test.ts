import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeDataDir } from '../../../src/ingest/data-dir/data-dir.ts';
import { tightenDataDir } from '../../../src/ingest/data-dir/tighten-data-dir.ts';
import { isOwnName } from '../../../src/storage/data-dir-names.ts';
import { listStored } from '../../../src/media/variants/variant-file.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { runSite } from '../../runtime/run-site.ts';
import { openNewsroom, story } from '../open-newsroom.ts';

let home: string;
let dataDir: string;
let logged: Record<string, unknown>[];
const log = createLogger({
  level: 'info',
  destination: { write: (line) => void logged.push(JSON.parse(line)) },
});
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

function put(name: string, mode = 0o644): string {
  const path = join(dataDir, name);
  writeFileSync(path, 'x');
  chmodSync(path, mode);
  return path;
}

beforeEach(() => {
  logged = [];
  home = mkdtempSync(join(tmpdir(), 'dateline-rights-'));
  dataDir = join(home, 'data');
  mkdirSync(dataDir);
  chmodSync(dataDir, 0o755);
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

test('what an earlier version made is taken from others, and so is the folder', () => {
  const files = [
    'catalog.db',
    'catalog.db-wal',
    'catalog.db-shm',
    'catalog-0123abcd.db',
    'catalog-0123abcd.db-wal',
    'control.sock',
    'control-42.sock',
    'permalinks.db',
    'readings.db.damaged',
    'outbox.db',
    'revisions.db',
    'revisions.db-wal',
    'purges.db',
    'embeds.db',
    'embeds.db-wal',
    'fetched.db',
    'feeds.json',
    'feeds.json.new',
    'writer.lock',
  ].map((name) => put(name));
  mkdirSync(join(dataDir, 'pictures'), { mode: 0o755 });
  tightenDataDir(dataDir, log);
  expect(files.map(modeOf)).toEqual(files.map(() => '600'));
  expect([dataDir, join(dataDir, 'pictures')].map(modeOf)).toEqual(['700', '700']);
  expect(logged).toEqual([]);
});

test('a folder that others’ files are in is left as it is, and told; so are those files', () => {
  const [own, other] = [put('catalog.db'), put('passwd')];
  tightenDataDir(dataDir, log);
  expect([dataDir, own, other].map(modeOf)).toEqual(['755', '600', '644']);
  expect(logged).toEqual([expect.objectContaining({ level: 'warn', examples: ['passwd'] })]);
});

test('what a link leads to is not touched', () => {
  const elsewhere = join(home, 'elsewhere.db');
  writeFileSync(elsewhere, 'x');
  chmodSync(elsewhere, 0o644);
  symlinkSync(elsewhere, join(dataDir, 'catalog.db'));
  tightenDataDir(dataDir, log);
  expect(modeOf(elsewhere)).toBe('644');
});

test('a new folder is its user’s alone', () => {
  const made = join(home, 'new/deep');
  takeDataDir(made, 0)();
  expect(modeOf(made)).toBe('700');
});

test('stored pictures are taken from others when the store is swept', async () => {
  const folder = join(dataDir, 'pictures/ab');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const file = put('pictures/ab/abc-640.avif');
  await listStored(join(dataDir, 'pictures'));
  expect([file, folder].map(modeOf)).toEqual(['600', '700']);
});

test('all that a running server makes is its user’s alone, and known', async () => {
  const room = openNewsroom({ 'articles/about-a.md': story('About A', 'slug: about-a') });
  const site = runSite({ CONTENT_DIR: room.contentDir, DATA_DIR: room.dataDir, WORKERS: '1' });
  try {
    const isListening = () => site.logged().some(({ msg }) => msg === 'listening');
    await expect.poll(isListening).toBe(true);
    const names = readdirSync(room.dataDir, { recursive: true, encoding: 'utf8' });
    const modes = names.map((name) => {
      const path = join(room.dataDir, name);
      return `${name} ${modeOf(path)}`;
    });
    expect(modes.filter((line) => !/ (?:600|700)$/.test(line))).toEqual([]);
    expect(modeOf(room.dataDir)).toBe('700');
    expect(readdirSync(room.dataDir).filter((name) => !isOwnName(name))).toEqual([]);
  } finally {
    site.signal('SIGTERM');
    await site.ended;
    await room.dispose();
  }
});
