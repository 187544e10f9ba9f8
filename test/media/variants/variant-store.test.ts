import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createVariantStore,
  type FileAsker,
  type VariantStoreOptions,
} from '../../../src/media/variants/variant-store.ts';
import { BusyError } from '../../../src/media/work-queue.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 22);
let folder: string;
let warnings: unknown[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-store-'));
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PATIENT: FileAsker = { lane: 'pictures', client: 'a', signal: new AbortController().signal };

function openStore(options: Partial<VariantStoreOptions> = {}) {
  const store = createVariantStore({
    folder,
    maxBytes: 1_000_000,
    now: () => NOW,
    log: { warn: (...told: unknown[]) => warnings.push(told), info: () => {} },
    ...options,
  });
  const read = (name: string, make: (signal: AbortSignal) => Promise<Buffer>, asker = PATIENT) =>
    store.read(name, make, asker);
  return { ...store, read };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const filesIn = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(root, name)).isFile(),
  );

describe('reading', () => {
  test('makes a file once, then finds it, after a restart too', async () => {
    let made = 0;
    const make = async () => Buffer.from(`picture ${++made}`);
    const first = await openStore().read('abcd-320.webp', make);
    expect(first).toEqual({ file: join(folder, 'ab', 'abcd-320.webp'), bytes: Buffer.from('picture 1') });
    const store = openStore();
    expect(await store.read('abcd-320.webp', make)).toEqual({ file: first.file, bytes: null });
    expect(readFileSync(join(folder, 'ab', 'abcd-320.webp'), 'utf8')).toBe('picture 1');
    expect(made).toBe(1);
  });

  test('callers who ask together share one making', async () => {
    const store = openStore();
    let made = 0;
    const make = async () => {
      made++;
      await settle();
      return Buffer.from('x');
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.read('abcd-1.jpg', make)));
    expect(made).toBe(1);
    expect(new Set(answers).size).toBe(1);
  });

  test('a making that fails is told to all who wait, and tried again by the next', async () => {
    const store = openStore();
    const failing = () => Promise.reject(new Error('broken picture'));
    const both = await Promise.allSettled([
      store.read('abcd-1.jpg', failing),
      store.read('abcd-1.jpg', failing),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await store.read('abcd-1.jpg', async () => Buffer.from('x'))).bytes?.toString()).toBe('x');
    expect(warnings).toEqual([]);
  });

  test('an empty file, as a power cut leaves one, is made anew', async () => {
    mkdirSync(join(folder, 'ab'));
    writeFileSync(join(folder, 'ab', 'abcd-1.jpg'), '');
    const { bytes } = await openStore().read('abcd-1.jpg', async () => Buffer.from('x'));
    expect(bytes?.toString()).toBe('x');
    expect(readFileSync(join(folder, 'ab', 'abcd-1.jpg'), 'utf8')).toBe('x');
  });

  test.each([
    '',
    '../../etc/passwd',
    'ab/cd.jpg',
    'abcd.jpg/',
    '.abcd.jpg',
    'abcd.svg',
    'ABCD.jpg',
    'abcd.jpg\0',
    'abcd.jpg\n',
    'a.jpg',
    `${'a'.repeat(200)}.jpg`,
  ])('the name %j is refused', async (name) => {
    await expect(openStore().read(name, async () => Buffer.from('x'))).rejects.toBeInstanceOf(RangeError);
    expect(filesIn(folder)).toEqual([]);
  });
});

describe('load', () => {
  test('no more than allowed are made at once, and too many are turned away', async () => {
    const store = openStore({ limits: { maxConcurrent: 2, maxWaiting: 3 } });
    const gate = Promise.withResolvers<void>();
    let running = 0;
    let most = 0;
    const make = async () => {
      most = Math.max(most, ++running);
      await gate.promise;
      running--;
      return Buffer.from('x');
    };
    const reads = [1, 2, 3, 4, 5, 6].map((each) => store.read(`abcd-${each}.jpg`, make));
    const outcomes = Promise.allSettled(reads);
    await expect.poll(() => running).toBe(2);
    gate.resolve();
    const rejected = (await outcomes).filter((each) => each.status === 'rejected');
    expect(rejected.map(({ reason }) => reason)).toEqual([expect.any(BusyError)]);
    expect(most).toBe(2);
  });

  test('files that are there are answered while others are made', async () => {
    await openStore().read('abcd-1.jpg', async () => Buffer.from('x'));
    const store = openStore();
    const gate = Promise.withResolvers<Buffer>();
    const slow = store.read('abcd-2.jpg', () => gate.promise);
    expect((await store.read('abcd-1.jpg', () => gate.promise)).bytes).toBeNull();
    gate.resolve(Buffer.from('y'));
    await slow;
  });

  test('cards do not wait for pictures', async () => {
    const store = openStore();
    const gate = Promise.withResolvers<Buffer>();
    const slow = store.read('abcd-1.jpg', () => gate.promise);
    const card = await store.read('abcd-card.png', async () => Buffer.from('card'), {
      ...PATIENT,
      lane: 'cards',
    });
    expect(card.bytes?.toString()).toBe('card');
    gate.resolve(Buffer.from('y'));
    await slow;
  });

  test('a file that is there is found, and one that is not is not made', async () => {
    const store = openStore();
    expect(await store.find('abcd-1.jpg')).toBeNull();
    const { file } = await store.read('abcd-1.jpg', async () => Buffer.from('x'));
    expect(await store.find('abcd-1.jpg')).toEqual({ file, bytes: null });
  });

  test('what was begun for somebody who has gone is stored all the same', async () => {
    const store = openStore();
    const gate = Promise.withResolvers<Buffer>();
    const gone = new AbortController();
    const reading = store.read('abcd-1.jpg', () => gate.promise, { ...PATIENT, signal: gone.signal });
    await settle();
    gone.abort();
    await expect(reading).rejects.toBe(gone.signal.reason);
    gate.resolve(Buffer.from('x'));
    await expect.poll(() => store.find('abcd-1.jpg')).not.toBeNull();
  });
});

