import { parseArgs } from 'node:util';
import { wholeNumber } from '../../bench/lib/arguments.ts';
import { describeMachine } from '../../bench/lib/machine.ts';
import { summarise } from '../../bench/lib/percentiles.ts';
import { makeTemporaryFolder } from '../../bench/lib/temporary-folder.ts';
import { formatCount, formatMs } from '../../bench/lib/units.ts';
import { runDrill } from './backup/run-drill.ts';

// Whether a backup that is taken in a storm of publishes answers every URL as the site did, and what it costs those who publish
// meanwhile. Prints Markdown; ends with 1 when anything differs.
//
//   npm run long:backup -- [--articles 10000] [--asked 1000]

const { values } = parseArgs({
  options: { articles: { type: 'string', default: '10000' }, asked: { type: 'string', default: '1000' } },
});
const articles = wholeNumber('--articles', values.articles);
const asked = wholeNumber('--asked', values.asked);
const print = (text: string): void => void process.stdout.write(`${text}\n`);
print(describeMachine());
print(`## A backup of ${formatCount(articles)} stories in a storm of publishes\n`);
const { faults, compared, moved, gone, stormSaves, quiet, during, ...took } = await runDrill({
  folder: makeTemporaryFolder('backup-drill'),
  articles,
  asked,
  killAfterMs: [150, 300, 500, 800, 1_200, 2_000],
  timed: 50,
});
print(`- ${formatCount(stormSaves)} saves, renames and removals meanwhile`);
print(
  `- backup ${formatMs(took.backupMs)}, the next one ${formatMs(took.secondBackupMs)}, restore ${formatMs(took.restoreMs)}`,
);
for (const [name, samples] of [
  ['before the storm', quiet],
  ['in the storm, during the backup', during],
] as const) {
  const summary = summarise(samples);
  if (summary === null) continue;
  const { p50, p90, max, count } = summary;
  print(
    `- from a save to readers ${name}: p50 ${formatMs(p50)}, p90 ${formatMs(p90)}, longest ${formatMs(max)} of ${count}`,
  );
}
print(
  `- ${formatCount(compared)} addresses compared, ${moved} of them lead elsewhere and ${gone} are gone: ${faults.length} differ`,
);
for (const fault of faults.slice(0, 20)) print(`  - ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
