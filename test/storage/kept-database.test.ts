import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type KeptDatabase, openKeptDatabase } from '../../src/storage/kept-database.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

interface Words {
  add(word: string): void;
  all(): string[];
}

function wordStore(database: DatabaseSync): Words {
  // So that pages are read from the file each time.
  database.exec('PRAGMA cache_size = 1');
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS word (text TEXT PRIMARY KEY) STRICT');
  const insert = database.prepare('INSERT OR IGNORE INTO word (text) VALUES (?)');
  const all = database.prepare('SELECT text FROM word ORDER BY text');
  return { add: (word) => void insert.run(word), all: () => all.all().map(({ text }) => String(text)) };
}

let folder: string;
let file: string;
let clock: number;
let logged: Record<string, unknown>[];
let opened: KeptDatabase<Words>[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-kept-'));
  file = join(folder, 'words.db');
  clock = 1_000_000;
  logged = [];
  opened = [];
});
afterEach(() => {
  for (const one of opened) one.close();
  rmSync(folder, { recursive: true });
});

function open(): KeptDatabase<Words> {
  const kept = openKeptDatabase({
    file,
    prepare: wordStore,
    takeAll: (store) => store.all(),
    putAll: (store, words: string[]) => {
      for (const word of words) store.add(word);
    },
    name: 'the words',
    lost: 'every word',
    now: () => clock,
    log: createLogger({
      level: 'info',
      destination: { write: (line) => void logged.push(JSON.parse(line)) },
    }),
  });
  opened.push(kept);
  return kept;
}
const shut = (kept: KeptDatabase<Words>): void => {
  kept.close();
  opened.splice(opened.indexOf(kept), 1);
};
const fill = (): void => {
  const kept = open();
  kept.use((store) => store.add('first'));
  shut(kept);
};
const put = (name: string, bytes: Buffer): void => writeFileSync(name, bytes);

const DAMAGE: readonly (readonly [string, () => void])[] = [
  ['no database', () => put(file, Buffer.alloc(20_000, 'no database '))],
  ['emptied', () => truncateSync(file, 0)],
  ['half of it', () => truncateSync(file, statSync(file).size - 4_096)],
  ['zeros at its beginning', () => put(file, Buffer.concat([Buffer.alloc(512), readFileSync(file)]))],
  [
    'another program’s database',
    () => {
      rmSync(file);
      const other = new DatabaseSync(file);
      other.exec('CREATE TABLE word (other INTEGER)');
      other.close();
    },
  ],
  [
    'a folder',
    () => {
      rmSync(file);
      mkdirSync(join(file, 'inside'), { recursive: true });
    },
  ],
];

describe('a file that is damaged at the start', () => {
  test.each(DAMAGE)('%s: it is kept beside, told once, and an empty one begun', (_, damage) => {
    fill();
    damage();
    const kept = open();
    expect(kept.use((store) => store.all())).toEqual([]);
    kept.use((store) => store.add('second'));
    shut(kept);
    expect(logged).toMatchObject([{ level: 'error', file, setAside: `${file}.damaged` }]);
    expect(existsSync(`${file}.damaged`)).toBe(true);
    expect(open().use((store) => store.all())).toEqual(['second']);
    expect(logged).toHaveLength(1);
  });

  test('again and again: one damaged file is kept', () => {
    for (let times = 0; times < 4; times++) {
      fill();
      put(file, Buffer.alloc(9_000, `${times}`));
      shut(open());
    }
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual(['words.db.damaged']);
    expect(readFileSync(`${file}.damaged`, 'utf8')[0]).toBe('3');
  });

  test('what was written last is kept beside it too', () => {
    const kept = open();
    kept.use((store) => store.add('in the log'));
    for (const ending of ['', '-wal'])
      put(join(folder, `copy.db${ending}`), readFileSync(`${file}${ending}`));
    shut(kept);
    file = join(folder, 'copy.db');
    put(file, Buffer.alloc(9_000, 'x'));
    open();
    expect(existsSync(`${file}.damaged-wal`)).toBe(true);
  });
});

describe('while it is open', () => {
  test.each<readonly [string, () => void]>([
    [
      'removed',
      () => {
        for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
      },
    ],
    ['moved away', () => renameSync(file, join(folder, 'elsewhere.db'))],
    [
      'replaced by no database',
      () => {
        rmSync(file);
        put(file, Buffer.alloc(9_000, 'x'));
      },
    ],
  ])('a file that is %s is written again, and nothing of it lost', (_, take) => {
    const kept = open();
    kept.use((store) => store.add('before'));
    take();
    kept.use((store) => store.add('meanwhile'));
    clock += 10_000;
    kept.use((store) => store.add('after'));
    shut(kept);
    expect(logged.map(({ level }) => level)).not.toContain('fatal');
    expect(logged.at(-1)).toMatchObject({ level: 'error', msg: expect.stringContaining('written again') });
    const told = logged.length;
    expect(open().use((store) => store.all())).toEqual(['after', 'before', 'meanwhile']);
    expect(logged).toHaveLength(told);
  });

  test('damage that shows later is healed in the same call', () => {
    const kept = open();
    for (let word = 0; word < 100; word++) kept.use((store) => store.add(`${word}`.repeat(500)));
    shut(kept);
    const again = open();
    const bytes = readFileSync(file);
    // In place, behind the first page: as a disk that fails does it.
    bytes.fill(7, 4_096);
    writeFileSync(file, bytes, { flag: 'r+' });
    again.use((store) => store.add('after'));
    expect(again.use((store) => store.all())).toEqual(['after']);
    expect(logged).toMatchObject([{ level: 'error', setAside: `${file}.damaged` }]);
  });

  test('one that cannot be opened stands in memory, is told once and goes to the disk when it can', () => {
    file = join(folder, 'away', 'words.db');
    const kept = open();
    for (let times = 0; times < 5; times++) {
      clock += 10_000;
      kept.use((store) => store.add(`word ${times}`));
    }
    expect(logged).toMatchObject([{ level: 'error', file }]);
    mkdirSync(join(folder, 'away'));
    clock += 10_000;
    expect(kept.use((store) => store.all())).toHaveLength(5);
    expect(logged).toMatchObject([{ level: 'error' }, { level: 'info', file }]);
    shut(kept);
    expect(open().use((store) => store.all())).toHaveLength(5);
  });
});
