import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openPermalinks, permalinksFile } from '../../../src/catalog/permalinks/ledger.ts';
import type { PermalinkRow } from '../../../src/catalog/permalinks/permalink.ts';
import { type GitNewsroom, hourMs } from '../../cli/git-newsroom.ts';
import { openNewsroom, type Running } from '../open-newsroom.ts';

/** A machine that serves what a repository holds. */
export interface Machine {
  /** The commit that it serves; empty before the first start. */
  readonly commit: () => string;
  /** What it logged since its last start. */
  readonly logged: readonly Record<string, unknown>[];
  /** Starts on a commit, at an hour. */
  start(commit: string, hour: number): Promise<void>;
  /** Is told of a push that leads to a commit, at an hour. */
  push(commit: string, hour: number): Promise<void>;
  stop(): Promise<void>;
  /** The rows of its ledger. */
  rows(): PermalinkRow[];
  /** A path, as readers find it at an hour. */
  at(path: string, hour: number): string;
  dispose(): Promise<void>;
}

/** Makes a machine with an empty DATA_DIR. */
export function openMachine(room: GitNewsroom): Machine {
  const own = openNewsroom();
  const gitDir = join(room.root, '.git');
  let commit = '';
  let running: Running | null = null;
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', gitDir, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const setClock = (hour: number): void => {
    own.ahead = hourMs(hour) - Date.now();
  };
  const checkOut = (to: string): void => {
    const before = commit === '' ? [] : git('ls-tree', '-r', '-z', '--name-only', commit).split('\0');
    const after = new Set(git('ls-tree', '-r', '-z', '--name-only', to).split('\0'));
    const changed = git('diff', '-z', '--name-only', '--no-renames', commit === '' ? EMPTY : commit, to);
    for (const file of changed.split('\0')) {
      if (file !== '' && after.has(file)) own.write(file, git('show', `${to}:${file}`));
    }
    for (const file of before)
      if (file !== '' && !after.has(file)) rmSync(join(own.contentDir, file), { force: true });
    commit = to;
  };
  const started = (): Running => {
    if (running === null) throw new Error('the machine is not started');
    return running;
  };
  return {
    commit: () => commit,
    logged: own.logged,
    async start(to, hour) {
      setClock(hour);
      checkOut(to);
      running = await own.start({ history: async () => ({ gitDir, branch: 'main', commit: to }) });
    },
    async push(to, hour) {
      const { ingest } = started();
      // What the clock has brought until the first of the commits was made.
      const times = git('log', '--format=%ct', `${commit}..${to}`).trim().split('\n').map(Number);
      setClock((Math.min(...times) * 1000 - hourMs(0)) / 3_600_000 - 0.001);
      await ingest.catchUp();
      setClock(hour);
      await ingest.learnBetween(commit, to);
      checkOut(to);
      await ingest.catchUp();
    },
    async stop() {
      await started().close();
      running = null;
    },
    rows() {
      const ledger = openPermalinks(permalinksFile(own.dataDir));
      try {
        return [...ledger.rows()];
      } finally {
        ledger.close();
      }
    },
    at(path, hour) {
      setClock(hour);
      return started().at(path);
    },
    dispose: own.dispose,
  };
}

/** The object of an empty tree. */
const EMPTY = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
