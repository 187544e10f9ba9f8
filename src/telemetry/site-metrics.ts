import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type FeedFacts, feedMetrics } from './feed-metrics.ts';
import { type HouseFacts, houseMetrics } from './house-metrics.ts';
import { type MachineFacts, machineMetrics } from './machine-metrics.ts';
import { counter, gauge, gauges } from './metric-kinds.ts';
import { type Processes, processMetrics } from './process-metrics.ts';
import { requestMetrics, vitalsOf } from './request-metrics.ts';
import type { RequestTotals } from './request-totals.ts';

/** What the process that is asked for metrics knows of the site. */
export interface SiteFacts extends FeedFacts, HouseFacts, MachineFacts {
  /** The version of this program. */
  readonly release: string;
  /** The catalog's version; null before there is one to read. */
  readonly version: () => number | null;
  /** Publishes that changed pages since the start. */
  readonly publishes: () => number;
  /** Connections that were closed at once, as there was no room for them. */
  readonly refused: () => number;
  /** Whether the ingest lives, and has answered lately. */
  readonly isIngestAnswering: () => boolean;
  /** What readers asked for. */
  readonly requests: RequestTotals;
  /** Those of the site, but for one that only watches over the others. */
  readonly processes: Processes;
  /** null in a process that serves itself. */
  readonly workers: (() => WorkerCounts) | null;
}

/** Web workers that should serve, those that do, and how many were started, and ended unasked, since the start. */
export interface WorkerCounts {
  readonly wanted: number;
  readonly serving: number;
  readonly started: number;
  readonly died: number;
}

/** Metrics as Prometheus reads them. */
export interface SiteMetrics {
  readonly contentType: string;
  text(): Promise<string>;
}

/** Prepares the metrics of a site and of this process; their values are taken when they are asked for. */
export function siteMetrics(facts: SiteFacts): SiteMetrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const registers = [register];
  new Gauge({
    name: 'dateline_build_info',
    help: 'The version of the program and of its Node, as labels of a 1',
    labelNames: ['version', 'node'],
    registers,
    collect() {
      this.set({ version: facts.release, node: process.versions.node }, 1);
    },
  });
  gauge(
    {
      name: 'dateline_catalog_version',
      help: 'Version of the catalog, raised by each publish that changes pages; 0 while there is none to read',
      registers,
    },
    () => facts.version() ?? 0,
  );
  counter(
    { name: 'dateline_publishes_total', help: 'Publishes that changed pages', registers },
    facts.publishes,
  );
  counter(
    {
      name: 'dateline_connections_refused_total',
      help: 'Connections closed at once, as no more could be open',
      registers,
    },
    facts.refused,
  );
  gauge(
    {
      name: 'dateline_ingest_up',
      help: 'Whether the ingest, which publishes, lives and answers: 1 or 0',
      registers,
    },
    () => Number(facts.isIngestAnswering()),
  );
  const { workers } = facts;
  if (workers !== null) {
    gauge(
      { name: 'dateline_web_workers', help: 'Web workers that serve pages and answer', registers },
      () => workers().serving,
    );
    gauge(
      { name: 'dateline_web_workers_wanted', help: 'Web workers that should serve: WORKERS', registers },
      () => workers().wanted,
    );
    counter(
      {
        name: 'dateline_web_worker_deaths_total',
        help: 'Web workers that ended unasked, or were ended as they did not answer',
        registers,
      },
      () => workers().died,
    );
    counter(
      {
        name: 'dateline_web_worker_starts_total',
        help: 'Web workers started, replacements included',
        registers,
      },
      () => workers().started,
    );
  }
  requestMetrics(facts.requests, facts.processes, registers);
  processMetrics(facts.processes, registers);
  gauges(
    {
      name: 'dateline_pictures_waiting',
      help: 'Pictures that wait, by process: to be made for readers, or, in the ingest, to be looked at or fetched',
      label: 'process',
      registers,
    },
    () => [
      ...vitalsOf(facts.requests, facts.processes).map(
        ([process, vitals]) => [process, vitals.picturesWaiting] as const,
      ),
      ['ingest', facts.machine()?.picturesWaiting ?? 0],
    ],
  );
  houseMetrics(facts, registers);
  feedMetrics(facts, registers);
  machineMetrics(facts, registers);
  return { contentType: register.contentType, text: () => register.metrics() };
}
