import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFile } from '../../src/storage/create-file.ts';
import { digestOf } from '../../src/storage/digest-of.ts';
import { isDraftName, writeDraft } from '../../src/storage/draft-file.ts';
import { removeFile, replaceFile } from '../../src/storage/replace-file.ts';

let folder: string;
let path: string;
const bytes = (text: string): Buffer => Buffer.from(text);
const digest = (text: string): string => digestOf(bytes(text));
const read = (): string => readFileSync(path, 'utf8');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replace-file-'));
  path = join(folder, 'a.md');
  writeFileSync(path, 'old');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file with the bytes that were expected is replaced, and keeps its mode', async () => {
  chmodSync(path, 0o640);
  const draft = await writeDraft(path, bytes('new'));
  const before = replaceFile(path, draft, digest('old'));
  expect(before?.bytes.toString()).toBe('old');
  expect(before?.late()).toBeNull();
  before?.close();
  expect([read(), readdirSync(folder), statSync(path).mode & 0o777]).toEqual(['new', ['a.md'], 0o640]);
});

test('any other stays as it is', async () => {
  const draft = await writeDraft(path, bytes('new'));
  expect(replaceFile(path, draft, digest('other'))).toBeNull();
  expect(removeFile(path, digest('other'))).toBeNull();
  expect(read()).toBe('old');
  rmSync(path);
  expect(replaceFile(path, draft, digest('old'))).toBeNull();
  expect(removeFile(path, digest('old'))).toBeNull();
  mkdirSync(path);
  expect(replaceFile(path, draft, digest('old'))).toBeNull();
  rmSync(path, { recursive: true });
  writeFileSync(join(folder, 'target'), 'old');
  symlinkSync('target', path);
  expect(replaceFile(path, draft, digest('old'))).toBeNull();
  expect(removeFile(path, digest('old'))).toBeNull();
  expect(read()).toBe('old');
});

test('what a program writes into the replaced file, which it had open, is heard of', async () => {
  const handle = openSync(path, 'r+');
  const draft = await writeDraft(path, bytes('new'));
  const before = replaceFile(path, draft, digest('old'));
  writeSync(handle, 'a text by SFTP');
  closeSync(handle);
  expect(before?.late()?.toString()).toBe('a text by SFTP');
  expect(before?.late()).toBeNull();
  before?.close();
  before?.close();
  expect(before?.late()).toBeNull();
  expect(read()).toBe('new');
});

test('a file is taken away, and can be read still', () => {
  const before = removeFile(path, digest('old'));
  expect([before?.bytes.toString(), readdirSync(folder)]).toEqual(['old', []]);
  before?.close();
});

test('a new file takes no name that anything bears', () => {
  expect(createFile(path, 'new')).toBe(false);
  expect(createFile(join(folder, 'b/c.md'), 'new')).toBe(true);
  expect(createFile(join(folder, 'b'), 'new')).toBe(false);
  expect([read(), readdirSync(join(folder, 'b'))]).toEqual(['old', ['c.md']]);
});

test('drafts are known by their names, and a draft that cannot be written leaves nothing', async () => {
  const draft = await writeDraft(path, bytes('new'));
  expect(isDraftName(draft.slice(folder.length + 1))).toBe(true);
  expect(isDraftName('.a.tmp')).toBe(false);
  rmSync(draft);
  await expect(writeDraft(join(folder, 'absent/a.md'), bytes('new'))).rejects.toThrow(/ENOENT/);
  expect(readdirSync(folder)).toEqual(['a.md']);
});
