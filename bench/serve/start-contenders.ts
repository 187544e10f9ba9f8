import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from '../lib/child.ts';
import { startArguments, startDateline } from '../lib/dateline.ts';
import { findProgram } from '../lib/find-program.ts';
import { findFreePort } from '../lib/free-port.ts';
import { ACCEPT_ENCODING, ARTICLE_PATH, type Contender, waitForAnswer } from './contender.ts';
import { findBrotliModule, startNginx } from './nginx.ts';
import { headerOf, type RecordedReply, recordReply } from './recorded-reply.ts';
import { recordSettled } from './settled-page.ts';
import { startBare } from './start-bare.ts';

export interface ContenderOptions {
  /** An empty folder. */
  readonly folder: string;
  /** The one core that each server may run on. */
  readonly core: number | undefined;
  /** Whether the cache in front of Express's other middleware takes part too. */
  readonly withVariants: boolean;
}

/** What takes part, and what Dateline answers. */
export interface Contest {
  readonly contenders: readonly Contender[];
  readonly page: RecordedReply;
  readonly notModified: RecordedReply;
  /** What is not there, and why. */
  readonly absent: readonly string[];
  readonly stop: () => Promise<void>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_TIMEOUT_MS = 30_000;

/** Starts every server over a copy of the newsroom's own content folder. */
export async function startContenders(options: ContenderOptions): Promise<Contest> {
  const { folder, core, withVariants } = options;
  const contentDir = join(folder, 'content');
  const dataDir = join(folder, 'data');
  cpSync(join(ROOT, 'content'), contentDir, { recursive: true });
  const logFile = join(folder, 'dateline.log');
  const dateline = await startDateline({ contentDir, dataDir, env: { WORKERS: '0' }, core, logFile });
  await dateline.waitUntilReady(START_TIMEOUT_MS);
  const { origin } = dateline;
  const url = origin + ARTICLE_PATH;
  const page = await recordSettled(url);
  const condition = { 'If-None-Match': headerOf(page, 'ETag') ?? '' };
  const notModified = await recordReply(url, { ...ACCEPT_ENCODING, ...condition });

  const site = { folder, contentDir, dataDir, origin, core };
  const contenders: Contender[] = [
    { name: 'Dateline', url, conditionalUrl: url, child: dateline.child, logFile },
    await startLane(site, 'express', 'Dateline through Express'),
    ...(withVariants ? [await startLane(site, 'first', 'cache as Express’s first middleware')] : []),
    await startBareContender(folder, page, notModified, core),
    await startTutorial(contentDir, core),
  ];
  const absent: string[] = [];
  const program = findProgram('nginx');
  const brotliModule = findBrotliModule();
  if (program === null || brotliModule === null) {
    absent.push('nginx does not take part: it, or its brotli_static module, is not installed.');
  } else {
    const prefix = join(folder, 'nginx');
    mkdirSync(prefix);
    const given = { program, brotliModule, folder: prefix, page, notModified, core };
    contenders.push({ name: 'nginx', ...(await startNginx(given)), logFile: null });
  }
  const stop = async (): Promise<void> => {
    const children = contenders.flatMap(({ child, conditionalChild }) => [child, conditionalChild ?? child]);
    await Promise.all(children.map((child) => child.stop()));
  };
  return { contenders, page, notModified, absent, stop };
}

interface SiteOptions {
  readonly folder: string;
  readonly contentDir: string;
  readonly dataDir: string;
  /** Of the server whose data folder is read. */
  readonly origin: string;
  readonly core: number | undefined;
}

async function startLane(site: SiteOptions, lane: 'express' | 'first', name: string): Promise<Contender> {
  const { folder, contentDir, dataDir, origin, core } = site;
  const port = await findFreePort();
  const logFile = join(folder, `${lane}.log`);
  const args = [
    ...startArguments().slice(0, -1),
    fileURLToPath(new URL('lane-server.ts', import.meta.url)),
    ...[lane, String(port), contentDir, dataDir, origin],
  ];
  const child = await startChild({ command: process.execPath, args, core, logFile });
  const url = `http://127.0.0.1:${port}${ARTICLE_PATH}`;
  await waitForAnswer(child, url);
  await recordSettled(url);
  return { name, url, conditionalUrl: url, child, logFile };
}

async function startBareContender(
  folder: string,
  page: RecordedReply,
  notModified: RecordedReply,
  core: number | undefined,
): Promise<Contender> {
  const bare = await startBare(folder, page, core);
  const conditional = await startBare(folder, notModified, core);
  return {
    name: 'bare node:http',
    url: bare.url,
    conditionalUrl: conditional.url,
    child: bare.child,
    conditionalChild: conditional.child,
    logFile: null,
  };
}

async function startTutorial(contentDir: string, core: number | undefined): Promise<Contender> {
  const port = await findFreePort();
  const program = fileURLToPath(new URL('tutorial/server.ts', import.meta.url));
  const child = await startChild({
    command: process.execPath,
    args: [...startArguments().slice(0, -1), program, String(port), contentDir],
    env: { NODE_ENV: 'production' },
    core,
  });
  const url = `http://127.0.0.1:${port}${ARTICLE_PATH}`;
  await waitForAnswer(child, url);
  return { name: 'tutorial: Express, EJS, marked', url, conditionalUrl: null, child, logFile: null };
}
