import { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import { ledgerOf } from '../../catalog/permalinks/sqlite-ledger.ts';
import { createPublisher } from '../../catalog/publish/publisher.ts';
import type { CatalogReader } from '../../catalog/read/catalog.ts';
import { catalogSettings, catalogVersion } from '../../catalog/sqlite/settings.ts';
import { rollBack } from '../../catalog/sqlite/transaction.ts';
import { publishContext } from '../../ingest/publish/publish-context.ts';
import { publishLog } from '../../ingest/publish/publish-log.ts';
import { openWriter } from '../../ingest/publish/writer.ts';
import { isThere } from '../../ingest/read/is-there.ts';
import { poolFor } from '../../ingest/read/parse-pool.ts';
import type { TextRead } from '../../ingest/read/text-folder.ts';
import { createSiteReader } from '../server/site-reader.ts';
import type { CopiedCatalog } from './copy-catalog.ts';
import type { PictureReadings } from './draft-pictures.ts';
import { type PublishedDraft, publishDraft } from './publish-draft.ts';

export interface PrivateSiteOptions {
  readonly copied: CopiedCatalog;
  readonly contentDir: string;
  readonly readings: PictureReadings;
  /** Of what goes wrong; what it publishes is told to nobody. */
  readonly log: Logger;
}

/** A copy of the site's catalog on which anything may be published, and all of it is undone. */
export interface PrivateSite {
  /** What is on it now; it may be asked for as long as the site is open. */
  readonly reader: CatalogReader;
  /** The moment as of which it is, in milliseconds since 1970. */
  moment(): number;
  /**
   * Undoes what was done, has the site be as of `moment`, and publishes a draft on it, or none. Resolves to what became of the
   * draft; null for none. @throws PreviewError where it cannot be judged; the site is as of `moment` then, without it.
   */
  show(draft: TextRead | null, moment: number): Promise<PublishedDraft | null>;
  /** Goes on to a later moment. */
  moveTo(moment: number): void;
  close(): void;
}

/** What rendered bodies may take in memory, in bytes. */
const BODY_BYTES = 8 * 1024 * 1024;
/** More than any state raises its version by, so that no two states have one version: answers are kept by it. */
const VERSIONS = 1_000_000;

/** Opens a copy. Close it, and remove the copy. @throws Error from SQLite */
export function openPrivateSite({ copied, contentDir, readings, log }: PrivateSiteOptions): PrivateSite {
  using opened = new DisposableStack();
  const database = opened.use(new DatabaseSync(copied.catalog));
  // Nothing of it need survive anything, and nobody else opens it.
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
  database.exec('PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384');
  // Its one table is found by its name, so that one transaction holds both.
  database.prepare('ATTACH ? AS ledger').run(copied.permalinks);
  database.exec('PRAGMA ledger.journal_mode = MEMORY; PRAGMA ledger.synchronous = OFF');
  const ledger = ledgerOf(database, copied.permalinks);
  const reader = createSiteReader(database, ledger, BODY_BYTES);
  const settings = catalogSettings(database);
  const version = catalogVersion(settings);
  let states = 0;
  let moment = 0;
  let shown: string | null = null;
  const publisher = createPublisher({
    database,
    ledger,
    isGone: (file) => file !== shown && !isThere(contentDir, file),
  });
  const writer = openWriter({ database, log, now: () => moment, damaged() {} });
  const context = publishContext({
    contentDir,
    writer,
    publisher,
    log: publishLog(log.child({}, { level: 'silent' })),
    openPool: (files, site) => poolFor(files, { contentDir, site }, 1),
    isDirty: () => false,
    unjudged: { add() {}, has: () => false, judged() {} },
  });
  const moveTo = (to: number): void => {
    if (to < moment) return;
    moment = to;
    context.due();
  };
  opened.move();
  return {
    reader,
    moment: () => moment,
    moveTo,
    async show(draft, to) {
      if (database.isTransaction) rollBack(database);
      database.exec('BEGIN');
      states += 1;
      settings.put('version', String(version + states * VERSIONS));
      shown = draft?.file ?? null;
      moment = to;
      context.due();
      return draft === null ? null : publishDraft(draft, { context, readings, moveTo });
    },
    close: () => reader.close(),
  };
}
