import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import {
  connectionsWithin,
  limitFor,
  readDescriptorLimit,
} from '../../../src/runtime/server/descriptor-limit.ts';
import { countRefused, gatherRefused } from '../../../src/runtime/server/refused-connections.ts';
import { DEFAULT_LIMITS } from '../../../src/runtime/server/server-limits.ts';
import { warnOfSurroundings } from '../../../src/runtime/serve.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';

function collect() {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  return { lines, log: createLogger({ level: 'info', destination }) };
}

test('the hard limit is read as a process has it, not the soft one', () => {
  const file = fileURLToPath(new URL('../../../src/runtime/server/descriptor-limit.ts', import.meta.url));
  const script = `import('${file}').then((m) => console.log(m.readDescriptorLimit()))`;
  const line = `ulimit -Sn 200; ulimit -Hn 300; exec "${process.execPath}" -e "${script}"`;
  expect(Number(execFileSync('bash', ['-c', line], { encoding: 'utf8' }))).toBe(300);
  expect(readDescriptorLimit()).toBeGreaterThan(0);
});

test('connections leave room for what a process holds besides, and for files', () => {
  expect(connectionsWithin(256)).toBe(144);
  expect(connectionsWithin(1_024)).toBe(720);
  expect(connectionsWithin(10)).toBe(1);
  expect(connectionsWithin(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  for (const wanted of [1, 144, DEFAULT_LIMITS.maxConnections]) {
    expect(connectionsWithin(limitFor(wanted))).toBeGreaterThanOrEqual(wanted);
  }
});

describe('at the start', () => {
  test('a low limit is told with the cure, a sufficient one is not', () => {
    const { lines, log } = collect();
    warnOfSurroundings({ descriptors: 1_024, user: 1_000 }, 5_000, log);
    expect(lines).toEqual([
      expect.objectContaining({ level: 'warn', limit: 1_024, connections: 720, wanted: 5_000 }),
    ]);
    expect(lines[0]?.['msg']).toMatch(/LimitNOFILE=6731 .*ulimit -n 6731/);
    warnOfSurroundings({ descriptors: 6_731, user: undefined }, 5_000, log);
    warnOfSurroundings({ descriptors: Number.POSITIVE_INFINITY, user: 1_000 }, 5_000, log);
    expect(lines).toHaveLength(1);
  });

  test('root is told with the cure', () => {
    const { lines, log } = collect();
    warnOfSurroundings({ descriptors: 100_000, user: 0 }, 5_000, log);
    expect(lines).toEqual([expect.objectContaining({ level: 'warn', user: 'root' })]);
    expect(lines[0]?.['msg']).toMatch(/User=/);
  });
});

describe('refused connections', () => {
  test('are told at once, and then together', () => {
    vi.useFakeTimers();
    const { lines, log } = collect();
    const refused = countRefused(log);
    for (let one = 0; one < 500; one += 1) refused.add(1);
    expect(lines).toEqual([expect.objectContaining({ level: 'warn', refused: 1, total: 1 })]);
    vi.advanceTimersByTime(10_000);
    expect(lines[1]).toMatchObject({ refused: 499, total: 500 });
    vi.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(2);
    refused.add(3);
    expect(lines[2]).toMatchObject({ refused: 3, total: 503 });
    expect(refused.total()).toBe(503);
    vi.useRealTimers();
  });

  test('are handed on once a second', () => {
    vi.useFakeTimers();
    const handOn = vi.fn();
    const note = gatherRefused(handOn);
    for (let one = 0; one < 300; one += 1) note();
    expect(handOn).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    note();
    vi.advanceTimersByTime(5_000);
    expect(handOn.mock.calls).toEqual([[300], [1]]);
    vi.useRealTimers();
  });
});
