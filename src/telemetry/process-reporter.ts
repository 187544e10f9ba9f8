import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ProcessReport, Vitals } from './request-report.ts';
import type { RequestTally } from './request-tally.ts';

export interface ProcessReporterOptions {
  readonly requests: Pick<RequestTally, 'take'>;
  /** How the process is, besides its thread. */
  readonly state: () => Omit<Vitals, 'lag'>;
  readonly send: (report: ProcessReport) => void;
}

/** Reports follow each other after so long, in ms, and after as many times that where nothing was answered. */
const INTERVAL_MS = 1_000;
const QUIET_INTERVALS = 5;
/** How late the thread was is told of so many intervals, about as many as lie between two questions of a Prometheus. */
const LAG_INTERVALS = 15;
/** How often the thread’s lateness is measured, in ms, and what one second has of the unit that it is measured in. */
const RESOLUTION_MS = 50;
const NS = 1e9;

/**
 * Reports from time to time what this process answered and how it is. Returns a function that reports once more, at the
 * end.
 */
export function reportProcess({ requests, state, send }: ProcessReporterOptions): () => void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let quiet = QUIET_INTERVALS;
  let measured = 0;
  const report = (isLast: boolean): void => {
    measured += 1;
    const answered = requests.take();
    quiet = answered === null ? quiet + 1 : 0;
    if (answered === null && quiet < QUIET_INTERVALS && !isLast) return;
    quiet = 0;
    // What is measured is the time between two looks; what is late is beyond the one that was asked for.
    const late = (ns: number): number => Math.max(0, ns / NS - RESOLUTION_MS / 1_000);
    const lag = {
      median: late(delay.percentile(50)),
      p99: late(delay.percentile(99)),
      longest: late(delay.max),
    };
    send({ routes: [], lanes: [], ...answered, vitals: { lag, ...state() } });
    if (measured < LAG_INTERVALS) return;
    measured = 0;
    delay.reset();
  };
  const timer = setInterval(report, INTERVAL_MS, false).unref();
  return () => {
    clearInterval(timer);
    report(true);
    delay.disable();
  };
}
