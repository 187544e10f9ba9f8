import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { processMetrics } from '../../src/telemetry/process-metrics.ts';

test('tells of each process that lives, and nothing of one that has ended or is away', async () => {
  const ended = spawn('true');
  await once(ended, 'exit');
  const register = new Registry();
  processMetrics(
    () => [
      ['web-1', process.pid],
      ['web-2', ended.pid ?? null],
      ['desk', null],
    ],
    [register],
  );
  const text = await register.metrics();
  const value = (name: string): number =>
    Number(new RegExp(`^${name}\\{process="web-1"\\} (\\S+)$`, 'm').exec(text)?.[1]);
  expect(value('dateline_process_resident_bytes')).toBeGreaterThan(10_000_000);
  expect(value('dateline_process_open_fds')).toBeGreaterThan(2);
  expect(value('dateline_process_max_fds')).toBeGreaterThan(value('dateline_process_open_fds'));
  expect(text).not.toContain('web-2');
  expect(text).not.toContain('desk');
});
