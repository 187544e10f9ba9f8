import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LinkWatch, watchLinks } from '../../../src/ingest/watch/watch-links.ts';

let home: string;
let links: LinkWatch | null;
let flips: number;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'links-'));
  flips = 0;
  links = null;
  for (const folder of ['trees/one/content', 'trees/two/content', 'git'])
    mkdirSync(join(home, folder), { recursive: true });
  symlinkSync('../trees/one', join(home, 'git/current'));
});
afterEach(() => {
  links?.close();
  rmSync(home, { recursive: true });
});

function follow(path: string): void {
  links = watchLinks(join(home, path), () => {
    flips += 1;
  });
  links.follow();
}

function flip(link: string, target: string): void {
  symlinkSync(target, join(home, 'tmp'));
  renameSync(join(home, 'tmp'), join(home, link));
}

test('a link above the folder is heard when it is flipped, each time', async () => {
  follow('git/current/content');
  flip('git/current', '../trees/two');
  await expect.poll(() => flips).toBeGreaterThan(0);
  const before = flips;
  flip('git/current', '../trees/one');
  await expect.poll(() => flips).toBeGreaterThan(before);
});

test('of links that lead to links each is heard, of other files beside them nothing', async () => {
  symlinkSync('git/current', join(home, 'site'));
  follow('site');
  writeFileSync(join(home, 'git/other'), '');
  writeFileSync(join(home, 'other'), '');
  flip('git/current', '../trees/two');
  await expect.poll(() => flips).toBeGreaterThan(0);
  links?.follow();
  const before = flips;
  flip('site', 'trees/one');
  await expect.poll(() => flips).toBeGreaterThan(before);
});

test('a way without links, or to nowhere, is none to be watched', () => {
  follow('trees/one');
  follow('nowhere/at/all');
  symlinkSync('circle', join(home, 'circle'));
  follow('circle');
  expect(flips).toBe(0);
});
