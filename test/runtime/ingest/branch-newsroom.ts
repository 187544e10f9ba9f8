import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect } from 'vitest';
import type { LoggerOptions } from '../../../src/telemetry/logger.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { type Ingest, startIngest } from '../../../src/ingest/ingest.ts';
import type { PageChange } from '../../../src/ingest/publish/writer.ts';
import { type BranchContent, openBranchContent } from '../../../src/runtime/ingest/branch-content.ts';
import {
  type BranchFollower,
  followBranch,
  type PublishedPush,
} from '../../../src/runtime/ingest/follow-branch.ts';
import type { BranchState } from '../../../src/telemetry/machine-report.ts';
import { keepPermalinks } from '../../../src/runtime/ingest/keep-permalinks.ts';
import { openReader } from '../../../src/runtime/server/open-reader.ts';
import { type Clone, openClone } from '../../support/git-clone.ts';
import { type GitServer, startGitServer } from '../../support/git-server.ts';
import { SITE, story } from '../../ingest/open-newsroom.ts';

/** A machine that serves a branch. */
export interface Machine {
  readonly dataDir: string;
  readonly contentDir: string;
  readonly content: BranchContent;
  readonly ingest: Ingest;
  readonly follower: BranchFollower;
  /** Publishes that readers see, without those of related stories and pictures. */
  readonly seen: PageChange[];
  readonly pushes: PublishedPush[];
  readonly learnt: [string, string][];
  readonly states: BranchState[];
  readonly logged: Record<string, unknown>[];
  /** Headlines that readers see, sorted. */
  titles(): string[];
  /** A path, as readers find it: the headline, `-> PATH`, `gone` or `unknown`. */
  at(path: string): string;
  /** Files of the checkout, sorted. */
  files(): string[];
  /** Lines of the log with this message. */
  said(message: string): Record<string, unknown>[];
  /** Has it look at the branch, and waits until that has this commit. */
  take(commit: string): Promise<void>;
  close(): Promise<void>;
}

export interface BranchNewsroom extends AsyncDisposable {
  readonly server: GitServer;
  /** The bare repository at the host. */
  readonly repository: string;
  readonly clone: Clone;
  /** Commits what was written to the clone, and pushes it. */
  publish(files?: Readonly<Record<string, string | Uint8Array>>): Promise<string>;
  /** Starts a machine on a DATA_DIR that is its own, or on that of another that is closed. */
  start(options?: StartOptions): Promise<Machine>;
}

export interface StartOptions {
  readonly dataDir?: string;
  readonly branch?: string;
  readonly token?: string;
  /** Whether it pushes URLs that the repository lacks, tells of them, or leaves that to others; it looks for none by default. */
  readonly permalinks?: 'pushed' | 'told' | 'of others';
  /** Rests so long between two questions, ms. By default it asks when it is told to look. */
  readonly restMs?: number;
}

const NEVER_MS = 3_600_000;

/** A git host with a site of one story, and a clone to write in. */
export async function openBranchNewsroom(): Promise<BranchNewsroom> {
  const server = await startGitServer();
  const repository = await server.create('site');
  const clone = await openClone(server.url('site'));
  const stack = new AsyncDisposableStack();
  stack.defer(() => server.close());
  stack.defer(() => clone.close());
  const publish: BranchNewsroom['publish'] = async (files = {}) => {
    for (const [file, text] of Object.entries(files)) clone.write(file, text);
    const commit = await clone.commit();
    await clone.push();
    return commit;
  };
  await publish({ 'site.yaml': SITE, 'articles/first.md': story('First') });
  return {
    server,
    repository,
    clone,
    publish,
    async start(options = {}) {
      const machine = await startMachine(server.url('site'), options);
      stack.defer(() => machine.close());
      stack.defer(() => rmSync(machine.dataDir, { recursive: true, force: true }));
      return machine;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

async function startMachine(
  url: string,
  {
    dataDir = mkdtempSync(join(tmpdir(), 'machine-')),
    branch,
    token,
    restMs = NEVER_MS,
    permalinks,
  }: StartOptions,
): Promise<Machine> {
  const contentDir = join(dataDir, 'checkout');
  const logged: Record<string, unknown>[] = [];
  const destination: LoggerOptions['destination'] = { write: (line) => void logged.push(JSON.parse(line)) };
  const log = createLogger({ level: 'info', destination });
  const [seen, pushes, learnt, states] = [[], [], [], []] as [
    PageChange[],
    PublishedPush[],
    [string, string][],
    BranchState[],
  ];
  const content = openBranchContent({
    contentGit: { url, branch: branch ?? null, host: null, mayPush: false, peers: [] },
    token: token ?? null,
    environment: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
    contentDir,
    dataDir,
    log,
    now: Date.now,
  });
  const ingest = await startIngest({
    contentDir,
    dataDir,
    log,
    now: Date.now,
    threads: 1,
    isLive: true,
    source: content.source,
    history: content.history,
    tell: {
      progress() {},
      published(publish) {
        if (publish.changes.length > 0 || ![...publish.keys].every((key) => key.startsWith('article:')))
          seen.push(publish);
      },
      lost() {},
      damaged() {
        throw new Error('the catalog is sound');
      },
    },
  });
  const keeper =
    permalinks === undefined
      ? null
      : keepPermalinks({
          ledger: ingest.ledger,
          mirror: content.mirror,
          site: {
            origin: 'https://www.example.org',
            isTeller: permalinks !== 'of others',
            mayPush: permalinks === 'pushed',
          },
          onPushed: () => follower.look(),
          log,
          now: Date.now,
          restMs: 0,
        });
  const follower = followBranch({
    content,
    ingest: {
      push: ingest.push,
      async learnBetween(from, to) {
        learnt.push([from, to]);
        return await ingest.learnBetween(from, to);
      },
    },
    listener: {
      state: (state) => void states.push(state),
      failed() {},
      published(push) {
        pushes.push(push);
        if (push.isRewritten) keeper?.rewritten();
      },
      settled: (commit) => keeper?.settled(commit),
    },
    log,
    now: Date.now,
    restMs,
  });
  const reader = openReader(dataDir);
  let isClosed = false;
  return {
    dataDir,
    contentDir,
    content,
    ingest,
    follower,
    seen,
    pushes,
    learnt,
    states,
    logged,
    titles: () =>
      reader
        .read((catalog) => catalog.list({ kind: 'all' }, { now: Date.now(), limit: 1_000, offset: 0 }))
        .map(({ title }) => title)
        .sort(),
    at(path) {
      const found = reader.read((catalog) => catalog.resolve(path, Date.now()));
      if (found.kind === 'article') return found.article.title;
      return found.kind === 'moved' ? `-> ${found.path}` : found.kind;
    },
    files: () =>
      readdirSync(contentDir, { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map(({ parentPath, name }) => relative(contentDir, join(parentPath, name)))
        .sort(),
    async take(commit) {
      follower.look();
      await expect.poll(() => states.at(-1)?.commit).toBe(commit);
    },
    said: (message) => logged.filter(({ msg }) => msg === message),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await Promise.all([follower.close(), keeper?.close()]);
      reader.close();
      await ingest.close();
    },
  };
}
