import { type CatalogReader, createCatalogReader } from '../../catalog/read/catalog.ts';
import { VISIBLE } from '../../catalog/store/visible.ts';
import { buildMemoryCatalog, type InspectOptions } from './memory-catalog.ts';

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

const NO_BODY = { bodyHtml: '', wordCount: 0 };

/** Reads a content folder into a catalog in memory, to ask it for addresses. Close it. @throws SiteError without a usable site.yaml. */
export async function openContent(
  folder: string,
  { ownerOf, ...options }: OpenContentOptions,
): Promise<OpenedContent> {
  const { database, ledger, close } = await buildMemoryCatalog(folder, options);
  const reader = createCatalogReader(database, {
    renderBody: () => NO_BODY,
    plainMarkdown: (body) => body,
    ownerOf: (path) => ledger.ownerOf(path) ?? ownerOf?.(path) ?? null,
    ownerOfFile: ledger.ownerOfFile,
  });
  const articles = database.prepare(`SELECT path, published_day AS day FROM article WHERE ${VISIBLE}`);
  return {
    reader,
    *articles(at) {
      for (const { path, day } of articles.iterate({ now: at }))
        yield { path: String(path), day: String(day) };
    },
    close,
  };
}
