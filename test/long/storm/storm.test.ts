import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCrashes } from '../crash/run-crashes.ts';
import { runStorm } from './run-storm.ts';
import { tellViolations } from './violations.ts';
import { timesOf } from '../../support/how-long.ts';

const TIMEOUT_MS = 120_000;
const ROUNDS = timesOf(4, 2);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-storm-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('readers get no wrong page while files change at random, and what is left equals a fresh build', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { violations, tally, compared } = await runStorm({
    folder,
    articles: timesOf(300, 150),
    seconds: timesOf(6, 3),
    writers: 4,
    readers: 2,
    seed: 1,
    pauseMs: 120,
    timeoutMs: 60_000,
  });
  expect(tellViolations(violations)).toBe('');
  expect(violations.count()).toBe(0);
  expect(tally.changes()).toBeGreaterThan(0);
  expect(tally.requests()).toBeGreaterThan(0);
  expect(compared).toBeGreaterThan(timesOf(300, 150));
});

test('a server that is killed comes back with every page and every URL', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { violations, tally } = await runCrashes({
    folder,
    articles: timesOf(300, 150),
    rounds: ROUNDS,
    seed: 1,
    changes: [10, 60],
    timeoutMs: 60_000,
  });
  expect(tellViolations(violations)).toBe('');
  expect(violations.count()).toBe(0);
  expect(tally.rounds()).toBe(ROUNDS);
});
