import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { findCatalog } from '../src/ingest/data-dir/catalog-files.ts';
import { createSearchService } from '../src/search/search-service.ts';
import { createLogger } from '../src/telemetry/logger.ts';
import { wholeNumber } from './lib/arguments.ts';
import { describeMachine } from './lib/machine.ts';
import { markdownTable } from './lib/markdown-table.ts';
import { formatCount, formatMs, formatRatio } from './lib/units.ts';
import { readOptions } from './lib/usage.ts';
import { measurePages, PACE } from './search/measure-pages.ts';
import { measureQueries } from './search/measure-queries.ts';
import { makePlainIndex } from './search/plain-index.ts';
import { queryKinds } from './search/query-kinds.ts';
import { startArchiveSite } from './lib/archive-site.ts';

// How long searches of two words take, beside plain FTS5, and what pages lose by them. Prints Markdown.

const USAGE = 'npm run bench:search -- [--articles 100000] [--queries 300] [--windows 3] [--seconds 10]';

const { articles, queries, windows, seconds } = readOptions(USAGE, () => {
  const { values } = parseArgs({
    options: {
      articles: { type: 'string', default: '100000' },
      queries: { type: 'string', default: '300' },
      windows: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '10' },
    },
  });
  return {
    articles: wholeNumber('--articles', values.articles),
    queries: wholeNumber('--queries', values.queries),
    windows: wholeNumber('--windows', values.windows),
    seconds: wholeNumber('--seconds', values.seconds),
  };
});

const TARGET = 'Targets: p50 at most 8 ms, p99 at most 40 ms.';
const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(describeMachine());
print(`## Searches of two words over ${formatCount(articles)} articles\n`);
const site = await startArchiveSite('search', articles);
await site.server.stop();
const { archive, contentDir } = site;
const dataDir = join(dirname(contentDir), 'data');
const kinds = queryKinds(archive, queries);
const plain = makePlainIndex(findCatalog(dataDir), dirname(contentDir));
const service = createSearchService({
  file: findCatalog(dataDir),
  log: createLogger({ level: 'error' }),
  // What would be cut off is to be measured.
  cutOffMs: 60_000,
  giveUpMs: 60_000,
});
const figures = await measureQueries(kinds, service, plain);
plain.close();
await service.close();
print(
  `${formatCount(queries)} queries of each kind; plain is FTS5 with bm25 in the same process. ${TARGET}\n`,
);
print(
  markdownTable(
    ['query', 'p50', 'p99', 'plain p50', 'plain p99', 'plain ÷ ours, p50', 'p99'],
    figures.map(({ name, p50, p99, plainP50, plainP99 }) => [
      name,
      ...[p50, p99, plainP50, plainP99].map(formatMs),
      formatRatio(plainP50 / p50),
      formatRatio(plainP99 / p99),
    ]),
  ),
);
const pages = await measurePages({
  archive,
  contentDir,
  dataDir,
  queries: kinds.flatMap((kind) => kind.queries.slice(0, 8)),
  windows,
  seconds,
});
print('## Finished pages while the same process searches\n');
print(
  markdownTable(
    ['', 'p99', 'times', 'target'],
    [
      ['quiet', formatMs(pages.quietP99), '', ''],
      [
        `${PACE} searches a second`,
        formatMs(pages.pacedP99),
        (pages.pacedP99 / pages.quietP99).toFixed(2),
        'at most 2',
      ],
      [
        `without a pause, ${Math.round(pages.mostPerSecond)} a second`,
        formatMs(pages.busyP99),
        (pages.busyP99 / pages.quietP99).toFixed(2),
        'at most 2',
      ],
    ],
  ),
);
