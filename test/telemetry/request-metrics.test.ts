import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { requestMetrics } from '../../src/telemetry/request-metrics.ts';
import { createRequestTally } from '../../src/telemetry/request-tally.ts';
import { createRequestTotals } from '../../src/telemetry/request-totals.ts';

const VITALS = {
  lag: { median: 0.001, p99: 0.02, longest: 0.3 },
  cacheBytes: 1_000,
  connections: 5,
  picturesWaiting: 2,
};

test('what several processes counted is told together, in buckets that hold each other', async () => {
  const register = new Registry();
  const totals = createRequestTotals();
  requestMetrics(
    totals,
    () => [
      ['web-1', 101],
      ['web-2', 102],
      ['ingest', 103],
      ['desk', null],
    ],
    [register],
  );
  for (const pid of [101, 102]) {
    const tally = createRequestTally(() => 0);
    expect(tally.take()).toBeNull();
    tally.answered('article', 200, 11_000, 0.02, 1);
    tally.answered('article', 304, 0, 0.05, 1);
    tally.answered('article', 499, null, 70_000, 1);
    tally.answered('search', 200, 2_500, 3, 1);
    tally.looked('fast', true);
    tally.looked('application', false);
    totals.add(pid, { routes: [], lanes: [], ...tally.take(), vitals: VITALS });
    expect(tally.take()).toBeNull();
    tally.answered('article', 200, 11_000, 0.02, 1);
    totals.add(pid, { routes: [], lanes: [], ...tally.take(), vitals: VITALS });
  }
  totals.ended(102);
  const lines = (await register.metrics()).split('\n');
  for (const line of [
    'dateline_requests_total{route="article",status="200"} 4',
    'dateline_requests_total{route="article",status="304"} 2',
    'dateline_requests_total{route="article",status="499"} 2',
    'dateline_requests_total{route="search",status="200"} 2',
    'dateline_request_seconds_bucket{route="article",le="0.00005"} 6',
    'dateline_request_seconds_bucket{route="article",le="10"} 6',
    'dateline_request_seconds_bucket{route="article",le="+Inf"} 8',
    'dateline_request_seconds_count{route="article"} 8',
    'dateline_request_seconds_sum{route="search"} 0.006',
    'dateline_response_bytes_bucket{route="article",le="0"} 2',
    'dateline_response_bytes_bucket{route="article",le="10000"} 2',
    'dateline_response_bytes_bucket{route="article",le="25000"} 6',
    'dateline_response_bytes_count{route="article"} 6',
    'dateline_response_bytes_bucket{route="search",le="2500"} 2',
    'dateline_page_cache_total{lane="fast",result="hit"} 2',
    'dateline_page_cache_total{lane="fast",result="miss"} 0',
    'dateline_page_cache_total{lane="application",result="miss"} 2',
    'dateline_page_cache_bytes{process="web-1"} 1000',
    'dateline_connections_open{process="web-1"} 5',
    'dateline_process_event_loop_lag_seconds{process="web-1",quantile="0.99"} 0.02',
    'dateline_process_event_loop_lag_seconds{process="web-1",quantile="1"} 0.3',
  ]) {
    expect(lines).toContain(line);
  }
  expect(lines).toContain('# TYPE dateline_request_seconds histogram');
  expect(lines.filter((line) => line.includes('web-2'))).toEqual([]);
});

test('the times of a few answers stand for themselves, those of very many for others too', () => {
  const tally = createRequestTally(() => 0);
  const count = (requests: number): { readonly timed: number; readonly counted: number } => {
    let timed = 0;
    for (let at = 0; at < requests; at += 1) {
      const weight = tally.weight();
      if (weight > 0) timed += 1;
      tally.answered('article', 200, 1, 1, weight);
    }
    const counts = tally.take()?.routes[0]?.seconds.counts ?? [];
    return { timed, counted: counts.reduce((sum, one) => sum + one, 0) };
  };
  expect(count(100)).toEqual({ timed: 100, counted: 100 });
  const { timed, counted } = count(16_000);
  expect(timed).toBeLessThan(16_000 / 10);
  expect(counted).toBe(16_000);
  expect(count(100)).toEqual({ timed: 100, counted: 100 });
});
