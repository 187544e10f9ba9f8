import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { programVersion } from '../../../src/release/program-version.ts';
import { gatherFacts, type LiveFacts } from '../../../src/runtime/server/gather-facts.ts';
import type { OpsServer } from '../../../src/runtime/server/ops-server.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import type { MachineReport } from '../../../src/telemetry/machine-report.ts';
import { ask } from '../run-site.ts';

const GUIDE = readFileSync(new URL('../../../docs/watching.md', import.meta.url), 'utf8');
const NOW = 1_800_000_000_000;
const log = createLogger({ level: 'silent' });
let isReady = true;
const LIVE: LiveFacts = {
  workers: null,
  processes: () => [
    ['web-1', process.pid],
    ['desk', null],
  ],
  refused: () => 12,
  isIngestAnswering: () => isReady,
  isReady: () => isReady,
  settings: { contentDir: tmpdir(), dataDir: tmpdir() },
};
let ops: OpsServer | null = null;
afterEach(() => ops?.close());

test('serves what was gathered, and nothing else', async () => {
  const facts = gatherFacts(() => NOW);
  ops = await facts.serve(await findFreePort(), log, {
    ...LIVE,
    workers: () => ({ wanted: 4, serving: 2, started: 6, died: 3 }),
  });
  facts.ready(6);
  expect((await ask(`${ops?.url}/metrics`)).body).toContain('\ndateline_catalog_version 6\n');
  facts.published(7);
  const feed = { outlet: 'A "b"', feed: 'https://a.test/', state: 'failing', items: 4 } as const;
  facts.feeds({
    feeds: [{ ...feed, goodAt: NOW - 90_000, triedAt: NOW, nextAt: NOW }],
    polls: { fetched: 5, unchanged: 2, failed: 1, gone: 0 },
    bytes: 1234,
  });
  const { status, body } = await ask(`${ops?.url}/metrics`);
  expect(status).toBe(200);
  const labels = 'outlet="A \\"b\\"",feed="https://a.test/"';
  for (const line of [
    `dateline_build_info{version="${programVersion()}",node="${process.versions.node}"} 1`,
    'dateline_catalog_version 7',
    'dateline_publishes_total 1',
    'dateline_connections_refused_total 12',
    'dateline_ingest_up 1',
    'dateline_web_workers 2',
    'dateline_web_workers_wanted 4',
    'dateline_web_worker_starts_total 6',
    'dateline_web_worker_deaths_total 3',
    'dateline_ready 1',
    `dateline_feed_state{${labels},state="failing"} 1`,
    `dateline_feed_state{${labels},state="ok"} 0`,
    `dateline_feed_items{${labels}} 4`,
    `dateline_feed_last_good_seconds{${labels}} 90`,
    'dateline_feed_fetches_total{outcome="fetched"} 5',
    'dateline_feed_fetches_total{outcome="gone"} 0',
    'dateline_feed_bytes_total 1234',
  ]) {
    expect(body.split('\n')).toContain(line);
  }
  expect(body).toContain('process_resident_memory_bytes');
  expect(await ask(`${ops?.url}/healthz`)).toEqual({ status: 200, body: 'ok\n' });
  expect((await ask(`${ops?.url}/`)).status).toBe(404);
  expect((await ask(`${ops?.url}/metrics/x`)).status).toBe(404);
});

test('a feed that is removed is not told any more', async () => {
  const facts = gatherFacts(() => NOW);
  ops = await facts.serve(await findFreePort(), log, LIVE);
  const polls = { fetched: 0, unchanged: 0, failed: 0, gone: 0 };
  const one = { outlet: 'A', feed: 'https://a.test/', state: 'ok', items: 1 } as const;
  facts.feeds({ feeds: [{ ...one, goodAt: NOW, triedAt: NOW, nextAt: NOW }], polls, bytes: 0 });
  expect((await ask(`${ops?.url}/metrics`)).body).toContain('outlet="A"');
  facts.feeds({ feeds: [], polls, bytes: 0 });
  const { body } = await ask(`${ops?.url}/metrics`);
  expect(body).not.toContain('outlet="A"');
  expect(body).not.toContain('dateline_web_workers');
});

