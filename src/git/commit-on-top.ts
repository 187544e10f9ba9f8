import { runGit } from './git-process.ts';
import type { GitArguments } from './git-trees.ts';

/** What a commit on top of another is made of. */
export interface CommitOnTop {
  /** The bytes of files that come or change, by path; null for those that go. */
  readonly files: ReadonlyMap<string, Uint8Array | null>;
  /** Without control characters and pointed brackets. */
  readonly author: { readonly name: string; readonly email: string };
  /** Ends with a line end. */
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether bytes become objects as the attributes of their paths say, as they do where files lie in a work tree. */
  readonly isFiltered?: boolean;
}

/** A file of a commit: its bytes, or why it has none that can be written to. */
export type CommittedFile = Buffer | null | 'no-file';

/**
 * Stores the bytes of a file as an object, and resolves to its id; with a path, as the attributes of that say.
 * @throws GitHistoryError
 */
export const storeBytes = (
  args: GitArguments,
  bytes: Uint8Array,
  path: string | null = null,
): Promise<string> => storeObject(args, path === null ? [] : ['--path', path], bytes);

/** Reads a file of a commit by its path: null for none, `no-file` for a folder or link. @throws GitHistoryError */
export async function readCommitted(
  args: GitArguments,
  commit: string,
  path: string,
): Promise<CommittedFile> {
  const told = await runGit(args(['ls-tree', '-z', '--full-tree', commit, '--', path]));
  const entry = told.split('\0').find((one) => one.endsWith(`\t${path}`));
  if (entry === undefined) return null;
  const [, blob] = /^100\d+ blob ([0-9a-f]+)\t/.exec(entry) ?? [];
  return blob === undefined ? 'no-file' : await readBlob(args, blob);
}

/** The bytes of an object, or of what a name such as `COMMIT:PATH` means. @throws GitHistoryError */
export async function readBlob(args: GitArguments, name: string): Promise<Buffer> {
  return Buffer.from(await runGit(args(['cat-file', 'blob', name]), { encoding: 'latin1' }), 'latin1');
}

/**
 * Makes a commit that follows `tip`, null for a first one, and differs in these files alone. It needs no index and no work tree, and
 * its cost is that of the folders on their paths. Resolves to its id, and to `tip` where nothing differs; no branch has it yet.
 * @throws GitHistoryError
 */
export async function commitOnTop(
  args: GitArguments,
  tip: string | null,
  commit: CommitOnTop,
): Promise<string> {
  const { files, author, message, at, isFiltered = false } = commit;
  const blobs: [string[], string | null][] = [];
  for (const [path, bytes] of files) {
    const blob = bytes === null ? null : await storeBytes(args, bytes, isFiltered ? path : null);
    blobs.push([path.split('/'), blob]);
  }
  const before =
    tip === null ? null : (await runGit(args(['rev-parse', '--verify', `${tip}^{tree}`]))).trim();
  const tree = (await treeWith(args, before, blobs)) ?? (await makeTree(args, []));
  if (tip !== null && tree === before) return tip;
  const who = `${author.name} <${author.email}> ${Math.floor(at / 1000)} +0000`;
  const parents = tip === null ? [] : [`parent ${tip}`];
  const head = [`tree ${tree}`, ...parents, `author ${who}`, `committer ${who}`];
  return await storeObject(args, ['-t', 'commit'], Buffer.from([...head, '', message].join('\n')));
}

/** A tree with files at these paths below it, or without; null for an empty one, which no folder is. */
async function treeWith(
  args: GitArguments,
  tree: string | null,
  files: readonly (readonly [path: readonly string[], blob: string | null])[],
): Promise<string | null> {
  const entries = new Map(
    tree === null ? [] : (await entriesOf(args, tree)).map((entry) => [entry.name, entry]),
  );
  const folders = Map.groupBy(files, ([[first = '']]) => latin1(first));
  for (const [name, below] of folders) {
    const there = entries.get(name);
    entries.delete(name);
    const deeper = below
      .filter(([path]) => path.length > 1)
      .map(([path, blob]) => [path.slice(1), blob] as const);
    const file = below.find(([path]) => path.length === 1);
    if (file !== undefined && file[1] !== null) {
      const mode = there?.type === 'blob' && there.mode.startsWith('100') ? there.mode : '100644';
      entries.set(name, { mode, type: 'blob', id: file[1], name });
    } else if (deeper.length > 0) {
      const id = await treeWith(args, there?.type === 'tree' ? there.id : null, deeper);
      if (id !== null) entries.set(name, { mode: '040000', type: 'tree', id, name });
    }
  }
  return entries.size === 0 ? null : await makeTree(args, [...entries.values()]);
}

interface Entry {
  readonly mode: string;
  readonly type: string;
  readonly id: string;
  /** Its bytes as characters. */
  readonly name: string;
}

async function entriesOf(args: GitArguments, tree: string): Promise<Entry[]> {
  const told = await runGit(args(['ls-tree', '-z', tree]), { encoding: 'latin1' });
  return told.split('\0').flatMap((row) => {
    const tab = row.indexOf('\t');
    const [mode = '', type = '', id = ''] = row.slice(0, tab).split(' ');
    return tab === -1 ? [] : [{ mode, type, id, name: row.slice(tab + 1) }];
  });
}

/** Objects of a partial clone may be at the remote alone; they are not asked for. */
async function makeTree(args: GitArguments, entries: readonly Entry[]): Promise<string> {
  const rows = entries.map(({ mode, type, id, name }) => `${mode} ${type} ${id}\t${name}\0`).join('');
  return (await runGit(args(['mktree', '-z', '--missing']), { input: Buffer.from(rows, 'latin1') })).trim();
}

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

async function storeObject(args: GitArguments, how: readonly string[], bytes: Uint8Array): Promise<string> {
  return (await runGit(args(['hash-object', '-w', ...how, '--stdin']), { input: bytes })).trim();
}
