import type { Logger } from 'pino';
import { lastGoodFile } from '../../catalog/last-good/open-last-good.ts';
import { permalinksFile } from '../../catalog/permalinks/ledger.ts';
import type { PermalinkLedger } from '../../catalog/permalinks/permalink.ts';
import {
  copyHeldLedger,
  type LedgerSample,
  putBackLedger,
  sampleLedger,
  stillHas,
} from '../../catalog/permalinks/rescue-ledger.ts';
import { pageViewsFile } from '../../catalog/page-views/open-page-views.ts';
import { watchDatabase } from './look-at-database.ts';

/** Who can open everything anew. */
export interface LossListener {
  /** Files of DATA_DIR have to be opened anew; the catalog’s is of no use where `isCatalogLost`. */
  lost(isCatalogLost: boolean): void;
  /** The catalog that is open is damaged. */
  damaged(): void;
}

export interface GuardOptions {
  readonly dataDir: string;
  /** The catalog's file. */
  readonly catalog: string;
  readonly ledger: PermalinkLedger;
  readonly log: Logger;
  readonly tell: LossListener;
  /** Milliseconds between two looks; 10 s by default. */
  readonly intervalMs?: number;
}

/** Looks from time to time whether the files that are open are still those of DATA_DIR. */
export interface DataDirGuard {
  /** No more looks. Once nobody writes any more, puts back a ledger that was lost; it may be closed then. */
  close(): void;
  /** Lets go of the files, when all connections to them are closed. */
  release(): void;
}

const INTERVAL_MS = 10_000;

const CURE =
  'Leave the files of DATA_DIR alone while the server runs; to start without one, stop the server before it is deleted';
const LEDGER_CURE =
  'Stop the server, move it away with the -wal and -shm files beside it, put a backup in its place or run "dateline ' +
  'permalinks import" with an export or "dateline permalinks rebuild", and start again';

/**
 * Begins to look. When a file is removed or replaced, SQLite goes on writing to one that nobody can find; when it is
 * overwritten, what is read of it is anything. The catalog is built again; of the ledger, which nothing can be built of,
 * the connection that holds it gives a whole copy back, or it is told that it cannot. Each is one line.
 */
export function guardDataDir(options: GuardOptions): DataDirGuard {
  const { dataDir, ledger, log, tell, intervalMs = INTERVAL_MS } = options;
  const permalinks = permalinksFile(dataDir);
  const watched = {
    permalinks: watchDatabase(permalinks),
    catalog: watchDatabase(options.catalog),
    lastGood: watchDatabase(lastGoodFile(dataDir)),
    pageViews: watchDatabase(pageViewsFile(dataDir)),
  };
  let sample: LedgerSample | null = null;
  let held: string | null = null;
  let isLost = false;
  let isLedgerTold = false;

  const isLedgerWhole = (): boolean => {
    try {
      if (sample !== null && !stillHas(permalinks, sample)) return false;
      sample = sampleLedger(permalinks);
      return true;
    } catch {
      return false;
    }
  };
  const lookAtLedger = (): void => {
    const fate = watched.permalinks?.look() ?? (isLedgerWhole() ? null : 'overwritten');
    if (fate === null) {
      isLedgerTold = false;
      return;
    }
    if (isLedgerTold) return;
    isLedgerTold = true;
    held = sample === null ? null : copyHeldLedger(ledger, permalinks, sample);
    const what = { file: permalinks, fate };
    if (held === null) {
      log.fatal(
        what,
        `the permalink ledger was removed, replaced or overwritten while the server runs, and cannot be put back. ${LEDGER_CURE}`,
      );
      return;
    }
    isLost = true;
    log.error(
      what,
      'the permalink ledger was removed, replaced or overwritten while the server runs; it is put back as the server ' +
        `holds it, and what took its place is kept beside it as permalinks.db.replaced. ${CURE}`,
    );
    tell.lost(false);
  };
  const look = (): void => {
    if (isLost) return;
    lookAtLedger();
    const fate = isLost ? null : (watched.catalog?.look() ?? null);
    if (fate !== null) {
      isLost = true;
      log.error(
        { file: watched.catalog?.file, fate },
        `the catalog was removed, replaced or overwritten while the server runs; it is built again. ${CURE}`,
      );
      if (fate === 'moved') tell.lost(true);
      else tell.damaged();
    }
    const others = isLost ? [] : [watched.lastGood, watched.pageViews];
    const lost = others.filter((one) => (one?.look() ?? null) !== null);
    if (lost.length === 0) return;
    isLost = true;
    log.error(
      { files: lost.length, examples: lost.map((one) => one?.file) },
      `files of DATA_DIR were removed, replaced or overwritten while the server runs; they are begun anew. ${CURE}`,
    );
    tell.lost(false);
  };

  look();
  const timer = setInterval(look, intervalMs).unref();
  return {
    release() {
      for (const one of Object.values(watched)) one?.close();
    },
    close() {
      clearInterval(timer);
      if (held === null || sample === null) return;
      // With what was published since.
      const copy = copyHeldLedger(ledger, permalinks, sample);
      held = null;
      if (copy === null) return;
      const rows = putBackLedger(copy, permalinks);
      if (rows > 0)
        log.warn({ file: permalinks, rows }, 'URLs of the file that took the ledger’s place were added');
    },
  };
}
