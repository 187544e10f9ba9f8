import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createArchive } from './archive/archive.ts';
import { writeArchive } from './archive/write-archive.ts';
import { wholeNumber, wholeNumbers } from './lib/arguments.ts';
import { describeMachine } from './lib/machine.ts';
import { makeTemporaryFolder } from './lib/temporary-folder.ts';
import { formatCount } from './lib/units.ts';
import { comparePeerBuilds } from './start/peer-builds.ts';
import { pageTable, type Results, startTable } from './start/report.ts';
import {
  measureColdStart,
  measureReading,
  measureStartAfterChanges,
  measureWarmStart,
} from './start/starts.ts';
import { targetsFor } from './targets.ts';

// How long a start takes, how much memory a site holds, how fast its pages are. Prints Markdown.
//
//   npm run bench:archive -- [--articles 1000,100000] [--folders month|day] [--timeout 600] [--peers]

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '1000,100000' },
    folders: { type: 'string', default: 'month' },
    timeout: { type: 'string', default: '600' },
    peers: { type: 'boolean', default: false },
  },
});

const WARM_STARTS = 3;

const timeoutMs = wholeNumber('--timeout', values.timeout) * 1000;
const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(describeMachine());
for (const articles of wholeNumbers('--articles', values.articles)) {
  const targets = targetsFor(articles);
  print(`## ${formatCount(articles)} articles\n`);
  const results = await measureArchive(articles);
  print(startTable(results, targets));
  print(pageTable(results.reading.pageTimes, targets));
  if (values.peers) {
    print(`### ${formatCount(articles)} plain articles of 450 words: Dateline and its peers\n`);
    print(await comparePeerBuilds(articles, timeoutMs));
  }
}

async function measureArchive(articles: number): Promise<Results> {
  const folder = makeTemporaryFolder('archive');
  const contentDir = join(folder, 'content');
  const folders = values.folders === 'day' ? 'day' : 'month';
  const archive = createArchive({ articles, seed: 1, folders, length: { kind: 'varied' } });
  writeArchive(archive, contentDir);
  const options = { contentDir, dataDir: join(folder, 'data'), archive, timeoutMs };
  const cold = await measureColdStart(options);
  const warm: number[] = [];
  for (let start = 0; start < WARM_STARTS; start += 1) warm.push(await measureWarmStart(options));
  const reading = await measureReading(options);
  const changed = await measureStartAfterChanges(options);
  return { cold, warm, reading, changed };
}
