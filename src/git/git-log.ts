import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { type GitHistoryError, gitFailure } from './git-process.ts';

/** What a commit did to one file. */
export interface GitChange {
  readonly kind: 'added' | 'changed' | 'renamed' | 'removed';
  /** Path below the content folder. */
  readonly file: string;
  /** The name before, of a file that was renamed. */
  readonly from: string | null;
  /** The object with its bytes; null where it was removed. */
  readonly blob: string | null;
}

export interface GitCommit {
  /** When it was committed, in milliseconds since 1970. */
  readonly atMs: number;
  readonly changes: readonly GitChange[];
}

/**
 * The command that readGitLog reads. All parents are followed, not the first ones alone: after a `git pull`
 * that merges, what was published is among the others. A URL too many does no harm; one too few is a dead
 * link. Of a merge (`-c`) only the files are told that differ from every parent: the rest is in the branches.
 */
export const LOG_COMMAND = [
  ...[
    'log',
    '--reverse',
    '--topo-order',
    '--full-history',
    '--raw',
    '-c',
    '-M',
    '-l1000',
    '--no-abbrev',
    '-z',
  ],
  ...['--no-color', '--no-notes', '--format=commit %ct', 'HEAD'],
];

/**
 * Runs a git log and yields its commits in the order in which git writes them. `prefix` is the content
 * folder below the root of the work tree, with a slash at the end.
 * @throws GitHistoryError when git fails.
 */
export async function* readGitLog(args: readonly string[], prefix: string): AsyncGenerator<GitCommit> {
  const child = spawn('git', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const failure = new Promise<GitHistoryError | null>((resolve) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('error', (error) => resolve(gitFailure(error, '')));
    child.on('close', (code) => {
      resolve(code === 0 ? null : gitFailure(new Error(`it ended with code ${code}`), said));
    });
  });
  try {
    yield* readCommits(splitAtNul(child.stdout), prefix);
    const error = await failure;
    if (error !== null) throw error;
  } finally {
    child.kill();
  }
}

async function* readCommits(tokens: AsyncGenerator<string>, prefix: string): AsyncGenerator<GitCommit> {
  let commit: { atMs: number; changes: GitChange[] } | null = null;
  for await (const token of tokens) {
    const text = token.trimStart();
    if (text.startsWith('commit ')) {
      if (commit !== null) yield commit;
      commit = { atMs: Number(text.slice('commit '.length)) * 1000, changes: [] };
    } else if (text.startsWith(':')) {
      // File names follow their entry, so that whatever a name holds, it is not read as an entry.
      const entry = readEntry(text);
      const paths = [await nextToken(tokens)];
      if (entry.isRename) paths.push(await nextToken(tokens));
      commit?.changes.push(
        ...toChanges(
          entry,
          paths.map((path) => belowPrefix(path, prefix)),
        ),
      );
    }
  }
  if (commit !== null) yield commit;
}

interface Entry {
  readonly status: string;
  readonly blob: string | null;
  readonly isRename: boolean;
}

/** Reads `:MODE MODE ID ID STATUS`; a merge has as many colons as parents, and a mode and id for each. */
function readEntry(text: string): Entry {
  const parents = /^:+/.exec(text)?.[0].length ?? 1;
  const fields = text.slice(parents).split(' ');
  const isRegularFile = fields[parents]?.startsWith('100') ?? false;
  const status = parents > 1 ? 'M' : (fields.at(-1) ?? '').slice(0, 1);
  const blob = isRegularFile ? (fields[2 * parents + 1] ?? null) : null;
  return { status, blob, isRename: status === 'R' || status === 'C' };
}

function toChanges({ status, blob, isRename }: Entry, paths: readonly (string | null)[]): GitChange[] {
  const [first = null] = paths;
  const last = paths.at(-1) ?? null;
  if (last === null || blob === null) {
    const gone = status === 'R' || last !== null ? first : null;
    return gone === null ? [] : [{ kind: 'removed', file: gone, from: null, blob: null }];
  }
  if (isRename && first !== null) return [{ kind: 'renamed', file: last, from: first, blob }];
  return [{ kind: status === 'M' || status === 'T' ? 'changed' : 'added', file: last, from: null, blob }];
}

const belowPrefix = (path: string, prefix: string): string | null =>
  path.startsWith(prefix) ? path.slice(prefix.length) : null;

async function nextToken(tokens: AsyncGenerator<string>): Promise<string> {
  const { value, done } = await tokens.next();
  return done ? '' : value;
}

async function* splitAtNul(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const tokens = (rest + (chunk as string)).split('\0');
    rest = tokens.pop() ?? '';
    yield* tokens;
  }
  if (rest !== '') yield rest;
}
