import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

const INSIDE = `
  import { readFileSync } from 'node:fs';
  import { parentPort } from 'node:worker_threads';
  import { giveWay } from '${new URL('../../src/search/give-way.ts', import.meta.url).href}';
  const nice = () => Number(readFileSync('/proc/thread-self/stat', 'utf8').split(') ')[1].split(' ')[16]);
  const before = nice();
  parentPort.postMessage({ before, isNicer: giveWay(), after: nice() });
`;
const niceOfProcess = (): number =>
  Number((readFileSync('/proc/self/stat', 'utf8').split(') ')[1] ?? '').split(' ')[16]);

test.runIf(process.platform === 'linux')('a thread gives way alone: its process stays as it is', async () => {
  const before = niceOfProcess();
  const url = new URL(`data:text/javascript,${encodeURIComponent(INSIDE)}`);
  const worker = new Worker(url);
  const told = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  expect(told).toEqual({ before, isNicer: true, after: Math.max(before, 10) });
  expect(niceOfProcess()).toBe(before);
  await worker.terminate();
});
