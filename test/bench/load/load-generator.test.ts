import { expect, test } from 'vitest';
import { parseTicks, readGroupCpu } from '../../../bench/lib/group-cpu.ts';
import { parseAutocannon, parseWrk } from '../../../bench/load/load-generator.ts';
import { median } from '../../../bench/lib/median.ts';
import { growthInSecondHalf } from '../../long/lib/steadiness.ts';

const WRK = `Running 4s test @ http://127.0.0.1:3000/
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   362.52us    1.01ms  34.01ms   98.52%
    Req/Sec    54.41k     9.68k   73.62k    70.00%
  Latency Distribution
     50%  267.00us
     75%  312.00us
     90%  390.00us
     99%    2.69ms
  216631 requests in 4.00s, 1.98GB read
Requests/sec:  54138.08
Transfer/sec:    506.91MB
`;

test('what wrk prints is read, its latencies in milliseconds', () => {
  expect(parseWrk(WRK)).toEqual({
    requests: 216_631,
    perSecond: 54_138.08,
    p50: 0.267,
    p99: 2.69,
    failures: 0,
  });
});

test('refusals and broken connections are failures', () => {
  const told = 'Socket errors: connect 1, read 2, write 3, timeout 4\n  Non-2xx or 3xx responses: 100\n';
  expect(parseWrk(WRK + told).failures).toBe(110);
});

test('other text is refused and shown', () => {
  expect(() => parseWrk('unable to connect')).toThrow('unable to connect');
});

test('what autocannon prints is read alike', () => {
  const output = {
    duration: 4.02,
    requests: { total: 40_200 },
    latency: { p50: 1, p99: 3 },
    errors: 1,
    '4xx': 2,
    '5xx': 3,
  };
  const load = parseAutocannon(JSON.stringify(output));
  expect(load).toMatchObject({ requests: 40_200, p50: 1, p99: 3, failures: 6 });
  expect(load.perSecond).toBeCloseTo(10_000);
});

test('processor time is that of the program and of the kernel for it', () => {
  const stat = '812 (a) b) S 1 733 733 0 -1 4194560 9 0 0 0 250 50 7 7 20 0 11 0';
  expect(parseTicks(stat)).toBe(300);
  expect(parseTicks('')).toBe(0);
});

test('a group without processes has used nothing', () => {
  expect([0, null]).toContain(readGroupCpu(2 ** 30));
});

test('the median is the middle one, or the mean of the two', () => {
  expect(median([3, 1, 100])).toBe(3);
  expect(median([3, 1, 100, 5])).toBe(4);
  expect(median([])).toBeNaN();
});

test('growth is that from the third to the last quarter', () => {
  const filled = [10, 50, 90, 100, 100, 100, 100, 100, 110, 110, 110, 110];
  expect(growthInSecondHalf(filled)).toEqual({ from: 100, to: 110, share: 0.1 });
  expect(growthInSecondHalf(filled.slice(0, 7))).toBeNull();
});
