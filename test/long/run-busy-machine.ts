import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from '../../bench/lib/child.ts';
import { startDateline } from '../../bench/lib/dateline.ts';

export interface BusyMachineOptions {
  /** Empty, and the caller's to remove. */
  readonly folder: string;
  /** Programs that take all the processor time they can get. */
  readonly loops: number;
  readonly pages: number;
  /** Characters of the table that one article holds. */
  readonly tableLength: number;
  readonly workers: number;
  /** The loops end after so long by themselves, and what takes longer has failed. */
  readonly limitMs: number;
}

export interface BusyMachineResult {
  /** Ms until the server was ready, until every page was there, and that the check took. */
  readonly readyMs: number;
  readonly wholeMs: number;
  readonly checkMs: number;
  /** Files that were read again, because the machine was too busy. */
  readonly postponed: number;
  /** Files that were refused. */
  readonly refused: number;
  /** Addresses that were not there in time. */
  readonly missing: readonly string[];
  /** Exit code of the check, and what it said. */
  readonly check: number | string;
  readonly report: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REFUSED = ['file has errors and is not published', 'file has errors, its last good version stays'];
const POSTPONED =
  'the machine was too busy to read this file, which says nothing about it; what readers have of it stays, and it is read again';

/**
 * Starts a server with an empty DATA_DIR on a machine that is kept busy, waits for every page, and then checks the
 * folder. All that it starts has ended when it resolves.
 */
export async function runBusyMachine(options: BusyMachineOptions): Promise<BusyMachineResult> {
  const { folder, loops, workers, limitMs } = options;
  const contentDir = join(folder, 'content');
  const addresses = writeContent(contentDir, options);
  const busy = await Promise.all(Array.from({ length: loops }, () => startLoop(limitMs)));
  try {
    const served = await serve(contentDir, join(folder, 'data'), addresses, { workers, limitMs });
    return { ...served, ...(await check(contentDir)) };
  } finally {
    await Promise.all(busy.map((loop) => loop.stop()));
  }
}

/** Returns the addresses that readers have. */
function writeContent(contentDir: string, { pages, tableLength }: BusyMachineOptions): string[] {
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(contentDir, file)), { recursive: true });
    writeFileSync(join(contentDir, file), text);
  };
  write('site.yaml', 'name: The Busy Times\nlanguage: en\ntimeZone: Europe/Berlin\nsections: [World]\n');
  const paragraph = 'A page of *some* words with [a link](https://example.com/), as most pages are.\n\n';
  const names = Array.from({ length: pages }, (_, number) => `page-${number}`);
  for (const name of names) write(`pages/${name}.md`, `---\ntitle: ${name}\n---\n${paragraph.repeat(20)}`);
  const row = '| 1 | 2 | 3 | 4 |\n';
  const table = `| a | b | c | d |\n|---|---|---|---|\n${row.repeat(Math.ceil(tableLength / row.length))}`;
  write('articles/table.md', `---\ntitle: A table\ndate: 2016-07-15\nsection: World\n---\n${table}`);
  write('articles/other.md', `---\ntitle: Another story\ndate: 2016-07-15\n---\n${paragraph}`);
  return ['/2016/07/15/table', '/2016/07/15/other', ...names.map((name) => `/${name}`)];
}

function startLoop(limitMs: number): Promise<Child> {
  const code = `const end = Date.now() + ${limitMs}; while (Date.now() < end);`;
  return startChild({ command: process.execPath, args: ['--eval', code] });
}

async function serve(
  contentDir: string,
  dataDir: string,
  addresses: readonly string[],
  { workers, limitMs }: Pick<BusyMachineOptions, 'workers' | 'limitMs'>,
) {
  const site = await startDateline({ contentDir, dataDir, env: { WORKERS: String(workers) } });
  try {
    const readyMs = await site.waitUntilReady(limitMs);
    let missing = addresses;
    while (missing.length > 0 && performance.now() - site.child.startedAt < limitMs) {
      const answers = await Promise.all(missing.map((address) => isThere(site.origin + address)));
      missing = missing.filter((_, nth) => answers[nth] === false);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const wholeMs = performance.now() - site.child.startedAt;
    const refused = REFUSED.reduce((sum, message) => sum + site.countMessages(message), 0);
    return { readyMs, wholeMs, missing, refused, postponed: site.countMessages(POSTPONED) };
  } finally {
    await site.stop();
  }
}

async function isThere(url: string): Promise<boolean> {
  const answer = await fetch(url).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.status === 200;
}

async function check(contentDir: string) {
  const child = await startChild({
    command: process.execPath,
    args: ['src/launch.cjs', 'check', contentDir],
    cwd: ROOT,
  });
  let report = '';
  child.stdout.on('data', (chunk: Buffer) => {
    report += chunk.toString();
  });
  const code = await child.ended;
  return { check: code, checkMs: performance.now() - child.startedAt, report: report + child.lastErrors() };
}
