import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { wholeNumber } from './lib/arguments.ts';
import { startChild } from './lib/child.ts';
import { startArguments, startDateline } from './lib/dateline.ts';
import { findFreePort } from './lib/free-port.ts';
import { describeMachine } from './lib/machine.ts';
import { median } from './lib/median.ts';
import { makeTemporaryFolder } from './lib/temporary-folder.ts';
import { readOptions } from './lib/usage.ts';
import { findLoadGenerator } from './load/load-generator.ts';
import { ARTICLE_PATH, READER_HEADERS, waitForAnswer } from './serve/contender.ts';
import { type Figures, measureRounds } from './serve/measure.ts';
import { headerOf } from './serve/recorded-reply.ts';
import { figuresTable, ratiosTable } from './serve/report.ts';
import { recordSettled } from './serve/settled-page.ts';
import { timeCounting } from './serve/time-counting.ts';

// What counting for OPS_PORT costs a cached page: the same site with and without, in one process, in rounds by turns. One process
// is quicker for its whole life than the next: several are started one after the other. They still differ by more than what is
// sought, so that what counting takes by itself is measured in a loop, too. Prints Markdown.

const USAGE = 'npm run bench:metrics -- [--starts 6] [--rounds 9] [--seconds 2] [--connections 16]';

const load = readOptions(USAGE, () => {
  const text = (fallback: number) => ({ type: 'string', default: String(fallback) }) as const;
  const { values } = parseArgs({
    options: { starts: text(6), rounds: text(9), seconds: text(2), connections: text(16) },
  });
  const number = (name: keyof typeof values): number => wholeNumber(`--${name}`, values[name]);
  return {
    starts: number('starts'),
    rounds: number('rounds'),
    seconds: number('seconds'),
    connections: number('connections'),
  };
});
const MOST_RATIO = 1.02;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

const folder = makeTemporaryFolder('metrics');
const contentDir = join(folder, 'content');
const dataDir = join(folder, 'data');
cpSync(join(ROOT, 'content'), contentDir, { recursive: true });
const maker = await startDateline({ contentDir, dataDir, env: { WORKERS: '0' } });
await maker.waitUntilReady(30_000);
await maker.stop();

const generator = findLoadGenerator();
const turns: (readonly Figures[])[] = [];
for (let turn = 0; turn < load.starts; turn += 1) {
  const ports = [await findFreePort(), await findFreePort()];
  // What is made first is quicker or slower for good, by a few in a hundred: each is first as often as the other.
  const counted = ports[turn % 2];
  const program = fileURLToPath(new URL('serve/measured-sites.ts', import.meta.url));
  const args = [
    ...startArguments().slice(0, -1),
    program,
    ...[...ports, counted].map(String),
    contentDir,
    dataDir,
    maker.origin,
  ];
  const child = await startChild({ command: process.execPath, args, logFile: join(folder, 'log') });
  const courses = [];
  for (const port of ports) {
    const url = `http://127.0.0.1:${port}${ARTICLE_PATH}`;
    await waitForAnswer(child, url);
    const tag = headerOf(await recordSettled(url), 'ETag') ?? '';
    const how = port === counted ? 'counted' : 'not counted';
    const course = { child, logFile: null, url };
    courses.push(
      { ...course, name: `page, ${how}`, headers: READER_HEADERS },
      { ...course, name: `304, ${how}`, headers: { ...READER_HEADERS, 'If-None-Match': tag } },
    );
  }
  turns.push(await measureRounds(courses, { ...load, generator, core: undefined }));
  await child.stop();
}

const ratioOf = (turn: readonly Figures[], what: string, field: 'cpu' | 'p50'): number => {
  const of = (how: string): number =>
    turn.find(({ name }) => name === `${what}, ${how}`)?.[field] ?? Number.NaN;
  return of('counted') / of('not counted');
};
/** The middle between both orders, each the median of its starts. */
const ratio = (what: string, field: 'cpu' | 'p50') => {
  const inOrder = [0, 1].map((order) =>
    median(turns.filter((_, turn) => turn % 2 === order).map((turn) => ratioOf(turn, what, field))),
  );
  return {
    name: `${field === 'cpu' ? 'CPU' : 'p50'} of a ${what}, counted by not`,
    value: Math.sqrt((inOrder[0] ?? Number.NaN) * (inOrder[1] ?? Number.NaN)),
    target: MOST_RATIO,
    wanted: 'at most' as const,
  };
};
const counting = timeCounting();
const pageCpu = median(
  turns.map((turn) => turn.find(({ name }) => name === 'page, not counted')?.cpu ?? Number.NaN),
);
process.stdout.write(`${describeMachine()}\n`);
for (const turn of turns) process.stdout.write(`${figuresTable('request', turn)}\n`);
process.stdout.write(
  `${ratiosTable([ratio('page', 'cpu'), ratio('304', 'cpu'), ratio('page', 'p50'), ratio('304', 'p50')])}\n`,
);
const each = turns
  .map((turn) => ['page', '304'].map((what) => ratioOf(turn, what, 'cpu').toFixed(3)).join(' and '))
  .join('; ');
process.stdout.write(`CPU of a page and of a 304, counted by not, of each start: ${each}\n`);
process.stdout.write(
  `Counting alone takes ${(counting * 1_000).toFixed(0)} ns of an answer, ${((counting / pageCpu) * 100).toFixed(2)} % of a page.\n`,
);
