import { parseArgs } from 'node:util';
import { wholeNumber } from '../../bench/lib/arguments.ts';
import { describeMachine } from '../../bench/lib/machine.ts';
import { makeTemporaryFolder } from '../../bench/lib/temporary-folder.ts';
import { figuresOf, rigReport } from './rig/report.ts';
import { runRig } from './rig/run-rig.ts';

// How soon a change is at three machines and in every cache in front of them, and whether readers ever notice anything.
// Prints Markdown, or JSON; ends with 1 when something was stale, lost, late or told wrongly.
//
//   npm run rig -- [--changes 200] [--readers 20] [--workers 1] [--away 30] [--no-faults] [--only file,schedule,expiry,push] [--json] [--folder NEW]
//
// With --folder data and logs of the machines stay there.

const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '200' },
    readers: { type: 'string', default: '20' },
    workers: { type: 'string', default: '1' },
    away: { type: 'string', default: '30' },
    only: { type: 'string', default: 'file,schedule,expiry,push' },
    'no-faults': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    folder: { type: 'string' },
  },
});

const ways = values.only.split(',');
const each = Math.ceil(wholeNumber('--changes', values.changes) / ways.length);
const countOf = (way: string): number => (ways.includes(way) ? each : 0);
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const result = await runRig({
  folder: values.folder ?? makeTemporaryFolder('rig'),
  counts: {
    file: countOf('file'),
    schedule: countOf('schedule'),
    expiry: countOf('expiry'),
    push: countOf('push'),
  },
  workers: values.workers === '0' ? 0 : wholeNumber('--workers', values.workers),
  readers: wholeNumber('--readers', values.readers),
  awayMs: values['no-faults'] ? null : wholeNumber('--away', values.away) * 1_000,
  timeoutMs: 30_000,
  progress: (text) => void process.stderr.write(`${text}\n`),
});
if (values.json)
  print(JSON.stringify({ figures: figuresOf(result.made), ...result, made: result.made.length }));
else {
  print(describeMachine());
  print(rigReport(result));
}
process.exitCode = result.violations.length === 0 ? 0 : 1;
