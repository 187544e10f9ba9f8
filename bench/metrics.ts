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

// What counting for OPS_PORT costs a cached page: the same site with and without, in one process, in rounds by turns. One process
// is quicker for its whole life than the next: several are started one after the other. Prints Markdown.

const USAGE = 'npm run bench:metrics -- [--starts 5] [--rounds 9] [--seconds 2] [--connections 16]';

const load = readOptions(USAGE, () => {
  const text = (fallback: number) => ({ type: 'string', default: String(fallback) }) as const;
  const { values } = parseArgs({
    options: { starts: text(5), rounds: text(9), seconds: text(2), connections: text(16) },
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
  const program = fileURLToPath(new URL('serve/measured-sites.ts', import.meta.url));
  const args = [
    ...startArguments().slice(0, -1),
    program,
    ...ports.map(String),
    contentDir,
    dataDir,
    maker.origin,
  ];
  const child = await startChild({ command: process.execPath, args, logFile: join(folder, 'log') });
  const courses = [];
  for (const [at, port] of ports.entries()) {
    const url = `http://127.0.0.1:${port}${ARTICLE_PATH}`;
    await waitForAnswer(child, url);
    const tag = headerOf(await recordSettled(url), 'ETag') ?? '';
    const how = at === 0 ? 'not counted' : 'counted';
    const course = { child, logFile: null, url };
    courses.push(
      { ...course, name: `page, ${how}`, headers: READER_HEADERS },
      { ...course, name: `304, ${how}`, headers: { ...READER_HEADERS, 'If-None-Match': tag } },
    );
  }
  turns.push(await measureRounds(courses, { ...load, generator, core: undefined }));
  await child.stop();
}

const ratioOf = (turn: readonly Figures[], at: number, field: 'cpu' | 'p50'): number =>
  (turn[at + 2]?.[field] ?? Number.NaN) / (turn[at]?.[field] ?? Number.NaN);
const ratio = (name: string, at: number, field: 'cpu' | 'p50') => ({
  name,
  value: median(turns.map((turn) => ratioOf(turn, at, field))),
  target: MOST_RATIO,
  wanted: 'at most' as const,
});
process.stdout.write(`${describeMachine()}\n`);
for (const turn of turns) process.stdout.write(`${figuresTable('request', turn)}\n`);
process.stdout.write(
  `${ratiosTable([
    ratio('CPU of a page, counted by not', 0, 'cpu'),
    ratio('CPU of a 304', 1, 'cpu'),
    ratio('p50 of a page', 0, 'p50'),
    ratio('p50 of a 304', 1, 'p50'),
  ])}\n`,
);
const each = turns
  .map((turn) => [0, 1].map((at) => ratioOf(turn, at, 'cpu').toFixed(3)).join(' and '))
  .join('; ');
process.stdout.write(`CPU of a page and of a 304, counted by not, of each start: ${each}\n`);
