import { parseArgs } from 'node:util';
import { wholeNumber } from '../../bench/lib/arguments.ts';
import { describeMachine } from '../../bench/lib/machine.ts';
import { makeTemporaryFolder } from '../../bench/lib/temporary-folder.ts';
import { formatCount } from '../../bench/lib/units.ts';
import { stormReport } from './storm/report.ts';
import { runStorm } from './storm/run-storm.ts';

// Whether readers ever get a wrong page while files change at random. Prints Markdown; ends with 1 when they do.
//
//   npm run long:storm -- [--seconds 60] [--articles 2000] [--writers 8] [--readers 4] [--seed 1]

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    articles: { type: 'string', default: '2000' },
    writers: { type: 'string', default: '8' },
    readers: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
  },
});

const options = {
  seconds: wholeNumber('--seconds', values.seconds),
  articles: wholeNumber('--articles', values.articles),
  writers: wholeNumber('--writers', values.writers),
  readers: wholeNumber('--readers', values.readers),
  seed: wholeNumber('--seed', values.seed),
};
const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(describeMachine());
const { seconds, articles, writers, readers, seed } = options;
print(
  `## A storm of ${seconds} s over ${formatCount(articles)} articles: ${writers} writers, ${readers} readers, seed ${seed}\n`,
);
const folder = makeTemporaryFolder('storm');
const result = await runStorm({ ...options, folder, pauseMs: 60, timeoutMs: 60_000 });
print(stormReport(result));
process.exitCode = result.violations.count() === 0 ? 0 : 1;
