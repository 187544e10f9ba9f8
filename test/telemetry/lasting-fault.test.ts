import { expect, test } from 'vitest';
import { lastingFault } from '../../src/telemetry/lasting-fault.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

function watch() {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line).msg) };
  const log = createLogger({ level: 'info', destination });
  return { lines, fault: lastingFault(log, { level: 'error', begun: 'begun', over: 'over' }) };
}

test('a fault is told once and its end once, however often it is met', () => {
  const { lines, fault } = watch();
  fault.over();
  for (let times = 0; times < 100; times++) fault.met(new Error('full'));
  fault.over();
  fault.over();
  expect(lines).toEqual(['begun', 'over']);
  fault.met(new Error('full'));
  expect(lines).toEqual(['begun', 'over', 'begun']);
});

test('another reason is told too, but not a hundred of them', () => {
  const { lines, fault } = watch();
  fault.met(new Error('full'));
  fault.met(new Error('read-only'));
  expect(lines).toHaveLength(2);
  for (let times = 0; times < 100; times++) fault.met(new Error(`attempt ${times}`));
  expect(lines).toHaveLength(5);
});

test('a full disk is one fault, whichever files it refuses', () => {
  const { lines, fault } = watch();
  const refusal = (code: string, path: string) =>
    Object.assign(new Error(`${code}: no, open '${path}'`), { code, syscall: 'open', path });
  for (const path of ['/a', '/b', '/c']) fault.met(refusal('ENOSPC', path));
  expect(lines).toHaveLength(1);
  fault.met(refusal('EROFS', '/a'));
  expect(lines).toHaveLength(2);
});
