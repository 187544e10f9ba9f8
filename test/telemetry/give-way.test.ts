import { readdirSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { haveThreadsGiveWay } from '../../src/telemetry/give-way.ts';

const INSIDE = `
  import { readdirSync, readFileSync } from 'node:fs';
  import { parentPort } from 'node:worker_threads';
  import { giveWay } from '${new URL('../../src/telemetry/give-way.ts', import.meta.url).href}';
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

test.runIf(process.platform === 'linux')('threads of a name give way, and no others', () => {
  const threads = (): { name: string; nice: number }[] =>
    readdirSync('/proc/self/task').map((thread) => {
      const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
      const end = stat.lastIndexOf(')');
      return {
        name: stat.slice(stat.indexOf('(') + 1, end),
        nice: Number(stat.slice(end + 2).split(' ')[16]),
      };
    });
  const name = 'SignalInspector';
  const others = (): number[] =>
    threads()
      .filter((one) => one.name !== name)
      .map(({ nice }) => nice);
  const before = others();
  haveThreadsGiveWay(name);
  const given = threads().filter((one) => one.name === name);
  expect(given.length).toBeGreaterThan(0);
  expect(given.every(({ nice }) => nice >= 10)).toBe(true);
  expect(others()).toEqual(before);
});
