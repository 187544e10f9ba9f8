import { Counter, Gauge, type Metric, type Registry } from 'prom-client';
import { gauges } from './metric-kinds.ts';
import type { Processes } from './process-metrics.ts';
import { BYTES_BOUNDS, type Distribution, SECONDS_BOUNDS } from './request-report.ts';
import type { RequestTotals, RouteTotals } from './request-totals.ts';

/** Adds the metrics of what readers ask for, and of the processes that answer them. */
export function requestMetrics(totals: RequestTotals, processes: Processes, registers: Registry[]): void {
  new Counter({
    name: 'dateline_requests_total',
    help: 'Requests that were answered, by route and status; 499 where the reader had gone before the answer began',
    labelNames: ['route', 'status'],
    registers,
    collect() {
      this.reset();
      for (const [route, { statuses }] of totals.routes())
        for (const [status, count] of statuses) this.inc({ route, status }, count);
    },
  });
  foldedHistogram(
    {
      name: 'dateline_request_seconds',
      help: 'Seconds from when a process has a request to when it has handed the answer over, by route',
      bounds: SECONDS_BOUNDS,
      of: ({ seconds }) => seconds,
    },
    totals,
    registers,
  );
  foldedHistogram(
    {
      name: 'dateline_response_bytes',
      help: 'Bytes of the bodies of whole answers as they were sent, by route; 0 for a 304 and other answers without one',
      bounds: BYTES_BOUNDS,
      of: ({ bytes }) => bytes,
    },
    totals,
    registers,
  );
  new Counter({
    name: 'dateline_page_cache_total',
    help: 'Times that something finished was looked for, by where and whether it was there',
    labelNames: ['lane', 'result'],
    registers,
    collect() {
      this.reset();
      for (const [lane, { hits, misses }] of totals.lanes()) {
        this.inc({ lane, result: 'hit' }, hits);
        this.inc({ lane, result: 'miss' }, misses);
      }
    },
  });
  vitalMetrics(totals, processes, registers);
}

/** How the processes are that serve pages, by their names. */
export const vitalsOf = (totals: RequestTotals, processes: Processes) =>
  processes().flatMap(([process, pid]) => {
    const vitals = pid === null ? undefined : totals.vitals(pid);
    return vitals === undefined ? [] : [[process, vitals] as const];
  });

function vitalMetrics(totals: RequestTotals, processes: Processes, registers: Registry[]): void {
  const told = [
    ['dateline_page_cache_bytes', 'Memory of finished pages, in bytes, by process', 'cacheBytes'],
    ['dateline_connections_open', 'Connections that are open, by process', 'connections'],
  ] as const;
  for (const [name, help, what] of told)
    gauges({ name, help, label: 'process', registers }, () =>
      vitalsOf(totals, processes).map(([process, vitals]) => [process, vitals[what]]),
    );
  new Gauge({
    name: 'dateline_process_event_loop_lag_seconds',
    help: 'How late a process came to what was due, over the last moments: the middle, all but one in a hundred, and the longest',
    labelNames: ['process', 'quantile'],
    registers,
    collect() {
      this.reset();
      for (const [process, { lag }] of vitalsOf(totals, processes)) {
        this.set({ process, quantile: '0.5' }, lag.median);
        this.set({ process, quantile: '0.99' }, lag.p99);
        this.set({ process, quantile: '1' }, lag.longest);
      }
    },
  });
}

interface FoldedMetric {
  readonly name: string;
  readonly help: string;
  readonly bounds: readonly number[];
  readonly of: (totals: RouteTotals) => Distribution;
}

/**
 * A histogram by route of what was counted elsewhere: that of prom-client takes one value at a time. It is read by the same two
 * methods (prom-client’s Metric).
 */
function foldedHistogram(
  { name, help, bounds, of }: FoldedMetric,
  totals: RequestTotals,
  registers: Registry[],
): void {
  const values = () =>
    [...totals.routes()].flatMap(([route, counted]) => {
      const { counts, sum } = of(counted);
      let below = 0;
      const buckets = [...bounds, '+Inf'].map((le, at) => {
        below += counts[at] ?? 0;
        return { metricName: `${name}_bucket`, labels: { route, le }, value: below };
      });
      return [
        ...buckets,
        { metricName: `${name}_sum`, labels: { route }, value: sum },
        { metricName: `${name}_count`, labels: { route }, value: below },
      ];
    });
  const metric = {
    name,
    async get() {
      return { name, help, type: 'histogram', aggregator: 'sum', values: values() };
    },
    reset() {},
  };
  for (const register of registers) register.registerMetric(metric as unknown as Metric);
}
