import type { Logger } from 'pino';
import { readLastBackup } from '../../backup/last-backup.ts';
import type { Settings } from '../../config/environment.ts';
import { programVersion } from '../../release/program-version.ts';
import type { FeedsReport } from '../../telemetry/feed-report.ts';
import type { MachineReport, PublishLatency } from '../../telemetry/machine-report.ts';
import type { ProcessReport } from '../../telemetry/request-report.ts';
import { createRequestTotals } from '../../telemetry/request-totals.ts';
import type { SiteFacts } from '../../telemetry/site-metrics.ts';
import { type OpsServer, startOpsServer } from './ops-server.ts';

/** What this process hears of the site, for those who watch over it. */
export interface GatheredFacts {
  /** Takes the catalog's version as it is when it may be read. */
  ready(version: number): void;
  /** Takes the catalog's version since a publish. */
  published(version: number): void;
  /** Takes how partner feeds are. */
  feeds(report: FeedsReport): void;
  /** Takes this machine's part among several. */
  machine(report: MachineReport): void;
  /** Takes what the process of this id answered, and how it is. */
  measured(pid: number, report: ProcessReport): void;
  /** A process that told of itself has ended. */
  ended(pid: number): void;
  /** Serves it on OPS_PORT; null for off. @throws ListenError when the port cannot be had. */
  serve(port: number | null, log: Logger, live: LiveFacts): Promise<OpsServer | null>;
}

/** What is asked when somebody wants to know. */
export interface LiveFacts
  extends Pick<SiteFacts, 'workers' | 'processes' | 'refused' | 'isReady' | 'isIngestAnswering'> {
  readonly settings: Pick<Settings, 'contentDir' | 'dataDir'>;
  /** Whether a former server has the port until this one does; no by default. */
  readonly isSuccessor?: boolean;
}

/** So many measured times wait to be asked for; where nobody asks, the oldest go. */
const MOST_LATENCIES = 10_000;

/** Knows nothing yet. `now` is in milliseconds since 1970. */
export function gatherFacts(now: () => number): GatheredFacts {
  let version: number | null = null;
  let publishes = 0;
  let feeds: FeedsReport | null = null;
  let machine: MachineReport | null = null;
  let latencies: PublishLatency[] = [];
  const requests = createRequestTotals();
  return {
    ready(current) {
      version = current;
    },
    published(current) {
      version = current;
      publishes += 1;
    },
    feeds(report) {
      feeds = report;
    },
    machine(report) {
      machine = report;
      latencies = [...latencies, ...report.latencies].slice(-MOST_LATENCIES);
    },
    measured: requests.add,
    ended: requests.ended,
    async serve(port, log, { settings, isSuccessor = false, ...live }) {
      const facts: SiteFacts = {
        release: programVersion(),
        version: () => version,
        publishes: () => publishes,
        feeds: () => feeds,
        machine: () => machine,
        takeLatencies() {
          const taken = latencies;
          latencies = [];
          return taken;
        },
        requests,
        folders: { content: settings.contentDir, data: settings.dataDir },
        lastBackup: () => readLastBackup(settings.dataDir),
        now,
        ...live,
      };
      const openMetrics = async () => {
        const { siteMetrics } = await import('../../telemetry/site-metrics.ts');
        return siteMetrics(facts);
      };
      const server = await startOpsServer(port, { openMetrics, isReady: live.isReady, isSuccessor });
      if (server !== null) log.info({ url: `${server.url}/metrics` }, 'metrics are served');
      return server;
    },
  };
}
