import { DatabaseSync } from 'node:sqlite';

/** A link to a preview, as it was made. Moments are milliseconds since 1970. */
export interface PreviewLink {
  readonly id: string;
  /** The file that is shown, by its path below the content folder; null for the site without any draft. */
  readonly file: string | null;
  /** The moment as of which the whole site is shown; null for one story alone, or for now. */
  readonly at: number | null;
  /** It works before this. */
  readonly until: number;
  readonly madeAt: number;
  /** Who made it, by name. */
  readonly by: string;
}

/** The links of a site; the desk and commands may have it open at once. Each method throws SQLite's error. */
export interface PreviewLinkStore extends Disposable {
  put(link: PreviewLink): void;
  /** Null for none, and for one that was revoked. */
  get(id: string): PreviewLink | null;
  /** Those that work at `now`, the newest first. */
  list(now: number): readonly PreviewLink[];
  /** Ends one, all of a file, or all. Returns how many worked until then. */
  revoke(which: { readonly id: string } | { readonly file: string } | 'all', now: number): number;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS preview_link (
  id TEXT PRIMARY KEY,
  file TEXT,
  at_ms INTEGER,
  until_ms INTEGER NOT NULL,
  made_ms INTEGER NOT NULL,
  made_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS preview_link_until ON preview_link (until_ms);
PRAGMA user_version = 1;
`;

/** Opens the links of a site, making the file where there is none. @throws SQLite's error */
export function openPreviewLinkStore(file: string): PreviewLinkStore {
  using opened = new DisposableStack();
  const database = opened.use(new DatabaseSync(file, { timeout: 5_000 }));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(SCHEMA);
  const put = database.prepare(
    'INSERT INTO preview_link (id, file, at_ms, until_ms, made_ms, made_by) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const get = database.prepare('SELECT * FROM preview_link WHERE id = ?');
  const list = database.prepare('SELECT * FROM preview_link WHERE until_ms > ? ORDER BY made_ms DESC, id');
  const expire = database.prepare('DELETE FROM preview_link WHERE until_ms <= ?');
  const removeOne = database.prepare('DELETE FROM preview_link WHERE id = ?');
  const removeOfFile = database.prepare('DELETE FROM preview_link WHERE file = ?');
  const removeAll = database.prepare('DELETE FROM preview_link');
  opened.move();
  return {
    put({ id, file: of, at, until, madeAt, by }) {
      expire.run(madeAt);
      put.run(id, of, at, until, madeAt, by);
    },
    get(id) {
      const row = get.get(id);
      return row === undefined ? null : linkOf(row);
    },
    list: (now) => list.all(now).map(linkOf),
    revoke(which, now) {
      expire.run(now);
      if (which === 'all') return Number(removeAll.run().changes);
      return Number('id' in which ? removeOne.run(which.id).changes : removeOfFile.run(which.file).changes);
    },
    [Symbol.dispose]: () => database.close(),
  };
}

const linkOf = (row: Record<string, unknown>): PreviewLink => ({
  id: row['id'] as string,
  file: row['file'] as string | null,
  at: row['at_ms'] as number | null,
  until: row['until_ms'] as number,
  madeAt: row['made_ms'] as number,
  by: row['made_by'] as string,
});
