import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { wholeNumber } from './lib/arguments.ts';
import { findProgram } from './lib/find-program.ts';
import { findLoadGenerator } from './load/load-generator.ts';
import { describeMachine } from './lib/machine.ts';
import { makeTemporaryFolder } from './lib/temporary-folder.ts';
import { readOptions } from './lib/usage.ts';
import { checkContenders, conditionOf } from './serve/check-contenders.ts';
import { READER_HEADERS } from './serve/contender.ts';
import { type Course, type Figures, measureRounds } from './serve/measure.ts';
import { servingRatios, workersRatio } from './serve/ratios.ts';
import { figuresTable, ratiosTable } from './serve/report.ts';
import { type Contest, startContenders } from './serve/start-contenders.ts';
import { compareWorkers } from './serve/workers.ts';

// How fast one article's page is served, and for how much processor time, beside other servers. Prints Markdown.

const USAGE =
  'npm run bench:serve -- [--rounds 5] [--seconds 4] [--connections 16] [--variants] [--workers 2]';

const options = readOptions(USAGE, () => {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '4' },
      connections: { type: 'string', default: '16' },
      variants: { type: 'boolean', default: false },
      workers: { type: 'string' },
    },
  });
  return {
    rounds: wholeNumber('--rounds', values.rounds),
    seconds: wholeNumber('--seconds', values.seconds),
    connections: wholeNumber('--connections', values.connections),
    withVariants: values.variants,
    workers: values.workers === undefined ? null : wholeNumber('--workers', values.workers),
  };
});

const { rounds, seconds, connections, withVariants, workers } = options;
const isPinned = availableParallelism() > 1 && findProgram('taskset') !== null;
const generator = findLoadGenerator();
const load = { generator, rounds, seconds, connections };
const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(describeMachine());
print('## One article’s page, from memory\n');
print(
  `${rounds} interleaved rounds of ${seconds} s with ${generator.name} and ${connections} connections after a warm-up; ` +
    `medians. ${isPinned ? 'Servers run on core 0, the load comes from core 1.' : 'Nothing is pinned to a core.'} ` +
    'Dateline writes its log to a file; nginx writes no access log.\n',
);
await measureServing();
if (workers !== null) await measureWorkers(workers);

async function measureServing(): Promise<void> {
  const folder = makeTemporaryFolder('serve');
  const contest = await startContenders({ folder, core: isPinned ? 0 : undefined, withVariants });
  await checkContenders(contest);
  for (const line of contest.absent) print(`${line}\n`);
  const pages = await measure(contest.contenders.map(toCourse));
  print(figuresTable('200', pages));
  const conditional = await measure(await toConditionalCourses(contest));
  print(figuresTable('304', conditional));
  await contest.stop();
  print(ratiosTable(servingRatios(pages, conditional)));
}

function measure(courses: readonly Course[]): Promise<Figures[]> {
  return measureRounds(courses, { ...load, core: isPinned ? 1 : undefined });
}

function toCourse({ name, url, child, logFile }: Contest['contenders'][number]): Course {
  return { name, url, child, logFile, headers: READER_HEADERS };
}

function toConditionalCourses({ contenders }: Contest): Promise<Course[]> {
  const courses = contenders.flatMap((contender) => {
    const { name, conditionalUrl: url, child, conditionalChild = child, logFile } = contender;
    if (url === null) return [];
    const course = { name, url, child: conditionalChild, logFile };
    return [
      conditionOf(contender).then((headers) => ({ ...course, headers: { ...READER_HEADERS, ...headers } })),
    ];
  });
  return Promise.all(courses);
}

async function measureWorkers(count: number): Promise<void> {
  print(`## ${count} workers beside one, on all cores\n`);
  const [one, several] = await compareWorkers(makeTemporaryFolder('workers'), count, load);
  print(figuresTable('200', [one, several]));
  print(ratiosTable([workersRatio(one, several)]));
}
