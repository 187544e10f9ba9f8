import { spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type Recorder, record } from './watch-recorder.ts';

const A = 'articles/2026/a.md';
const OLD = 'The old text, which is long enough to be shortened.';
/** Longer than a tick of the system's clock, in milliseconds: file times before and after differ. */
const TICK = 20;
const NEW = 'The new text, which is long enough to stand.';

let recorder: Recorder;
afterEach(() => recorder.close());

function open(files: Record<string, string> = { [A]: OLD }): { r: Recorder; at: (path: string) => string } {
  recorder = record(files);
  return { r: recorder, at: (path) => join(recorder.root, path) };
}

test('a file renamed into place is delivered once, whole', async () => {
  const { r, at } = open();
  writeFileSync(at('articles/2026/.a.md.x7Gq2'), NEW);
  await delay(TICK);
  renameSync(at('articles/2026/.a.md.x7Gq2'), at(A));
  await r.quiet();
  expect(r.changes).toEqual([{ path: A, kind: 'file', firstEventAt: expect.any(Number), isWhole: true }]);
  expect(r.accepted).toEqual([`${A}: ${NEW}`]);
});

test('so is one that comes from a folder that is not watched', async () => {
  const { r, at } = open();
  writeFileSync(join(r.home, 'draft'), NEW);
  await delay(TICK);
  renameSync(join(r.home, 'draft'), at('articles/2026/b.md'));
  await r.quiet();
  expect(r.changes).toMatchObject([{ path: 'articles/2026/b.md', kind: 'file', isWhole: true }]);
});

test('one renamed as soon as it is written is delivered once, at once or when it is quiet', async () => {
  const { r, at } = open();
  writeFileSync(at('articles/2026/.a.md.x7Gq2'), NEW);
  renameSync(at('articles/2026/.a.md.x7Gq2'), at(A));
  await r.quiet();
  expect(r.accepted).toEqual([`${A}: ${NEW}`]);
});

test('a write in place is delivered when it is quiet', async () => {
  const { r, at } = open();
  writeFileSync(at(A), NEW);
  await r.quiet();
  expect(r.changes).toMatchObject([{ path: A, kind: 'file', isWhole: false }]);
  expect(r.accepted).toEqual([`${A}: ${NEW}`]);
});

test('a save that empties the file first waits for the text', async () => {
  const { r, at } = open();
  writeFileSync(at(A), '');
  await delay(60);
  writeFileSync(at(A), NEW);
  await r.quiet();
  expect(r.accepted).toEqual([`${A}: ${NEW}`]);
  expect(r.changes).toHaveLength(1);
});

test('vim: the old file becomes the backup, the new one is written in its place', async () => {
  const { r, at } = open();
  writeFileSync(at('articles/2026/.a.md.swp'), 'swap');
  writeFileSync(at('articles/2026/4913'), '');
  rmSync(at('articles/2026/4913'));
  renameSync(at(A), at(`${A}~`));
  writeFileSync(at(A), NEW);
  chmodSync(at(A), 0o644);
  rmSync(at(`${A}~`));
  await r.quiet();
  expect(r.accepted).toEqual([`${A}: ${NEW}`]);
  expect(r.changes).toMatchObject([{ path: A, kind: 'file' }]);
});

test('emacs: autosave and lock files are nothing', async () => {
  const { r, at } = open();
  symlinkSync('editor@desk.4711', at('articles/2026/.#a.md'));
  writeFileSync(at('articles/2026/#a.md#'), NEW);
  linkSync(at(A), at('articles/2026/a.md~'));
  writeFileSync(at(A), NEW);
  rmSync(at('articles/2026/#a.md#'));
  rmSync(at('articles/2026/.#a.md'));
  await r.quiet();
  expect(r.accepted).toEqual([`${A}: ${NEW}`]);
  expect(r.changes).toMatchObject([{ path: A, kind: 'file' }]);
});

