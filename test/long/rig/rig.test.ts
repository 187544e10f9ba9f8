import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findProgram } from '../../../bench/lib/find-program.ts';
import { HAPROXY, NGINX, VARNISH } from '../../deploy/programs.ts';
import { type RunOptions, runRig } from './run-rig.ts';

const isWhole = [VARNISH, NGINX, HAPROXY, findProgram('git')].every((program) => program !== null);

describe.skipIf(!isWhole)('three machines, Varnish, nginx and HAProxy', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dateline-rig-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  const run = async (counts: RunOptions['counts']) => {
    const { made, violations } = await runRig({
      ...{
        folder,
        counts,
        workers: 0,
        readers: 4,
        awayMs: null,
        timeoutMs: 300_000,
        progress: () => undefined,
      },
    });
    expect(violations).toEqual([]);
    return made;
  };

  test('show a file, a date and an expiry everywhere, nothing former after it, and tell each once', async () => {
    const made = await run({ file: 2, schedule: 2, expiry: 2, push: 0 });
    expect(made.map(({ arrivals }) => arrivals.length)).toEqual(Array(6).fill(6));
  });

  test('show pushes that one of them is told of', async () => {
    const made = await run({ file: 0, schedule: 0, expiry: 0, push: 3 });
    expect(made.map(({ arrivals }) => arrivals.length)).toEqual(Array(3).fill(6));
  });
});

test.skipIf(isWhole)('the rig needs Varnish with xkey, nginx, HAProxy and git on this machine', () => {});
