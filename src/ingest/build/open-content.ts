import { resolve } from 'node:path';
import { type CatalogReader, createCatalogReader } from '../../catalog/read/catalog.ts';
import { VISIBLE } from '../../catalog/store/visible.ts';
import { openMemoryCatalog } from '../../catalog/store/open-catalog.ts';
import { openMemoryPermalinks } from '../../catalog/permalinks/ledger.ts';
import { chooseSite } from '../read/choose-site.ts';
import { poolFor } from '../read/parse-pool.ts';
import { buildCatalog } from './build-catalog.ts';
import { buildFromFolder } from './build-source.ts';
import type { InspectOptions } from './inspect-content.ts';

export interface OpenContentOptions extends InspectOptions {
  /** Whose URL a path was, by a ledger of what was published before; null for none. */
  readonly ownerOf: ((path: string) => string | null) | null;
}

/** A content folder as readers would find it, without a server and apart from any DATA_DIR. */
export interface OpenedContent {
  /** Bodies are empty in it. */
  readonly reader: CatalogReader;
  /** The path of every article that shows at `now`, in milliseconds since 1970, with its day. */
  articles(now: number): Iterable<{ readonly path: string; readonly day: string }>;
  close(): void;
}

/** So many files are worth threads. */
const SOME = 500;

const NO_BODY = { bodyHtml: '', wordCount: 0 };

/** Reads a content folder into a catalog in memory, to ask it for addresses. Close it. @throws SiteError without a usable site.yaml. */
export async function openContent(
  folder: string,
  { now, threads, onProgress, ownerOf }: OpenContentOptions,
): Promise<OpenedContent> {
  const contentDir = resolve(folder);
  const chosen = chooseSite(contentDir, { catalog: null, lastGood: null });
  using opened = new DisposableStack();
  const database = opened.adopt(openMemoryCatalog(), (one) => one.close());
  const ledger = opened.adopt(openMemoryPermalinks(), (one) => one.close());
  await buildCatalog({
    target: { database, ledger, version: 1 },
    from: buildFromFolder(contentDir, (files) =>
      poolFor(files, { contentDir, site: chosen.site }, threads, SOME),
    ),
    contentDir,
    chosen,
    now,
    onProgress,
  });
  const reader = createCatalogReader(database, {
    renderBody: () => NO_BODY,
    ownerOf: (path) => ledger.ownerOf(path) ?? ownerOf?.(path) ?? null,
    ownerOfFile: ledger.ownerOfFile,
  });
  const articles = database.prepare(`SELECT path, published_day AS day FROM article WHERE ${VISIBLE}`);
  opened.move();
  return {
    reader,
    *articles(at) {
      for (const { path, day } of articles.iterate({ now: at }))
        yield { path: String(path), day: String(day) };
    },
    close() {
      reader.close();
      ledger.close();
    },
  };
}
