import type { Logger } from 'pino';
import { GitHistoryError } from '../../git/git-process.ts';
import type { TreeEntry } from '../../git/git-trees.ts';
import type { PushOutcome } from '../../ingest/checkout/content-push.ts';
import { requireSite } from '../../ingest/checkout/site-root.ts';
import type { Ingest } from '../../ingest/ingest.ts';
import { SITE_FILE } from '../../ingest/read/folders.ts';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import type { BranchState } from '../../telemetry/machine-report.ts';
import { createBackoff } from '../children/backoff.ts';
import { type BranchContent, damage } from './branch-content.ts';

/** Who is told how a branch is followed. */
export interface BranchListener {
  /** The remote has answered, or readers have another commit. */
  state(state: BranchState): void;
  /** The remote could not be asked, or what it has not be published. */
  failed(): void;
  /** A push is with readers. */
  published(push: PublishedPush): void;
  /** Readers have the branch as it is, and nothing of it is under way while this is called. */
  settled(commit: string): void;
}

export interface PublishedPush extends PushOutcome {
  readonly commit: string;
  /** Whether it may not follow what was published before: the branch was forced to another history. */
  readonly isRewritten: boolean;
}

export interface FollowBranchDeps {
  readonly content: Pick<BranchContent, 'mirror' | 'checkout' | 'commit' | 'onStray'>;
  readonly ingest: Pick<Ingest, 'push' | 'learnBetween'>;
  readonly listener: BranchListener;
  readonly log: Logger;
  readonly now: () => number;
  /** How long it rests between two questions, ms. */
  readonly restMs?: number;
}

/** The branch, followed. */
export interface BranchFollower {
  /** Looks at the remote now: a push was heard of. Those that come meanwhile make one more look. */
  look(): void;
  /** Resolves when nothing is under way. */
  close(): Promise<void>;
}

const REST_MS = 5_000;
const LONGEST_REST_MS = 60_000;
/** The copy is packed after so many fetches, where it is worth it. */
const FETCHES_PER_TIDY = 200;

const FAILS =
  'the git repository cannot be followed; readers have what was published before, and it is asked again';
const HAND =
  'files of the checkout were changed by other hands than git; they are put back. Change them in a clone, and push';

/** Follows it from the commit that the content folder has; asks at once. */
export function followBranch(deps: FollowBranchDeps): BranchFollower {
  const { content, ingest, listener, log, now, restMs = REST_MS } = deps;
  const { mirror, checkout } = content;
  const { args, url } = mirror;
  const fault = lastingFault(log, {
    level: 'error',
    begun: FAILS,
    over: 'the git repository is followed again',
  });
  const backoff = createBackoff(restMs, Math.max(restMs, LONGEST_REST_MS));
  const strays = new Set<string>();
  let published = content.commit();
  /** The published commit, where the copy has it. */
  let known: string | null = null;
  let fetched: string | null = null;
  let fetches = 0;
  let heardAt: number | null = null;
  let behindSince: number | null = null;
  let answeredAt: number | null = null;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const tellState = (): void => listener.state({ commit: published, behindSince, answeredAt });

  /** Each git that is started costs readers milliseconds: what is known is not asked again, the rest at once. */
  const readPush = async (from: string, to: string): Promise<[readonly TreeEntry[], boolean]> => {
    const learnt = ingest.learnBetween(from, to).catch((error: unknown) => {
      log.error({ err: error, from, to }, 'what lies between two commits could not be learnt');
      return false;
    });
    return await Promise.all([checkout.between(from, to), learnt]);
  };

  const publish = async (to: string, since: number): Promise<void> => {
    if (published !== known) known = published !== null && (await mirror.has(published)) ? published : null;
    const [entries, isOn] =
      known === null ? [await checkout.differences(to), false] : await readPush(known, to);
    // A commit that follows one with a site has one as well, unless it takes it away.
    if (known === null || entries.some(({ path, blob }) => path === SITE_FILE && blob === null))
      await requireSite(args, to);
    const push = await checkout.prepare(entries, { commit: to, at: since });
    const outcome = await ingest.push(push);
    await mirror.markPublished(to);
    published = to;
    known = to;
    behindSince = null;
    tellState();
    const { filesChanged, articlesLive, problems } = outcome;
    const facts = { commit: to, files: filesChanged, stories: articlesLive, count: problems.length };
    log.info({ ...facts, ms: Math.round(now() - since) }, 'push published');
    listener.published({ ...outcome, commit: to, isRewritten: !isOn });
  };

  const putBack = async (): Promise<void> => {
    const paths = [...strays];
    strays.clear();
    if (paths.length === 0 || published === null) return;
    try {
      const { right, wrong } = await checkout.at(published, paths);
      if (right.length > 0) await ingest.push(checkout.again(right, { commit: published, at: now() }));
      if (wrong.length === 0) return;
      log.warn({ files: wrong.length, examples: wrong.slice(0, 5).map(({ path }) => path) }, HAND);
      await ingest.push(await checkout.prepare(wrong, { commit: published, at: now() }));
    } catch (error) {
      for (const path of paths) strays.add(path);
      throw error;
    }
  };

  const step = async (heard: number | null): Promise<void> => {
    await putBack();
    const begun = now();
    const isToFetch = heard !== null || fetched === null || (await mirror.ask()) !== fetched;
    if (isToFetch) {
      fetched = await mirror.fetch();
      fetches += 1;
      if (fetches % FETCHES_PER_TIDY === 1)
        void mirror.tidy().catch((error) => log.debug({ err: error }, 'gc'));
    }
    answeredAt = now();
    if (fetched !== published) behindSince ??= heard ?? begun;
    tellState();
    if (fetched !== null && fetched !== published) await publish(fetched, heard ?? begun);
    if (published !== null) listener.settled(published);
  };

  /** A copy that cannot be read is made anew, and then looked at once more. */
  const look = async (heard: number | null): Promise<void> => {
    try {
      await step(heard);
    } catch (error) {
      if (!(error instanceof GitHistoryError) || error.code !== 'git-failed') throw error;
      known = null;
      fetched = await mirror.renew(damage(url, error));
      await step(heard);
    }
  };

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    let wait = restMs;
    do {
      const heard = heardAt;
      heardAt = null;
      try {
        await look(heard);
        backoff.reset();
        fault.over();
        wait = restMs;
      } catch (error) {
        if (isClosed) return;
        fault.met(error);
        listener.failed();
        wait = backoff.next();
      }
    } while (heardAt !== null && !isClosed);
    if (!isClosed) timer = setTimeout(start, wait).unref();
  };
  const start = (): void => {
    if (isClosed || running !== null) return;
    running = run().finally(() => {
      running = null;
    });
  };

  const begin = async (): Promise<void> => {
    if (published !== null) await mirror.markPublished(published);
  };
  running = begin()
    .catch((error) => fault.met(error))
    .then(run)
    .finally(() => {
      running = null;
    });
  content.onStray((paths) => {
    for (const path of paths) strays.add(path);
    start();
  });
  return {
    look() {
      heardAt ??= now();
      start();
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      mirror.close();
      await running;
    },
  };
}
