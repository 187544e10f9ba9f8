import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRevisions, type Revisions, revisionsFile } from '../../src/revisions/open-revisions.ts';
import { digestOf } from '../../src/storage/digest-of.ts';

const ANNA = 'Anna <anna@example.org>';
let folder: string;
let lines: string[];
let at: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'revisions-'));
  lines = [];
  at = 1_000;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (bounds: { mostVersions?: number; mostBytes?: number } = {}): Revisions =>
  openRevisions({
    file: revisionsFile(folder),
    now: () => at,
    log: pino({ level: 'info' }, { write: (line) => void lines.push(line) }),
    ...bounds,
  });
const version = (file: string, text: string | null, more: object = {}) => {
  at += 1;
  return { file, bytes: text === null ? null : Buffer.from(text), at, by: null, why: null, ...more };
};
const texts = (revisions: Revisions, file: string): (string | undefined)[] =>
  revisions.list(file, 1_000).map(({ id }) => revisions.bytes(file, id)?.toString());

test('versions are told newest first, each text once, and signed by who says so', () => {
  const one = open();
  const two = open();
  one.keep([version('a.md', 'one'), version('a.md', 'two')]);
  const [id] = two.keep([version('a.md', 'two', { by: ANNA, why: 'Correct', isMinor: true, write: 'w' })]);
  expect(texts(one, 'a.md')).toEqual(['two', 'one']);
  expect(one.list('a.md', 1)).toEqual([
    {
      id,
      at,
      by: ANNA,
      why: 'Correct',
      digest: digestOf(Buffer.from('two')),
      isMinor: true,
      isRefused: false,
    },
  ]);
  expect(one.byDigest(digestOf(Buffer.from('one')))?.toString()).toBe('one');
  expect(one.bytes('other.md', id ?? '')).toBeNull();
  expect(one.bytes('a.md', 'x')).toBeNull();
  one.close();
  two.close();
  expect(statSync(revisionsFile(folder)).size).toBeGreaterThan(0);
});

test('a clock with fractions will do', () => {
  const revisions = open();
  revisions.keep([{ ...version('a.md', 'one'), at: 5.75 }]);
  expect(revisions.list('a.md', 1)[0]?.at).toBe(5);
  revisions.close();
});

test('what was refused is kept beside, and is not taken for what the file was', () => {
  const revisions = open();
  revisions.keep([
    version('a.md', 'one'),
    version('a.md', 'mine', { isRefused: true, by: ANNA, write: 'w' }),
  ]);
  revisions.keep([version('a.md', 'two', { by: ANNA, write: 'x' })]);
  expect(revisions.list('a.md', 9).map(({ isRefused }) => isRefused)).toEqual([false, true, false]);
  const { steps } = revisions.lastWrite(ANNA);
  expect(steps.map(({ before }) => before?.toString())).toEqual(['one']);
  expect(revisions.lastWrite('Nobody <n@example.org>').steps).toEqual([]);
  revisions.close();
});

test('a deleted file is told until it is back, and its versions go with a new name', () => {
  const revisions = open();
  expect(revisions.keep([version('never.md', null)])).toEqual([null]);
  revisions.keep([version('a.md', 'one'), version('a.md', null, { by: ANNA }), version('b.md', 'x')]);
  const [gone] = revisions.deleted(9);
  expect([gone?.file, gone?.by, revisions.bytes('a.md', gone?.id ?? '')?.toString()]).toEqual([
    'a.md',
    ANNA,
    'one',
  ]);
  revisions.keep([version('a.md', 'one')]);
  expect(revisions.deleted(9)).toEqual([]);
  revisions.move('a.md', 'c.md');
  expect([texts(revisions, 'a.md'), texts(revisions, 'c.md')]).toEqual([[], ['one', undefined, 'one']]);
  revisions.close();
});

