import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../../bench/lib/arguments.ts';
import { describeMachine } from '../../bench/lib/machine.ts';
import { makeTemporaryFolder } from '../../bench/lib/temporary-folder.ts';
import { formatCount } from '../../bench/lib/units.ts';
import { type ReleaseKind, runReleases } from './releases/run-releases.ts';

// Whether ten releases in a row cost a reader anything, or lose a publish. Prints Markdown; ends with 1 when they do.
//
//   npm run long:releases -- [--workers 2] [--per-second 200] [--stories 60] [--node PATH-OF-ANOTHER-NODE]

const { values } = parseArgs({
  options: {
    workers: { type: 'string', default: '2' },
    'per-second': { type: 'string', default: '200' },
    stories: { type: 'string', default: '60' },
    node: { type: 'string' },
  },
});

const KINDS: readonly ReleaseKind[] = [
  'program',
  'back',
  'catalog',
  'back',
  'node',
  'program',
  'catalog',
  'back',
  'catalog',
  'program',
];

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const workers = values.workers === '0' ? 0 : wholeNumber('--workers', values.workers);
const perSecond = wholeNumber('--per-second', values['per-second']);
const stories = wholeNumber('--stories', values.stories);
const folder = makeTemporaryFolder('releases');
print(describeMachine());
print(
  `## ${KINDS.length} releases, ${perSecond} requests/s, ${formatCount(stories)} stories, WORKERS=${workers}\n`,
);
const result = await runReleases({
  folder,
  logFile: join(folder, 'server.log'),
  kinds: KINDS,
  workers,
  perSecond,
  stories,
  otherNode: values.node ?? null,
});
for (const { kind, version, ms } of result.releases)
  print(`- ${version}, another ${kind}: ${Math.round(ms)} ms`);
const { requests, failed, wrong, published, lost, untold, toldTwice, longestMs } = result;
print(
  `\n${formatCount(requests)} requests: ${failed.length} failed, ${wrong.length} wrong; longest ${Math.round(longestMs)} ms`,
);
print(
  `${published} publishes: ${lost.length} lost, ${untold.length} not told, ${toldTwice.length} told twice`,
);
const faults = [...failed, ...wrong, ...lost, ...untold, ...toldTwice];
for (const what of faults.slice(0, 20)) print(`  ${what}`);
process.exitCode = faults.length === 0 ? 0 : 1;
