import { expect, test } from 'vitest';
import type { Figures } from '../../../bench/serve/measure.ts';
import { servingRatios, workersRatio } from '../../../bench/serve/ratios.ts';
import { figuresTable, isMet, ratiosTable } from '../../../bench/serve/report.ts';

const figures = (name: string, perSecond: number, cpu: number): Figures => ({
  name,
  perSecond,
  cpu,
  cores: 1,
  p50: 0.2,
  p99: 2,
  failures: 0,
});

const pages = [
  figures('Dateline', 9_000, 20),
  figures('Dateline through Express', 4_000, 50),
  figures('bare node:http', 10_000, 18),
  figures('tutorial: Express', 100, 900),
];
const conditional = [figures('Dateline', 9_900, 18), figures('bare node:http', 10_000, 18)];

test('quotients are told with their targets, those of absent servers not at all', () => {
  const told = servingRatios(pages, conditional).map(({ name, value }) => [name, value]);
  expect(told).toEqual([
    ['Dateline ÷ bare node:http, requests/s', 0.9],
    ['Dateline ÷ tutorial, requests/s', 90],
    ['Dateline’s 304 ÷ its 200, requests/s', 1.1],
    ['Dateline’s 304 ÷ bare 304, requests/s', 0.99],
    ['through Express ÷ Dateline, CPU per request', 2.5],
  ]);
  const table = ratiosTable(servingRatios(pages, conditional));
  expect(table).toMatch(/bare node:http, requests\/s .* 0\.90 .* at least 0\.95 .* missed/);
  expect(table).toMatch(/tutorial, requests\/s .* 90 .* at least 60 .* met/);
});

test('several workers are to cost no more than a tenth above one', () => {
  const one = figures('1 worker', 9_000, 20);
  expect(isMet(workersRatio(one, figures('2 workers', 9_000, 22)))).toBe(true);
  expect(isMet(workersRatio(one, figures('2 workers', 9_000, 22.2)))).toBe(false);
  expect(isMet(workersRatio(one, figures('2 workers', 9_000, Number.NaN)))).toBe(false);
});

test('figures stand in a table', () => {
  expect(figuresTable('200', pages)).toContain(
    '|      9,000 |         20.0 µs |       1.00 | 0.20 ms | 2.00 ms |',
  );
});