describe('disk', () => {
  test('half a file is never seen under its name', async () => {
    const bytes = Buffer.alloc(20_000_000, 7);
    const file = join(folder, 'ab', 'abcd-1.png');
    const seen = new Set<number>();
    let isDone = false;
    const writing = openStore({ maxBytes: 1e9 })
      .read('abcd-1.png', async () => bytes)
      .finally(() => {
        isDone = true;
      });
    while (!isDone) {
      if (existsSync(file)) seen.add(statSync(file).size);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writing;
    seen.add(statSync(file).size);
    expect([...seen]).toEqual([bytes.length]);
    expect(filesIn(folder)).toEqual(['ab/abcd-1.png']);
  });

  test('two stores on one folder do not get into each other’s way', async () => {
    const stores = [openStore(), openStore()];
    const names = Array.from({ length: 20 }, (_, index) => `abcd-${index}.jpg`);
    await Promise.all(
      stores.flatMap((store) => names.map((name) => store.read(name, async () => Buffer.from(name)))),
    );
    for (const name of names) expect(readFileSync(join(folder, 'ab', name), 'utf8')).toBe(name);
    expect(filesIn(folder).length).toBe(20);
  });

  test('a disk that cannot be written to costs no answer, and is said once', async () => {
    // A file where the folder should be: no user, not even root, can write below it.
    const blocked = join(folder, 'file');
    writeFileSync(blocked, 'x');
    const store = openStore({ folder: blocked });
    for (const name of ['abcd-1.jpg', 'abcd-2.jpg', 'abcd-1.jpg'])
      expect(await store.read(name, async () => Buffer.from(name))).toEqual({
        file: null,
        bytes: Buffer.from(name),
      });
    expect(warnings.length).toBe(1);

    rmSync(blocked);
    expect((await store.read('abcd-1.jpg', async () => Buffer.from('x'))).file).not.toBeNull();
    expect(warnings.length).toBe(1);
  });

  test('a write that fails leaves nothing behind', async () => {
    // A folder under the file's name lets the write go well and the renaming fail.
    mkdirSync(join(folder, 'ab', 'abcd-1.jpg', 'x'), { recursive: true });
    const answer = await openStore().read('abcd-1.jpg', async () => Buffer.from('x'));
    expect(answer).toEqual({ file: null, bytes: Buffer.from('x') });
    expect(filesIn(folder)).toEqual([]);
    expect(warnings.length).toBe(1);
  });
});

describe('sweep', () => {
  function placed(name: string, bytes: number, age: number): void {
    const file = join(folder, name.replace(/^\./, '').slice(0, 2), name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, Buffer.alloc(bytes, 1));
    utimesSync(file, (NOW - age) / 1000, (NOW - age) / 1000);
  }

  test('what a crash left is removed at the start, what is being written is not', async () => {
    placed('.abcd-1.jpg.0f.tmp', 10, 2 * HOUR);
    placed('.abcd-2.jpg.0f.tmp', 10, HOUR / 2);
    placed('abcd-3.jpg', 10, 1000 * HOUR);
    await openStore().settled();
    expect(filesIn(folder).sort()).toEqual(['ab/.abcd-2.jpg.0f.tmp', 'ab/abcd-3.jpg']);
  });

  test('above the bound, what was used longest ago goes', async () => {
    for (const age of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) placed(`cd0${age}-1.jpg`, 100, age * HOUR);
    await openStore({ maxBytes: 550 }).settled();
    expect(filesIn(folder).sort()).toEqual([
      'cd/cd01-1.jpg',
      'cd/cd02-1.jpg',
      'cd/cd03-1.jpg',
      'cd/cd04-1.jpg',
    ]);
  });

  test('a file that is read counts as used', async () => {
    placed('cdaa-1.jpg', 100, 50 * HOUR);
    placed('cdbb-1.jpg', 100, 40 * HOUR);
    const never = () => Promise.reject(new Error('not stored'));
    await openStore().read('cdaa-1.jpg', never);
    await openStore({ maxBytes: 150 }).settled();
    expect(filesIn(folder)).toEqual(['cd/cdaa-1.jpg']);
  });

  test('writing sweeps now and then, and stays within the bound', async () => {
    let now = NOW;
    const store = openStore({ maxBytes: 1000, now: () => now });
    for (let index = 0; index < 40; index++) {
      now += HOUR;
      const name = `ef${index}-1.jpg`;
      await store.read(name, async () => Buffer.alloc(120, 1));
      await store.settled();
      expect(filesIn(folder).length * 120).toBeLessThanOrEqual(1120);
      expect(existsSync(join(folder, 'ef', name))).toBe(true);
    }
    expect(warnings).toEqual([]);
  });

  test('other files in the folder are let be', async () => {
    writeFileSync(join(folder, 'README'), 'x'.repeat(1000));
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', 'x.jpg'), 'x'.repeat(1000));
    await openStore({ maxBytes: 10 }).settled();
    expect(filesIn(folder).sort()).toEqual(['README', 'other/x.jpg']);
  });
});
