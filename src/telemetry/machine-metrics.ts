import { Gauge, Histogram, type Registry } from 'prom-client';
import type {
  BranchState,
  FilesReport,
  MachineReport,
  PublishLatency,
  PurgeCounts,
} from './machine-report.ts';
import { counter, counters, gauge, gauges, type Labelled } from './metric-kinds.ts';

/** What is asked of this machine’s part among several. */
export interface MachineFacts {
  /** null before the ingest has told. */
  readonly machine: () => MachineReport | null;
  /** Times of publishes that were not taken before. */
  readonly takeLatencies: () => readonly PublishLatency[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** In seconds: fine where readers and caches should be told, coarse where something waits. */
const BUCKETS = [0.025, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1, 1.5, 2.5, 5, 10, 30, 60];

/** Adds the metrics of publishing to readers, caches and others. */
export function machineMetrics({ machine, takeLatencies, now }: MachineFacts, registers: Registry[]): void {
  const since = (moment: number | null | undefined): number | null =>
    moment === null || moment === undefined ? null : Math.max(0, now() - moment) / 1000;
  const branch = (): BranchState | null => machine()?.branch ?? null;

  new Histogram({
    name: 'dateline_publish_seconds',
    help: 'Seconds from what a publish came of to when all workers had dropped the old pages (visible), and every cache had taken the purge (purged)',
    labelNames: ['stage', 'way'],
    buckets: BUCKETS,
    registers,
    collect() {
      for (const { stage, way, seconds } of takeLatencies()) this.observe({ stage, way }, seconds);
    },
  });
  new Gauge({
    name: 'dateline_content_commit_info',
    help: 'The commit that readers have, as the label of a 1; nothing where content is a folder',
    labelNames: ['commit'],
    registers,
    collect() {
      this.reset();
      const commit = branch()?.commit ?? null;
      if (commit !== null) this.set({ commit }, 1);
    },
  });
  gauge(
    {
      name: 'dateline_content_lag_seconds',
      help: 'Seconds since the remote has been known to have a commit that readers do not have; 0 where it has none',
      registers,
    },
    () => (branch() === null ? null : (since(branch()?.behindSince) ?? 0)),
  );
  gauge(
    {
      name: 'dateline_content_remote_answered_seconds',
      help: 'Seconds since the remote of the content answered last; nothing before it has',
      registers,
    },
    () => since(branch()?.answeredAt),
  );
  counter(
    {
      name: 'dateline_content_pushes_total',
      help: 'Pushes published since the ingest started',
      registers,
    },
    () => machine()?.pushesPublished ?? 0,
  );
  counter(
    {
      name: 'dateline_content_looks_failed_total',
      help: 'Times that the remote of the content could not be asked or fetched, since the ingest started',
      registers,
    },
    () => machine()?.looksFailed ?? 0,
  );
  purgeMetrics(() => machine()?.purges ?? [], registers);
  tellMetrics(machine, registers);
  filesMetrics(machine, registers);
}

function purgeMetrics(purges: () => readonly PurgeCounts[], registers: Registry[]): void {
  const ofCaches = (what: 'sent' | 'failed' | 'waiting') => () =>
    purges().map((counts) => [counts.cache, counts[what]] as const);
  counters(
    {
      name: 'dateline_purges_sent_total',
      help: 'Surrogate keys that each cache has taken, since the ingest started',
      label: 'cache',
      registers,
    },
    ofCaches('sent'),
  );
  counters(
    {
      name: 'dateline_purges_failed_total',
      help: 'Requests to purge that each cache did not take, since the ingest started; they are tried again',
      label: 'cache',
      registers,
    },
    ofCaches('failed'),
  );
  gauges(
    {
      name: 'dateline_purges_waiting',
      help: 'Surrogate keys that wait to be purged in each cache',
      label: 'cache',
      registers,
    },
    ofCaches('waiting'),
  );
}

function filesMetrics(machine: MachineFacts['machine'], registers: Registry[]): void {
  const of = (counts: (files: FilesReport) => Labelled) => (): Labelled => {
    const files = machine()?.files ?? null;
    return files === null ? [] : counts(files);
  };
  gauges(
    {
      name: 'dateline_files_refused',
      help: 'Files with an error, by what readers have of them: the file as it was before (earlier), or nothing (none)',
      label: 'shown',
      registers,
    },
    of(({ refusedServed, refusedMissing }) => [
      ['earlier', refusedServed],
      ['none', refusedMissing],
    ]),
  );
  gauges(
    {
      name: 'dateline_files_with_problems',
      help: 'Files with problems, by the worst of them',
      label: 'severity',
      registers,
    },
    of(({ refusedServed, refusedMissing, warned }) => [
      ['error', refusedServed + refusedMissing],
      ['warning', warned],
    ]),
  );
}

function tellMetrics(machine: MachineFacts['machine'], registers: Registry[]): void {
  const channels = (what: 'waiting' | 'held') => () =>
    (machine()?.channels ?? []).map((counts) => [counts.channel, counts[what]] as const);
  gauge(
    {
      name: 'dateline_teller',
      help: 'Whether this machine tells search engines, hubs, webhooks and git hosts: 1 or 0; one machine should',
      registers,
    },
    () => {
      const report = machine();
      return report === null ? null : Number(report.isTeller);
    },
  );
  gauges(
    {
      name: 'dateline_messages_waiting',
      help: 'Messages that wait to be sent, by channel',
      label: 'channel',
      registers,
    },
    channels('waiting'),
  );
  gauges(
    {
      name: 'dateline_messages_held',
      help: 'Messages that another machine tells, kept in case this one takes over, by channel',
      label: 'channel',
      registers,
    },
    channels('held'),
  );
  counter(
    {
      name: 'dateline_messages_given_up_total',
      help: 'Messages that were never taken, since the ingest started',
      registers,
    },
    () => machine()?.messagesGivenUp ?? 0,
  );
  counters(
    {
      name: 'dateline_peers_told_total',
      help: 'Pushes told to other machines, by whether they took them, since the ingest started',
      label: 'outcome',
      registers,
    },
    () => {
      const { taken = 0, failed = 0 } = machine()?.peersTold ?? {};
      return [
        ['taken', taken],
        ['failed', failed],
      ];
    },
  );
  gauge(
    {
      name: 'dateline_shared_views_connected',
      help: 'Whether the store of shared page views answers: 1 or 0; nothing where they are not shared',
      registers,
    },
    () => {
      const shared = machine()?.sharedViews ?? null;
      return shared === null ? null : Number(shared.isConnected);
    },
  );
  gauge(
    {
      name: 'dateline_shared_views_waiting',
      help: 'Page views counted here that wait to be shared; nothing where they are not shared',
      registers,
    },
    () => machine()?.sharedViews?.waiting ?? null,
  );
}
