import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openMemoryPermalinks } from '../../catalog/permalinks/ledger.ts';
import type { PermalinkLedger } from '../../catalog/permalinks/permalink.ts';
import { createUrlPublisher, type UrlPublisher } from '../../catalog/replay/url-publisher.ts';
import { openScratchCatalog } from '../../catalog/store/open-catalog.ts';
import type { Site } from '../../config/site.ts';
import type { GitHistory } from '../../git/git-history.ts';
import { ARTICLES, kindOf } from '../read/folders.ts';
import { readSteps } from './read-steps.ts';
import { createReplay, type ReplayOptions } from './replay-steps.ts';

export interface ReplayHistoryOptions extends Pick<ReplayOptions, 'onFormer'> {
  readonly history: Pick<GitHistory, 'commits' | 'readBlobs'>;
  /** The commit up to which history is published. */
  readonly to: string;
  /** The settings that hold until the history has some; null where nothing is published before. */
  readonly site: Site | null;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  readonly onProgress?: (versions: number) => void;
}

/** A whole history as a site would have published it that was there at every commit. Close it. */
export interface ReplayedHistory extends Disposable {
  /** The catalog at the end of it, with the texts of articles and without what pages and searches need. */
  readonly database: DatabaseSync;
  readonly ledger: PermalinkLedger;
  readonly publisher: UrlPublisher;
  /** The moment up to which it went, in milliseconds since 1970. */
  readonly nowMs: number;
  readonly commits: number;
  /** Versions of articles and pages that were read. */
  readonly versions: number;
  /** The settings at its end; null where it has none. */
  readonly site: Site | null;
  /** The files at its end, with their blobs. */
  readonly files: ReadonlyMap<string, string>;
  /** Of files that Dateline reads and that are no articles, all blobs since they came, the newest last. */
  readonly listVersions: ReadonlyMap<string, readonly string[]>;
}

/**
 * Publishes a history, commit by commit, at the times of the commits, with the publisher that a live site has.
 * @throws GitHistoryError and MachineBusyError.
 */
export async function replayHistory(options: ReplayHistoryOptions): Promise<ReplayedHistory> {
  const { history, to, nowMs, onProgress = () => {} } = options;
  using opened = new DisposableStack();
  const database = opened.adopt(openScratchCatalog(), (one) => one.close());
  const ledger = opened.adopt(openMemoryPermalinks(), (one) => one.close());
  const files = new Map<string, string>();
  const listVersions = new Map<string, string[]>();
  const onVersion = (file: string, blob: string | null): void => {
    if (blob === null) listVersions.delete(file);
    else if (kindOf(file) !== 'article') listVersions.set(file, [...(listVersions.get(file) ?? []), blob]);
  };
  const present = new Set<string>();
  const publisher = createUrlPublisher({ database, ledger, isGone: (file) => !present.has(file) });
  const replay = createReplay({ ...options, publisher, present, sinceMs: BEGINNING });
  const steps = readSteps({
    ...{ history, range: { from: null, to }, site: options.site, files, fromMs: BEGINNING, nowMs },
    onVersion,
  });
  let { site } = options;
  let [commits, versions] = [0, 0];
  for await (const step of steps) {
    replay.take(step);
    if (step.kind !== 'begin') continue;
    ({ site } = step);
    commits += 1;
    versions += step.come.length;
    onProgress(versions);
    // Signals and questions whether this process lives are answered meanwhile.
    if (commits % 100 === 0) await nextTurn();
  }
  // What was moved out of its file and has no new one is taken down, as a look at the folder does.
  const strays = publisher.sources.below(ARTICLES).filter((file) => !files.has(file));
  if (strays.length > 0) publisher.publish({ gone: strays }, nowMs);
  replay.advance(nowMs);
  const kept = opened.move();
  return {
    ...{ database, ledger, publisher, nowMs, commits, versions, site, files, listVersions },
    [Symbol.dispose]: () => kept.dispose(),
  };
}

const BEGINNING = Number.MIN_SAFE_INTEGER;