test('a file deleted and written again was never gone', async () => {
  const { r, at } = open();
  rmSync(at(A));
  await delay(60);
  writeFileSync(at(A), NEW);
  await r.quiet();
  expect(r.changes).toMatchObject([{ path: A, kind: 'file' }]);
  expect(r.texts.get(A)).toBe(NEW);
});

test('a deleted file is gone', async () => {
  const { r, at } = open();
  rmSync(at(A));
  await r.until(() => r.changes.length > 0);
  await r.quiet();
  expect(r.changes).toMatchObject([{ path: A, kind: 'gone' }]);
});

test('a file renamed to another name is there under the new name, then gone under the old', async () => {
  const { r, at } = open();
  renameSync(at(A), at('articles/2026/b.md'));
  await r.quiet();
  expect(r.changes.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
    'file articles/2026/b.md',
    `gone ${A}`,
  ]);
});

test('touch and chmod deliver what is there', async () => {
  const { r, at } = open();
  utimesSync(at(A), new Date(0), new Date(0));
  chmodSync(at(A), 0o600);
  await r.quiet();
  expect(r.accepted).toEqual([`${A}: ${OLD}`]);
});

test('a file at the root is watched, others there are not', async () => {
  const { r } = open({ 'site.yaml': 'name: A' });
  r.write('site.yaml', 'name: The Daily');
  r.write('other.yaml', 'x: 1');
  r.write('media/a.md', 'no article');
  await r.quiet();
  expect(r.accepted).toEqual(['site.yaml: name: The Daily']);
});

test('a link to a file inside counts, one that leads out does not', async () => {
  const { r, at } = open();
  writeFileSync(join(r.home, 'secret.md'), 'secret');
  symlinkSync('../../secret.md', at('articles/out.md'));
  symlinkSync('2026/a.md', at('articles/in.md'));
  symlinkSync('2026', at('articles/loop'));
  mkdirSync(at('articles/.git'));
  writeFileSync(at('articles/.git/x.md'), 'x');
  await r.quiet();
  expect(r.accepted).toEqual([`articles/in.md: ${OLD}`]);
});

test('a writer that pauses half-way is never read half, and one that renames never waits', async () => {
  const { r } = open({});
  const script = `
    const fs = require('node:fs');
    const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    const folder = process.argv[1];
    for (let i = 0; i < 40; i += 1) {
      const slow = fs.openSync(folder + '/slow-' + (i % 8) + '.md', 'w');
      fs.writeSync(slow, 'x'.repeat(4000));
      pause(i % 4 === 0 ? 12 : 0);
      fs.writeSync(slow, 'x'.repeat(4000));
      fs.closeSync(slow);
      fs.writeFileSync(folder + '/.tmp', 'y'.repeat(8000));
      pause(20);
      fs.renameSync(folder + '/.tmp', folder + '/fast-' + i + '.md');
      pause(3);
    }`;
  const writer = spawn(process.execPath, ['-e', script, join(r.root, 'articles')], { stdio: 'inherit' });
  const exitCode = new Promise((resolve) => writer.once('exit', resolve));
  expect(await exitCode).toBe(0);
  await r.quiet();
  expect(new Set(r.accepted.map((line) => line.length - line.indexOf(': ') - 2))).toEqual(new Set([8000]));
  expect(r.texts.size).toBe(48);
  const fast = r.changes.filter(({ path }) => path.includes('/fast-'));
  expect(fast.map(({ isWhole }) => isWhole)).toEqual(Array(40).fill(true));
});

test('a file that never falls quiet is delivered after the longest wait', async () => {
  recorder = record({ [A]: OLD }, { maxWaitMs: 200, settleMs: 100 });
  const r = recorder;
  const timer = setInterval(() => appendFileSync(join(r.root, A), '.'), 10);
  try {
    await r.until(() => r.changes.length > 1);
  } finally {
    clearInterval(timer);
  }
  expect(r.changes[0]).toMatchObject({ path: A, kind: 'file', isWhole: false });
});