test('a redacted version is told by its digest, under the new name too', () => {
  const revisions = open();
  revisions.redact('a.md', 'd', { why: 'A name.' });
  revisions.move('a.md', 'b.md');
  expect([[...revisions.redacted('a.md')], [...revisions.redacted('b.md')]]).toEqual([
    [],
    [['d', 'A name.']],
  ]);
  revisions.redact('b.md', 'd', null);
  expect(revisions.redacted('b.md').size).toBe(0);
  revisions.close();
});

test('a file has so many versions at most, and all together so many bytes; the newest of each stays', () => {
  const bounded = open({ mostVersions: 3, mostBytes: 4_000 });
  for (let nth = 0; nth < 10; nth += 1) bounded.keep([version('a.md', `text ${nth}`)]);
  bounded.keep([version('a.md', 'not saved', { isRefused: true })]);
  expect(texts(bounded, 'a.md')).toEqual(['not saved', 'text 9', 'text 8']);
  const noise = (seed: number): string =>
    Array.from({ length: 30 }, (_, nth) => digestOf(Buffer.from(`${seed} ${nth}`))).join('');
  for (let nth = 1; nth <= 40; nth += 1) bounded.keep([version(`b${nth % 2}.md`, noise(nth))]);
  expect(texts(bounded, 'a.md')).toEqual(['not saved', 'text 9']);
  expect(texts(bounded, 'b0.md')[0]).toBe(noise(40));
  bounded.keep([version('big.bin', 'x'.repeat(65 * 1024 * 1024))]);
  expect(bounded.has('big.bin')).toBe(false);
  bounded.close();
});

test('of a picture it may be known that it was there, without its bytes', () => {
  const revisions = open();
  const [id] = revisions.keep([version('a.jpg', 'picture', { keepsBytes: false, by: ANNA, write: 'w' })]);
  expect(revisions.bytes('a.jpg', id ?? '')).toBeNull();
  revisions.keep([version('a.jpg', 'picture')]);
  expect(revisions.bytes('a.jpg', id ?? '')?.toString()).toBe('picture');
  revisions.close();
});

test('a damaged file is set aside and another begun; both is told', () => {
  const before = open();
  before.keep([version('a.md', 'one')]);
  before.close();
  writeFileSync(revisionsFile(folder), 'nothing that SQLite knows');
  const revisions = open();
  revisions.keep([version('a.md', 'lost')]);
  revisions.keep([version('a.md', 'two')]);
  expect(texts(revisions, 'a.md')).toEqual(['two']);
  expect(readdirSync(folder)).toContain('revisions.db.damaged');
  expect(lines.join('')).toContain('is damaged; it is set aside');
  revisions.close();
});

test('a file that is removed while it is open is begun again', () => {
  const revisions = open();
  revisions.keep([version('a.md', 'one')]);
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  revisions.keep([version('a.md', 'two')]);
  expect(texts(revisions, 'a.md')).toEqual(['two']);
  revisions.close();
});

test('a file that cannot be used is told once, tried again, and stops nothing', () => {
  writeFileSync(join(folder, 'data'), '');
  const revisions = openRevisions({
    file: join(folder, 'data', 'revisions.db'),
    now: () => at,
    log: pino({ level: 'info' }, { write: (line) => void lines.push(line) }),
  });
  expect(revisions.keep([version('a.md', 'one')])).toEqual([null]);
  at += 20_000;
  expect(revisions.keep([version('a.md', 'one')])).toEqual([null]);
  expect(revisions.list('a.md', 9)).toEqual([]);
  expect(lines.filter((line) => line.includes('cannot be kept'))).toHaveLength(1);
  rmSync(join(folder, 'data'));
  at += 20_000;
  revisions.keep([version('a.md', 'two')]);
  expect(texts(revisions, 'a.md')).toEqual(['two']);
  expect(lines.join('')).toContain('kept again');
  revisions.close();
  expect(revisions.keep([version('a.md', 'three')])).toEqual([null]);
});
