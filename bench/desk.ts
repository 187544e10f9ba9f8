import { parseArgs } from 'node:util';
import { wholeNumber } from './lib/arguments.ts';
import { startArchiveSite } from './lib/archive-site.ts';
import { findFreePort } from './lib/free-port.ts';
import { describeMachine } from './lib/machine.ts';
import { median } from './lib/median.ts';
import { readOptions } from './lib/usage.ts';
import { findLoadGenerator } from './load/load-generator.ts';
import { READER_HEADERS } from './serve/contender.ts';
import { type Figures, measureRounds } from './serve/measure.ts';
import { headerOf } from './serve/recorded-reply.ts';
import { figuresTable, ratiosTable } from './serve/report.ts';
import { recordSettled } from './serve/settled-page.ts';

// What readers notice of a desk: the same site with one and without, in rounds by turns. Prints Markdown.

const USAGE =
  'npm run bench:desk -- [--articles 2000] [--starts 7] [--rounds 2] [--seconds 3] [--connections 16]';

const load = readOptions(USAGE, () => {
  const text = (fallback: number) => ({ type: 'string', default: String(fallback) }) as const;
  const { values } = parseArgs({
    options: {
      articles: text(2_000),
      starts: text(7),
      rounds: text(2),
      seconds: text(3),
      connections: text(16),
    },
  });
  const number = (name: keyof typeof values): number => wholeNumber(`--${name}`, values[name]);
  return {
    articles: number('articles'),
    starts: number('starts'),
    rounds: number('rounds'),
    seconds: number('seconds'),
    connections: number('connections'),
  };
});
/** More is what two servers differ by that are the same. */
const MOST_RATIO = 1.03;

/** Sites over archives that are alike; each is started anew for each turn, as one process is quicker for its whole life than the next. */
const openSite = async (name: string, env: Readonly<Record<string, string>>) => {
  const site = await startArchiveSite(name.replace(' ', '-'), load.articles, { WORKERS: '1', ...env });
  await site.server.stop();
  return async () => {
    const server = await site.restart();
    const url = server.origin + site.archive.outlineAt(site.archive.count - 1).path;
    const tag = headerOf(await recordSettled(url), 'ETag') ?? '';
    const course = { child: server.child, logFile: null, url };
    return {
      stop: server.stop,
      courses: [
        { ...course, name: `page, ${name}`, headers: READER_HEADERS },
        { ...course, name: `304, ${name}`, headers: { ...READER_HEADERS, 'If-None-Match': tag } },
      ],
    };
  };
};

const starts = [
  await openSite('without', {}),
  await openSite('with desk', { DESK_PORT: String(await findFreePort()) }),
];
const generator = findLoadGenerator();
const turns: (readonly Figures[])[] = [];
for (let turn = 0; turn < load.starts; turn += 1) {
  const running = [];
  for (const start of starts) running.push(await start());
  const courses = running.flatMap((one) => one.courses);
  turns.push(await measureRounds(courses, { ...load, generator, core: undefined }));
  await Promise.all(running.map(({ stop }) => stop()));
}

const figures = (turns[0] ?? []).map((first, index): Figures => {
  const of = (field: Exclude<keyof Figures, 'name'>): number =>
    median(turns.map((turn) => turn[index]?.[field] ?? Number.NaN));
  const fields = ['perSecond', 'cpu', 'cores', 'p50', 'p99', 'failures'] as const;
  return { ...first, ...Object.fromEntries(fields.map((field) => [field, of(field)])) };
});
const ratio = (name: string, [withDesk, without]: readonly [number | undefined, number | undefined]) => ({
  name,
  value: (withDesk ?? Number.NaN) / (without ?? Number.NaN),
  target: MOST_RATIO,
  wanted: 'at most' as const,
});
const [page, notModified, deskPage, deskNotModified] = figures;
const quotients = [
  ratio('CPU of a page, with a desk by without', [deskPage?.cpu, page?.cpu]),
  ratio('CPU of a 304', [deskNotModified?.cpu, notModified?.cpu]),
  ratio('p50 of a page', [deskPage?.p50, page?.p50]),
  ratio('p50 of a 304', [deskNotModified?.p50, notModified?.p50]),
];
const spread = turns.map((turn) => turn.map(({ cpu }) => cpu.toFixed(1)).join(' ')).join('; ');
process.stdout.write(
  `${describeMachine()}\n${figuresTable('request', figures)}\n${ratiosTable(quotients)}\n`,
);
process.stdout.write(`CPU in µs of each start, in the order of the rows: ${spread}\n`);
