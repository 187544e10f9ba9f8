import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataDirError, takeDataDir } from '../../../src/ingest/data-dir/data-dir.ts';

const DATA_DIR_MODULE = new URL('../../../src/ingest/data-dir/data-dir.ts', import.meta.url).href;

let home: string;
let dataDir: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dateline-data-dir-'));
  dataDir = join(home, 'deep/data');
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

function refusal(): DataDirError {
  try {
    takeDataDir(dataDir, 20)();
  } catch (error) {
    if (error instanceof DataDirError) return error;
  }
  throw new Error('the folder is refused');
}

test('a data folder is made, belongs to one at a time, and is free again when given back', () => {
  const free = takeDataDir(dataDir, 0);
  const { code, message } = refusal();
  expect(code).toBe('data-dir-in-use');
  expect(message).toBe(
    `DATA_DIR ${dataDir} is in use by another Dateline. Stop that one, or set DATA_DIR to a folder of its own for each.`,
  );
  free();
  takeDataDir(dataDir, 0)();
});

test('a process that is killed leaves the folder free', async () => {
  const script = `import { takeDataDir } from ${JSON.stringify(DATA_DIR_MODULE)};
    const free = takeDataDir(${JSON.stringify(dataDir)});
    process.once('SIGTERM', free);
    process.stdout.write('taken');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(holder.stdout, 'data');
    expect(refusal().code).toBe('data-dir-in-use');
  } finally {
    const end = once(holder, 'exit');
    holder.kill('SIGKILL');
    await end;
  }
  takeDataDir(dataDir, 1_000)();
});

test('a folder that cannot be made is told with the reason and the cure', () => {
  writeFileSync(join(home, 'deep'), 'a file');
  const { code, message } = refusal();
  expect(code).toBe('data-dir-unwritable');
  expect(message).toContain(`DATA_DIR ${dataDir} cannot be written (`);
  expect(message).toMatch(/set DATA_DIR to another folder\.$/);
});

test('a lock that is no lock is told likewise', () => {
  takeDataDir(dataDir, 0)();
  writeFileSync(join(dataDir, 'writer.lock'), 'x'.repeat(8192));
  expect(refusal().code).toBe('data-dir-unwritable');
});

test.skipIf(!existsSync('/proc/self'))('a file system that makes no folders is told at once', () => {
  dataDir = '/proc/self/dateline/data';
  const { code, message } = refusal();
  expect(code).toBe('data-dir-unwritable');
  expect(message).toContain('/proc/self/dateline');
});
