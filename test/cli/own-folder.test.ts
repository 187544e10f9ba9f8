import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { check } from '../../src/cli/commands/check.ts';
import { fetchPictures } from '../../src/cli/commands/fetch-pictures.ts';
import { newArticle } from '../../src/cli/commands/new.ts';
import { SITE, story } from '../ingest/open-newsroom.ts';

let dataDir: string;
let env: Record<string, string>;
let said: string;
const output = {
  write(text: string): void {
    said += text;
  },
};
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'own-folder-'));
  mkdirSync(join(dataDir, 'checkout/articles'), { recursive: true });
  writeFileSync(join(dataDir, 'checkout/site.yaml'), SITE);
  writeFileSync(join(dataDir, 'checkout/articles/a.md'), story('A', 'sektion: world'));
  env = { CONTENT_GIT: 'https://git.example/content.git', DATA_DIR: dataDir };
  said = '';
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true });
});

const REFUSED = /^Nothing is written to .*\/checkout: its files are those of CONTENT_GIT/;

test('new writes no article into the checkout of a git repository', async () => {
  expect(await newArticle(['A headline'], output, output, { env })).toBe(1);
  expect(said).toMatch(REFUSED);
  expect(readdirSync(join(dataDir, 'checkout/articles'))).toEqual(['a.md']);
});

test('nor does fetch-pictures bring pictures there; --dry-run and a clone are fine', async () => {
  expect(await fetchPictures(['--yes'], output, output, { env })).toBe(1);
  expect(said).toMatch(REFUSED);
  expect(await fetchPictures(['--dry-run'], output, output, { env })).toBe(0);
  expect(await fetchPictures(['--yes', join(dataDir, 'checkout')], output, output, { env })).toBe(0);
});

test('nor does check repair files there; it looks at them', async () => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.stubEnv('CONTENT_DIR', undefined);
  expect(await check(['--fix', '--yes'], output, output)).toBe(1);
  expect(said).toMatch(REFUSED);
  said = '';
  expect(await check([], output, output)).toBe(0);
  expect(said).toContain('sektion');
});
