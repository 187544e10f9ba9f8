import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { variantFolder } from '../../../src/media/variants/variant-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dateline-variants-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('what this program made is used again, what another made is removed', async () => {
  const log = { warn: vi.fn() };
  const folder = variantFolder(root, log);
  expect([dirname(folder), basename(folder)]).toEqual([root, expect.stringMatching(/^[0-9a-f]{16}$/)]);
  const own = join(folder, 'ab', 'abc-640.avif');
  const others = [join(root, 'ab', 'abc-640.avif'), join(root, '0123456789abcdef', 'ab', 'abc-640.avif')];
  for (const file of [own, ...others]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'a picture');
  }
  expect(variantFolder(root, log)).toBe(folder);
  await expect.poll(() => others.map((file) => existsSync(file))).toEqual([false, false]);
  expect(existsSync(own)).toBe(true);
  expect(log.warn).not.toHaveBeenCalled();
});

test('a folder that is not there yet is none to clear', async () => {
  const log = { warn: vi.fn() };
  variantFolder(join(root, 'absent'), log);
  await expect.poll(() => log.warn.mock.calls).toEqual([]);
});
