import type { Logger } from 'pino';
import type { Mirror } from '../../git/mirror.ts';
import { GitRemoteError } from '../../git/git-remote-error.ts';
import type { OnlyHere } from '../../ingest/history/compare-history.ts';
import type { LedgerKnowledge } from '../../ingest/history/history-learner.ts';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import { pushPermalinks } from './push-permalinks.ts';

export interface KeepPermalinksDeps {
  readonly ledger: LedgerKnowledge;
  readonly mirror: Pick<Mirror, 'args' | 'remote' | 'url' | 'branchName'>;
  readonly site: {
    /** Of the site, as readers know it. */
    readonly origin: string;
    /** Whether this machine tells the outside. */
    readonly isTeller: boolean;
    /** Whether it may push to the repository. */
    readonly mayPush: boolean;
  };
  /** Something was pushed. */
  readonly onPushed: () => void;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Rests so long after the start, and between two pushes, in ms. */
  readonly restMs?: number;
}

/** Sees to it that the repository knows every URL that this machine knows, or that somebody hears of it. */
export interface PermalinkKeeper {
  /** The commit is published, and nothing after it. Returns at once. */
  settled(commit: string): void;
  /** The history of the branch is another one. */
  rewritten(): void;
  /** Resolves when nothing is under way. */
  close(): Promise<void>;
}

const REST_MS = 60_000;
/** What was refused may be allowed by then; what the machine was too busy for may go. */
const LONG_REST_MS = 3_600_000;

const NOT_PUSHED =
  'permalinks.txt cannot be pushed; old URLs that only this machine knows are unknown to the others until it is';
const CURE =
  'put these lines of "dateline permalinks export" into permalinks.txt in the repository, or set CONTENT_GIT_PUSH=yes and TELL=yes on one machine';
const ONLY_HERE = `this machine knows URLs that neither the history of the repository nor its permalinks.txt tells, so that others answer 404: ${CURE}`;
const CONTESTED =
  'old URLs lead to another article on a new machine, which had them first there; let the one that is meant name them by "aliases"';

/**
 * The ledger is compared with the repository after the start, after a rewritten history and after an import, since only then it
 * can know more: it takes as long as learning the history. What is missing is pushed, or told, where this machine may not push.
 */
export function keepPermalinks(deps: KeepPermalinksDeps): PermalinkKeeper {
  const { ledger, mirror, site, onPushed, log, now, restMs = REST_MS } = deps;
  const longRestMs = Math.max(restMs, LONG_REST_MS);
  const closing = new AbortController();
  const fault = lastingFault(log, {
    level: 'warn',
    begun: NOT_PUSHED,
    over: 'permalinks.txt can be pushed again',
  });
  let isDue = !ledger.isOfHistory;
  let writes = ledger.writesOfOthers();
  let unpushed: OnlyHere | null = null;
  let notBefore = now() + restMs;
  let running: Promise<void> | null = null;

  const tellContested = ({ contested }: OnlyHere): void => {
    if (contested.length > 0)
      log.warn({ urls: contested.length, examples: contested.slice(0, 1) }, CONTESTED);
  };
  const push = async (found: OnlyHere): Promise<void> => {
    const pushed = await pushPermalinks(mirror, { found, origin: site.origin, now });
    if (pushed === 'late') return;
    unpushed = null;
    fault.over();
    if (pushed === null) return;
    const facts = { commit: pushed.commit, rows: pushed.rows, urls: found.paths.length };
    log.info({ ...facts, examples: found.paths.slice(0, 1) }, 'permalinks.txt was pushed');
    onPushed();
  };
  const compare = async (commit: string): Promise<void> => {
    isDue = false;
    const found = await ledger.compare(commit, closing.signal).catch((error: unknown) => {
      isDue = true;
      throw error;
    });
    unpushed = null;
    if (found === null) return;
    tellContested(found);
    if (found.rows.length === 0) {
      fault.over();
      log.info({ commit }, 'the repository tells every URL that this machine knows');
    } else if (site.isTeller && site.mayPush) unpushed = found;
    else {
      const facts = { urls: found.paths.length, rows: found.rows.length, examples: found.paths.slice(0, 1) };
      log[site.isTeller ? 'warn' : 'info'](facts, ONLY_HERE);
    }
  };
  const run = async (commit: string): Promise<void> => {
    let rest = restMs;
    try {
      if (isDue) await compare(commit);
      if (unpushed !== null) await push(unpushed);
    } catch (error) {
      if (closing.signal.aborted) return;
      if (unpushed === null)
        log.warn({ err: error }, 'the URLs of this machine could not be compared with the history');
      else fault.met(error);
      const isPassing = error instanceof GitRemoteError && error.code !== 'git-push-refused';
      rest = isPassing ? restMs : longRestMs;
    }
    notBefore = now() + rest;
  };
  return {
    settled(commit) {
      const heard = ledger.writesOfOthers();
      if (heard !== writes) isDue = true;
      writes = heard;
      const isIdle = running === null && !closing.signal.aborted && now() >= notBefore;
      if (!isIdle || !(isDue || unpushed !== null)) return;
      running = run(commit).finally(() => {
        running = null;
      });
    },
    rewritten() {
      isDue = true;
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}
