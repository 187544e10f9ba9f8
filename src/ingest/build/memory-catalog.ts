import type { DatabaseSync } from 'node:sqlite';
import { resolve } from 'node:path';
import { openMemoryPermalinks } from '../../catalog/permalinks/ledger.ts';
import type { PermalinkLedger } from '../../catalog/permalinks/permalink.ts';
import { openMemoryCatalog } from '../../catalog/store/open-catalog.ts';
import { chooseSite } from '../read/choose-site.ts';
import { poolFor } from '../read/parse-pool.ts';
import { buildCatalog, type BuiltCatalog } from './build-catalog.ts';
import { buildFromFolder } from './build-source.ts';

export interface InspectOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly threads: number;
  readonly onProgress: (done: number, total: number) => void;
}

/** A content folder read into memory, apart from any DATA_DIR. */
export interface MemoryCatalog {
  /** The folder's absolute path. */
  readonly contentDir: string;
  readonly database: DatabaseSync;
  readonly ledger: PermalinkLedger;
  readonly built: BuiltCatalog;
  close(): void;
}

/** So many files are worth threads, where bodies are looked through as well. */
const SOME = 500;

/** Builds a catalog of a whole folder in memory, with the words of bodies where it is thorough; close it. @throws SiteError without a usable site.yaml. */
export async function buildMemoryCatalog(
  folder: string,
  { now, threads, onProgress }: InspectOptions,
  isThorough = false,
): Promise<MemoryCatalog> {
  const contentDir = resolve(folder);
  const chosen = chooseSite(contentDir, { catalog: null, lastGood: null });
  using opened = new DisposableStack();
  const database = opened.adopt(openMemoryCatalog(), (one) => one.close());
  const ledger = opened.adopt(openMemoryPermalinks(), (one) => one.close());
  const built = await buildCatalog({
    target: { database, ledger, version: 1 },
    from: buildFromFolder(contentDir, (files) =>
      poolFor(files, { contentDir, site: chosen.site }, threads, SOME),
    ),
    contentDir,
    chosen,
    isThorough,
    now,
    onProgress,
  });
  const kept = opened.move();
  return { contentDir, database, ledger, built, close: () => kept.dispose() };
}
