import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { saveByRename } from '../../../bench/lib/save.ts';
import { openClone } from '../../support/git-clone.ts';
import { type GitServer, startGitServer } from '../../support/git-server.ts';
import { exchange } from '../../deploy/exchange.ts';
import { type Change, SITE_YAML, savedStory } from './change.ts';

/** Where editors write: a folder that all machines read, or a repository on a git host. */
export interface Newsroom {
  /** What each machine is started with. */
  readonly environment: Readonly<Record<string, string>>;
  readonly contentDir: string;
  /** Saves a change, or commits and pushes it. Resolves to `performance.now()` of the moment from which it counts. */
  readonly publish: (change: Change) => Promise<number>;
  /** The git host, where there is one. */
  readonly host: GitServer | null;
  readonly close: () => Promise<void>;
}

/** Stories that are there from the start, of the days before. */
const FIRST_STORIES = 12;
const DAY_MS = 86_400_000;

const firstFiles = (now: Date): readonly (readonly [string, string])[] => [
  ['site.yaml', SITE_YAML],
  ...Array.from({ length: FIRST_STORIES }, (_, at) => {
    const { file, text } = savedStory(`first${at}`, new Date(now.getTime() - (at + 1) * DAY_MS), 1);
    return [file, text] as const;
  }),
];

/** A folder; a change counts from just before its file is renamed into place. */
export function openFolder(folder: string, now: Date): Newsroom {
  const contentDir = join(folder, 'content');
  for (const [file, text] of firstFiles(now)) saveByRename(join(contentDir, file), text);
  return {
    environment: {},
    contentDir,
    async publish({ file, text }) {
      const since = performance.now();
      saveByRename(join(contentDir, file), text);
      return since;
    },
    host: null,
    close: async () => undefined,
  };
}

const SECRET = 'rig-secret-of-the-webhook';
/** As a git host names it: owner and repository. */
const REPOSITORY = 'courier/newsroom';

export interface RepositoryOptions {
  readonly now: Date;
  /** The origins of all machines; the first is told of a push by the host, and tells the others. */
  readonly machines: readonly string[];
}

/**
 * A repository on a git host of this machine. A change counts from when its push was accepted; then the host tells one machine
 * by its webhook, as git hosts do.
 */
export async function openRepository({ now, machines }: RepositoryOptions): Promise<Newsroom> {
  const host = await startGitServer();
  await host.create(REPOSITORY);
  const clone = await openClone(host.url(REPOSITORY));
  for (const [file, text] of firstFiles(now)) clone.write(file, text);
  await clone.commit('First stories');
  await clone.push();
  return {
    environment: {
      CONTENT_DIR: '',
      CONTENT_GIT: `${host.url(REPOSITORY)}#main`,
      CONTENT_GIT_TOKEN: 'rig-token',
      CONTENT_GIT_SECRET: SECRET,
      CONTENT_GIT_HOST: 'gitea',
      CONTENT_GIT_PEERS: machines.join(','),
    },
    contentDir: '',
    async publish({ file, text, path }) {
      clone.write(file, text);
      await clone.commit(path);
      await clone.push();
      const since = performance.now();
      void tellOfPush(machines);
      return since;
    },
    host,
    async close() {
      clone.close();
      await host.close();
    },
  };
}

/** Posts the host’s webhook to the first machine that takes it. */
async function tellOfPush(machines: readonly string[]): Promise<void> {
  const body = JSON.stringify({ ref: 'refs/heads/main' });
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = {
    'Content-Type': 'application/json',
    'X-Gitea-Event': 'push',
    'X-Gitea-Signature': signature,
    'X-Hub-Signature-256': `sha256=${signature}`,
  };
  for (const machine of machines) {
    const answer = await exchange(`${machine}/-/git`, headers, { method: 'POST', body }).catch(() => null);
    if (answer !== null && answer.status < 300) return;
  }
}
