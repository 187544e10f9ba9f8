import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startChild } from '../../../bench/lib/child.ts';
import { runToEnd } from '../../../bench/lib/run-to-end.ts';

const node = (code: string) => ({ command: process.execPath, args: ['-e', code] });

/** A program that starts another one and tells its id; neither ends by itself. */
const PARENT = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  process.on('SIGINT', () => process.exit(0));
  setInterval(() => {}, 1000);
  console.log(child.pid);
`;

/** False for one that is gone, or dead and not yet collected. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('stopping a program ends those it has started', async () => {
  const child = await startChild(node(PARENT));
  const grandchild = await new Promise<number>((resolve) =>
    child.stdout.once('data', (line: Buffer) => resolve(Number(line))),
  );
  expect(isRunning(grandchild)).toBe(true);
  await child.stop();
  expect(await child.ended).toBe(0);
  await expect.poll(() => isRunning(grandchild)).toBe(false);
});

test('a program that does not listen is killed after the grace', async () => {
  const child = await startChild(
    node('process.on("SIGINT", () => {}); setInterval(() => {}, 1000); console.log(1)'),
  );
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await child.stop(50);
  expect(await child.ended).toBe('SIGKILL');
});

test('a run tells how it ended and what it complained of', async () => {
  const run = await runToEnd(node('console.error("no such layout"); process.exitCode = 3'));
  expect(run).toMatchObject({ end: 3, lastErrors: 'no such layout\n' });
});

test('a program that is not there is an error', async () => {
  await expect(startChild({ command: 'no-such-program', args: [] })).rejects.toThrow('ENOENT');
});
