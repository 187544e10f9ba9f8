import { expect, test } from 'vitest';
import type { MachineReport, PublishCause } from '../../src/telemetry/machine-report.ts';
import { createMachineReporter, type MachineReporter } from '../../src/telemetry/machine-reporter.ts';

const FILE: PublishCause = { way: 'file', at: 1_000 };

interface Desk {
  readonly report: MachineReporter;
  readonly sent: MachineReport[];
  moment: number;
}

function openDesk(hasCaches = true): Desk {
  const sent: MachineReport[] = [];
  const clock = { moment: 1_000 };
  const report = createMachineReporter({
    send: (told) => void sent.push(told),
    now: () => clock.moment,
    isTeller: true,
    hasCaches,
  });
  return Object.assign(clock, { report, sent });
}

/** What is sent when the reporter ends, without waiting for its turn. */
function last({ report, sent }: Desk): MachineReport {
  report.close();
  const found = sent.at(-1);
  if (found === undefined) throw new Error('nothing was sent');
  return found;
}

test('tells at once who tells, and of many changes once', async () => {
  const desk = openDesk();
  expect(desk.sent).toMatchObject([{ isTeller: true, branch: null, purges: [] }]);
  const branch = { commit: 'abc', behindSince: null, answeredAt: 1_000 };
  desk.report.branch(branch);
  desk.report.pushPublished();
  desk.report.lookFailed();
  desk.report.peerTold(true);
  desk.report.peerTold(false);
  desk.report.gaveUp(3);
  desk.report.channels([{ channel: 'webhook', waiting: 2, held: 5 }]);
  desk.report.sharedViews({ isConnected: true, waiting: 4 });
  desk.report.files({ refusedServed: 1, refusedMissing: 2, warned: 3 });
  desk.report.purges({ cache: 'fastly', sent: 1, failed: 0, waiting: 9 });
  desk.report.purges({ cache: 'fastly', sent: 10, failed: 1, waiting: 0 });
  expect(desk.sent).toHaveLength(1);
  await expect.poll(() => desk.sent.length).toBe(2);
  expect(desk.sent[1]).toEqual({
    isTeller: true,
    branch,
    pushesPublished: 1,
    looksFailed: 1,
    peersTold: { taken: 1, failed: 1 },
    messagesGivenUp: 3,
    files: { refusedServed: 1, refusedMissing: 2, warned: 3 },
    picturesWaiting: 0,
    channels: [{ channel: 'webhook', waiting: 2, held: 5 }],
    sharedViews: { isConnected: true, waiting: 4 },
    purges: [{ cache: 'fastly', sent: 10, failed: 1, waiting: 0 }],
    latencies: [],
  });
  desk.report.close();
});

test('measures from the event to readers and to caches, of all publishes up to a version', () => {
  const desk = openDesk();
  desk.report.published(7, FILE);
  desk.report.published(8, { way: 'git', at: 1_100 });
  desk.report.published(9, { way: 'clock', at: 1_150 });
  desk.moment = 1_250;
  desk.report.swapped(8);
  desk.moment = 1_500;
  desk.report.purged(9);
  expect(last(desk).latencies).toEqual([
    { stage: 'visible', way: 'file', seconds: 0.25 },
    { stage: 'visible', way: 'git', seconds: 0.15 },
    { stage: 'purged', way: 'file', seconds: 0.5 },
    { stage: 'purged', way: 'git', seconds: 0.4 },
    { stage: 'purged', way: 'clock', seconds: 0.35 },
  ]);
});

test('a time is told once, and a clock that was set back tells none', () => {
  const desk = openDesk();
  desk.report.published(1, FILE);
  desk.report.published(2, FILE);
  desk.report.swapped(1);
  desk.report.swapped(1);
  desk.moment = 500;
  desk.report.swapped(2);
  expect(last(desk).latencies).toEqual([{ stage: 'visible', way: 'file', seconds: 0 }]);
});

test('without caches nobody is waited for', () => {
  const desk = openDesk(false);
  desk.report.published(1, FILE);
  desk.report.purged(1);
  expect(last(desk).latencies).toEqual([]);
});

test('publishes that nobody ever swaps do not add up', () => {
  const desk = openDesk();
  for (let version = 1; version <= 5_000; version += 1) desk.report.published(version, FILE);
  desk.report.swapped(5_000);
  expect(last(desk).latencies).toHaveLength(1_000);
});

test('whoever it tells may be gone', () => {
  const report = createMachineReporter({
    send() {
      throw new Error('ERR_IPC_CHANNEL_CLOSED');
    },
    now: () => 0,
    isTeller: false,
    hasCaches: false,
  });
  expect(() => report.pushPublished()).not.toThrow();
  report.close();
});
