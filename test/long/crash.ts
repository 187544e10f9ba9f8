import { parseArgs } from 'node:util';
import { crashReport } from './crash/report.ts';
import { runCrashes } from './crash/run-crashes.ts';
import { wholeNumber } from '../../bench/lib/arguments.ts';
import { describeMachine } from '../../bench/lib/machine.ts';
import { makeTemporaryFolder } from '../../bench/lib/temporary-folder.ts';
import { formatCount } from '../../bench/lib/units.ts';

// Whether a server that is killed comes back with every page and every URL. Prints Markdown; ends with 1 when not.
//
//   npm run long:crash -- [--rounds 50] [--articles 3000] [--seed 1]

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    articles: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
  },
});

const options = {
  rounds: wholeNumber('--rounds', values.rounds),
  articles: wholeNumber('--articles', values.articles),
  seed: wholeNumber('--seed', values.seed),
};
const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(describeMachine());
print(`## ${options.rounds} crashes over ${formatCount(options.articles)} articles, seed ${options.seed}\n`);
const folder = makeTemporaryFolder('crash');
const result = await runCrashes({ ...options, folder, changes: [20, 200], timeoutMs: 120_000 });
print(crashReport(result));
process.exitCode = result.violations.count() === 0 ? 0 : 1;
