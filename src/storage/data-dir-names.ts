/**
 * What becomes of something in DATA_DIR when it is backed up: `database` and `file` are copied, `folder` with all that is in it;
 * `made-again` follows from the content or from what others tell; `ended` must not come alive again, such as a lock, or what was told
 * or ended since.
 */
export type Fate = 'database' | 'file' | 'folder' | 'made-again' | 'ended';

/** Something that Dateline keeps in DATA_DIR. */
export interface DataDirName {
  /** Its name, without what SQLite and drafts put behind it; `-*` stands for further parts of it. */
  readonly name: string;
  readonly fate: Fate;
  /** What it is, as docs/backup.md says it. */
  readonly holds: string;
  /** Of a database that is copied: the form of its tables that this program writes, SQLite's user_version. */
  readonly form?: number;
}

/**
 * All that Dateline keeps in DATA_DIR. Databases stand in the order in which their states are taken: what a publish writes first is
 * taken last, so that the ledger of URLs knows whatever the others speak of.
 */
export const DATA_DIR_NAMES: readonly DataDirName[] = [
  { name: 'told.db', fate: 'database', form: 0, holds: 'what editors were told of their files' },
  { name: 'readings.db', fate: 'database', form: 0, holds: 'what is read most' },
  { name: 'embeds.db', fate: 'database', form: 1, holds: 'what providers told of embeds' },
  { name: 'fetched.db', fate: 'database', form: 1, holds: 'the list of pictures of other hosts' },
  { name: 'desk.db', fate: 'database', form: 1, holds: 'people of the desk, their keys, and what they did' },
  {
    name: 'revisions.db',
    fate: 'database',
    form: 1,
    holds: 'versions of stories, and what is kept from readers',
  },
  { name: 'last-good.db', fate: 'database', form: 1, holds: 'the last good version of every file' },
  {
    name: 'permalinks.db',
    fate: 'database',
    form: 1,
    holds: 'the ledger of every URL that was ever published',
  },
  { name: 'feeds.json', fate: 'file', holds: 'the items of partner feeds' },
  { name: 'fetched', fate: 'folder', holds: 'pictures of other hosts' },
  { name: 'catalog.db', fate: 'made-again', holds: 'the catalog, made of the content' },
  { name: 'catalog-*', fate: 'made-again', holds: 'the catalog of another release' },
  { name: 'pictures', fate: 'made-again', holds: 'pictures in the sizes that pages ask for' },
  { name: 'history.json', fate: 'made-again', holds: 'that the history of the repository is learnt' },
  { name: 'mirror.git', fate: 'made-again', holds: 'the repository of CONTENT_GIT, fetched again' },
  { name: 'checkout', fate: 'made-again', holds: 'the files of its commit' },
  { name: 'outbox.db', fate: 'ended', holds: 'what waits to be told, and has been told since' },
  { name: 'purges.db', fate: 'ended', holds: 'what caches are still to drop; a new one purges everything' },
  { name: 'previews.db', fate: 'ended', holds: 'links to previews, of which some were ended since' },
  { name: 'previews.key', fate: 'ended', holds: 'the secret of these links' },
  { name: 'previews', fate: 'ended', holds: 'private copies of the catalog while the server runs' },
  { name: 'writer.lock', fate: 'ended', holds: 'the lock of the process that writes' },
  { name: 'control.sock', fate: 'ended', holds: 'the way to the running server' },
  { name: 'control-*', fate: 'ended', holds: 'the way to a server that takes the place of another' },
  { name: 'last-backup.json', fate: 'ended', holds: 'when the last backup was made' },
  { name: 'set-aside-*', fate: 'ended', holds: 'what a restore found and moved out of its way' },
];

/** Behind such a name stand drafts, SQLite's companions and what was set aside: `outbox.db-wal`, `permalinks.db.replaced`. */
const BEHIND = '(?:$|[.-])';

const pattern = (name: string): string => name.replaceAll('.', String.raw`\.`).replace(/-\*$/, '-.+');

const OWN = new RegExp(`^(?:${DATA_DIR_NAMES.map(({ name }) => pattern(name)).join('|')})${BEHIND}`);

/** Whether something in DATA_DIR is Dateline's. */
export const isOwnName = (name: string): boolean => OWN.test(name);

/** Those that a backup copies, in the order in which it takes them. */
export const backedUp = (fate: 'database' | 'file' | 'folder'): readonly DataDirName[] =>
  DATA_DIR_NAMES.filter((one) => one.fate === fate);