test('serves what the ingest told of this machine’s part, and each measured time once', async () => {
  const facts = gatherFacts(() => NOW);
  ops = await facts.serve(await findFreePort(), log, LIVE);
  expect((await ask(`${ops?.url}/metrics`)).body).not.toContain('dateline_content_lag_seconds 0');
  const report: MachineReport = {
    isTeller: true,
    branch: { commit: 'f00d', behindSince: NOW - 7_000, answeredAt: NOW - 2_000 },
    pushesPublished: 3,
    looksFailed: 2,
    purges: [{ cache: 'varnish://10.0.0.2:6081', sent: 40, failed: 1, waiting: 6 }],
    channels: [{ channel: 'webhook', waiting: 4, held: 9 }],
    messagesGivenUp: 5,
    peersTold: { taken: 8, failed: 1 },
    files: { refusedServed: 3, refusedMissing: 1, warned: 6 },
    picturesWaiting: 12,
    sharedViews: { isConnected: false, waiting: 11 },
    latencies: [{ stage: 'visible', way: 'git', seconds: 0.28 }],
  };
  facts.machine(report);
  facts.machine({ ...report, latencies: [{ stage: 'visible', way: 'git', seconds: 1.2 }] });
  await ask(`${ops?.url}/metrics`);
  const lines = (await ask(`${ops?.url}/metrics`)).body.split('\n');
  for (const line of [
    'dateline_publish_seconds_bucket{le="0.3",stage="visible",way="git"} 1',
    'dateline_publish_seconds_count{stage="visible",way="git"} 2',
    'dateline_content_commit_info{commit="f00d"} 1',
    'dateline_content_lag_seconds 7',
    'dateline_content_remote_answered_seconds 2',
    'dateline_content_pushes_total 3',
    'dateline_content_looks_failed_total 2',
    'dateline_purges_sent_total{cache="varnish://10.0.0.2:6081"} 40',
    'dateline_purges_failed_total{cache="varnish://10.0.0.2:6081"} 1',
    'dateline_purges_waiting{cache="varnish://10.0.0.2:6081"} 6',
    'dateline_teller 1',
    'dateline_messages_waiting{channel="webhook"} 4',
    'dateline_messages_held{channel="webhook"} 9',
    'dateline_messages_given_up_total 5',
    'dateline_peers_told_total{outcome="taken"} 8',
    'dateline_peers_told_total{outcome="failed"} 1',
    'dateline_shared_views_connected 0',
    'dateline_shared_views_waiting 11',
    'dateline_files_refused{shown="earlier"} 3',
    'dateline_files_refused{shown="none"} 1',
    'dateline_files_with_problems{severity="error"} 4',
    'dateline_files_with_problems{severity="warning"} 6',
    'dateline_pictures_waiting{process="ingest"} 12',
  ]) {
    expect(lines).toContain(line);
  }
});

test('watching.md names every metric of the site, and none that there is not', async () => {
  ops = await gatherFacts(() => NOW).serve(await findFreePort(), log, {
    ...LIVE,
    workers: () => ({ wanted: 1, serving: 1, started: 1, died: 0 }),
  });
  const { body } = await ask(`${ops?.url}/metrics`);
  const told = [...body.matchAll(/^# HELP (dateline_\w+)/gm)].map(([, name]) => name);
  const rows = GUIDE.split('\n').filter((line) => line.startsWith('| `dateline_'));
  const named = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`(dateline_\w+)/g)].map(([, name]) => name),
  );
  expect(named.toSorted()).toEqual(told.toSorted());
});

test('off is no server; a port that is taken says what to change', async () => {
  const facts = gatherFacts(() => NOW);
  expect(await facts.serve(null, log, LIVE)).toBeNull();
  const port = await findFreePort();
  ops = await facts.serve(port, log, LIVE);
  await expect(gatherFacts(() => NOW).serve(port, log, LIVE)).rejects.toThrow(
    `OPS_PORT ${port} is taken by another program. Stop that program, or set OPS_PORT to a free port or off.`,
  );
});

test('says whether readers may be sent to the site, whoever would have to answer there', async () => {
  ops = await gatherFacts(() => NOW).serve(await findFreePort(), log, LIVE);
  expect(await ask(`${ops?.url}/readyz`)).toEqual({ status: 200, body: 'ready\n' });
  isReady = false;
  expect(await ask(`${ops?.url}/readyz`)).toEqual({ status: 503, body: 'unavailable\n' });
  expect((await ask(`${ops?.url}/metrics`)).body).toContain('\ndateline_ingest_up 0\n');
  isReady = true;
});
