import { runGit } from './git-process.ts';
import type { GitArguments } from './git-trees.ts';

/** What a commit on top of another is made of. */
export interface CommitOnTop {
  /** The bytes of files at the root that come or change. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Without control characters and pointed brackets. */
  readonly author: { readonly name: string; readonly email: string };
  /** Ends with a line end. */
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A file at the root of a commit: its bytes, or why it has none that can be written to. */
export type RootFile = Uint8Array | null | 'no-file';

/** Stores the bytes of a file as an object, and resolves to its id. @throws GitHistoryError */
export const storeBytes = (args: GitArguments, bytes: Uint8Array): Promise<string> =>
  storeObject(args, 'blob', bytes);

/** Reads a file at the root of a commit: null for none, `no-file` for a folder or link. @throws GitHistoryError */
export async function readRootFile(args: GitArguments, commit: string, name: string): Promise<RootFile> {
  const entry = (await rootOf(args, commit)).find((one) => one.endsWith(`\t${name}`));
  if (entry === undefined) return null;
  const [, blob] = /^100\d+ blob ([0-9a-f]+)\t/.exec(entry) ?? [];
  if (blob === undefined) return 'no-file';
  return Buffer.from(await runGit(args(['cat-file', 'blob', blob]), { encoding: 'latin1' }), 'latin1');
}

/**
 * Makes a commit that follows `tip` and differs in files at its root alone. It needs no work tree, and its cost is that of the
 * root. Resolves to its id; no branch has it yet. @throws GitHistoryError
 */
export async function commitOnTop(args: GitArguments, tip: string, commit: CommitOnTop): Promise<string> {
  const { files, author, message, at } = commit;
  const kept = (await rootOf(args, tip)).filter((entry) => !files.has(entry.slice(entry.indexOf('\t') + 1)));
  const written: string[] = [];
  for (const [name, bytes] of files) written.push(`100644 blob ${await storeBytes(args, bytes)}\t${name}`);
  const entries = [...kept, ...written].map((entry) => `${entry}\0`).join('');
  const tree = await runGit(args(['mktree', '-z']), { input: Buffer.from(entries, 'latin1') });
  const who = `${author.name} <${author.email}> ${Math.floor(at / 1000)} +0000`;
  const head = [`tree ${tree.trim()}`, `parent ${tip}`, `author ${who}`, `committer ${who}`];
  return await storeObject(args, 'commit', Buffer.from([...head, '', message].join('\n')));
}

async function storeObject(args: GitArguments, type: 'blob' | 'commit', bytes: Uint8Array): Promise<string> {
  return (await runGit(args(['hash-object', '-w', '-t', type, '--stdin']), { input: bytes })).trim();
}

/** Entries as `MODE TYPE ID<tab>NAME`; names keep their bytes. */
async function rootOf(args: GitArguments, commit: string): Promise<string[]> {
  const told = await runGit(args(['ls-tree', '-z', '--full-tree', commit]), { encoding: 'latin1' });
  return told.split('\0').filter((entry) => entry !== '');
}
