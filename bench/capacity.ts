import { parseArgs } from 'node:util';
import { ASSUMPTIONS, type Assumptions, type Costs, type Need, planFor } from './capacity/plan.ts';
import { measureCosts } from './capacity/measure-costs.ts';
import { wholeNumber } from './lib/arguments.ts';
import { describeMachine } from './lib/machine.ts';
import { markdownTable } from './lib/markdown-table.ts';
import { formatCount } from './lib/units.ts';
import { readOptions } from './lib/usage.ts';
import { findLoadGenerator } from './load/load-generator.ts';
import { figuresTable } from './serve/report.ts';

// What page views cost, and how many machines a million to a billion of them a month need. Prints Markdown.

const USAGE =
  'npm run bench:capacity -- [--articles 2000] [--rounds 5] [--seconds 4] [--connections 16] [--peak 10] [--files 4] ' +
  '[--file-bytes 40000] [--made-percent 2] [--made-behind-cache-percent 50] [--cache-percent 95] [--cores 4] [--busy-percent 50]';

const VIEWS = [1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

const { load, assumed } = readOptions(USAGE, () => {
  const text = (fallback: number) => ({ type: 'string', default: String(fallback) }) as const;
  const { values } = parseArgs({
    options: {
      articles: text(2_000),
      rounds: text(5),
      seconds: text(4),
      connections: text(16),
      peak: text(ASSUMPTIONS.peak),
      files: text(ASSUMPTIONS.files),
      'file-bytes': text(ASSUMPTIONS.fileBytes),
      'made-percent': text(ASSUMPTIONS.madePercent),
      'made-behind-cache-percent': text(ASSUMPTIONS.madeBehindCachePercent),
      'cache-percent': text(ASSUMPTIONS.cachePercent),
      cores: text(ASSUMPTIONS.cores),
      'busy-percent': text(ASSUMPTIONS.busyPercent),
    },
  });
  const number = (name: keyof typeof values): number => wholeNumber(`--${name}`, values[name]);
  const assumptions: Assumptions = {
    peak: number('peak'),
    files: number('files'),
    fileBytes: number('file-bytes'),
    madePercent: number('made-percent'),
    madeBehindCachePercent: number('made-behind-cache-percent'),
    cachePercent: number('cache-percent'),
    cores: number('cores'),
    busyPercent: number('busy-percent'),
  };
  return {
    load: {
      articles: number('articles'),
      rounds: number('rounds'),
      seconds: number('seconds'),
      connections: number('connections'),
    },
    assumed: assumptions,
  };
});

const generator = findLoadGenerator();
const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(describeMachine());
print(
  `One worker over ${formatCount(load.articles)} articles, ${load.rounds} interleaved rounds of ${load.seconds} s with ` +
    `${generator.name} and ${load.connections} connections; medians.\n`,
);
const { costs, figures, made } = await measureCosts({ ...load, generator });
print(figuresTable('request', figures));
print(costsTable(costs, made));
print(plansTable(costs));

function costsTable({ hit, notModified, file, made: cold, pageBytes }: Costs, pages: number): string {
  const row = (name: string, cost: number): string[] => [
    name,
    `${cost.toFixed(0)} µs`,
    formatCount(Math.floor(1_000_000 / cost)),
  ];
  const costsOf = [
    row('finished page', hit),
    row('304', notModified),
    row('file of a page', file),
    row(`page made anew (${formatCount(pages)} of them)`, cold),
  ];
  const table = markdownTable(['request', 'processor time', 'per second and core'], costsOf);
  return `${table}\nA page is ${formatCount(pageBytes)} bytes with its head, in brotli.\n`;
}

function plansTable(measured: Costs): string {
  const need = ({ requests, cores, machines }: Need): string[] => [
    formatCount(Math.ceil(requests)),
    cores.toFixed(2),
    formatCount(machines),
  ];
  const rows = VIEWS.map((views) => {
    const plan = planFor(views, measured, assumed);
    return [
      formatCount(views),
      formatCount(Math.ceil(plan.viewsPerSecond)),
      formatCount(Math.ceil(plan.peakViews)),
      formatCount(Math.ceil(plan.peakMegabits)),
      ...need(plan.alone),
      ...need(plan.behindCache),
      `${Math.ceil(plan.cacheNeededPercent)} %`,
    ];
  });
  const header = [
    'page views a month',
    'a second, mean',
    'at the peak',
    'Mbit/s to readers',
    'requests/s without a cache',
    'busy cores',
    'machines',
    'requests/s behind a cache',
    'busy cores',
    'machines',
    'cache needed for two machines',
  ];
  const { peak, files, fileBytes, cachePercent, cores, busyPercent, madePercent, madeBehindCachePercent } =
    assumed;
  return (
    `${markdownTable(header, rows)}\nTaken for granted: the peak is ${peak} times the mean; a page view asks for ${files} files of ` +
    `${formatCount(fileBytes)} bytes; ${madePercent} % of pages are made anew, ${madeBehindCachePercent} % of those that a cache asks for; ` +
    `a cache answers ${cachePercent} %; a machine has ${cores} cores, one of them for the ingest, and the others are ${busyPercent} % busy at the peak.\n`
  );
}
