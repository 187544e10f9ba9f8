import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { afterAll, expect, test } from 'vitest';
import { houseMetrics, watchDisk } from '../../src/telemetry/house-metrics.ts';

const home = mkdtempSync(join(tmpdir(), 'dateline-house-'));
afterAll(() => rmSync(home, { recursive: true }));

const valueIn = (text: string, series: string): string | undefined =>
  text
    .split('\n')
    .find((line) => line.startsWith(`${series} `))
    ?.split(' ')[1];

test('tells the room on the disks, and nothing of a folder that is away', async () => {
  const register = new Registry();
  let isReady = false;
  let backedUpAt: number | null = null;
  houseMetrics(
    {
      isReady: () => isReady,
      folders: { data: home, content: join(home, 'away') },
      lastBackup: () => backedUpAt,
    },
    [register],
  );
  const text = await register.metrics();
  const { bsize, blocks } = statfsSync(home);
  expect(valueIn(text, 'dateline_disk_size_bytes{folder="data"}')).toBe(String(bsize * blocks));
  expect(Number(valueIn(text, 'dateline_disk_free_bytes{folder="data"}'))).toBeGreaterThan(0);
  expect(text).not.toContain('folder="content"');
  expect(valueIn(text, 'dateline_ready')).toBe('0');
  expect(valueIn(text, 'dateline_last_backup_timestamp_seconds')).toBe('0');
  isReady = true;
  backedUpAt = 1_800_000_000_500;
  expect(valueIn(await register.metrics(), 'dateline_last_backup_timestamp_seconds')).toBe('1800000000.5');
  expect(valueIn(await register.metrics(), 'dateline_ready')).toBe('1');
});

test('asks the system once, however many ask at the same time', async () => {
  const room = watchDisk(home);
  const [first, second] = await Promise.all([room(), room()]);
  expect(first).not.toBeNull();
  expect(second).toBe(first);
});
