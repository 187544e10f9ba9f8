import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { history } from '../../src/cli/commands/history.ts';
import { openRevisions, type Revisions, revisionsFile } from '../../src/revisions/open-revisions.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

const FILE = 'articles/ferry.md';
const AT = Date.UTC(2026, 10, 22, 6, 30);
let dataDir: string;
let revisions: Revisions;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dateline-history-'));
  revisions = openRevisions({
    file: revisionsFile(dataDir),
    now: () => AT,
    log: createLogger({ level: 'silent' }),
  });
  const keep = (text: string, more: object = {}) =>
    revisions.keep([{ file: FILE, bytes: Buffer.from(text), at: AT, by: null, why: null, ...more }]);
  keep('One.');
  keep('Two.', { by: 'Anna <anna@example.org>', why: 'Correct a name', isMinor: true });
  keep('Three.');
});
afterEach(() => {
  revisions.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function run(...args: string[]) {
  const said = { output: '', errors: '' };
  const into = (name: 'output' | 'errors') => ({ write: (text: string) => (said[name] += text) });
  const code = await history(args, into('output'), into('errors'), {
    env: { DATA_DIR: dataDir },
    now: () => AT,
  });
  return { code, ...said };
}

test('lists the versions of a file, newest first', async () => {
  expect(await run(FILE)).toEqual({
    code: 0,
    output:
      'r3  2026-11-22T06:30:00Z\n' +
      'r2  2026-11-22T06:30:00Z  Anna <anna@example.org>  Correct a name  minor edit\n' +
      'r1  2026-11-22T06:30:00Z\n',
    errors: '',
  });
});

test('keeps a version from readers with its reason, and gives it back', async () => {
  expect(await run(FILE, '--redact', 'r2', '--why', 'It named a minor.')).toMatchObject({
    code: 0,
    errors: '',
  });
  expect([...revisions.redacted(FILE).values()]).toEqual(['It named a minor.']);
  expect((await run(FILE)).output).toContain('minor edit  kept from readers: It named a minor.\n');
  expect(await run(FILE, '--give-back', 'r2')).toMatchObject({ code: 0, output: 'Readers see r2 again.\n' });
  expect(revisions.redacted(FILE).size).toBe(0);
});

test.each<[string, readonly string[], number, RegExp]>([
  ['what the file says now', [FILE, '--redact', 'r3', '--why', 'A name.'], 1, /Change the story first/],
  ['a version that is none', [FILE, '--redact', 'r9', '--why', 'A name.'], 1, /is no version/],
  ['a file that nobody knows', ['articles/none.md'], 1, /No version of/],
  ['no reason', [FILE, '--redact', 'r2'], 2, /Readers are told why/],
  ['a reason for nothing', [FILE, '--why', 'A name.'], 2, /--redact/],
  ['both at once', [FILE, '--redact', 'r1', '--why', 'x', '--give-back', 'r1'], 2, /one of the two/],
  ['no file', [], 2, /Of which file/],
])('refuses %s', async (_name, args, code, says) => {
  const said = await run(...args);
  expect([said.code, revisions.redacted(FILE).size]).toEqual([code, 0]);
  expect(said.errors).toMatch(says);
});
