import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { type GitHistoryError, gitFailure, runGit } from './git-process.ts';
import { type CommitNode, inPublishedOrder } from './published-order.ts';

/** What a commit made of one file. */
export interface GitChange {
  /** Path below the content folder. */
  readonly file: string;
  /** The object with its bytes; null where the file is gone, or is no regular file any more. */
  readonly blob: string | null;
}

export interface GitCommit {
  readonly id: string;
  /** When it was committed, in milliseconds since 1970. */
  readonly atMs: number;
  /** Sorted by file. */
  readonly changes: readonly GitChange[];
}

export interface GitRange {
  /** Left out with all that is before it; null for the whole history. */
  readonly from: string | null;
  readonly to: string;
}

/** How git is run for a content folder. */
export interface GitPlace {
  /** Arguments for `git` that run a command in the repository. */
  readonly command: (...args: readonly string[]) => string[];
  /** The content folder below the root of the repository, with a slash at the end; empty for the root. */
  readonly prefix: string;
  /** Name of the branch that is followed; null where it has none. */
  readonly branch: string | null;
}

interface LoggedCommit extends CommitNode {
  readonly atMs: number;
}

const LOG = ['log', '-z', '--no-color', '--no-notes', '--format=%H%x09%ct%x09%P%x09%s'];

/**
 * The changes of a commit are those against each of its parents: what a merge took over from one side differs from the
 * other, and of what both changed somebody has to say which it is now.
 */
const DIFF = [
  ...['diff-tree', '--stdin', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', '--root', '--always'],
  '--no-color',
];

/**
 * Yields the commits of a range that touch the content folder, in the order of inPublishedOrder.
 * @throws GitHistoryError when git fails.
 */
export async function* readGitCommits(place: GitPlace, { from, to }: GitRange): AsyncGenerator<GitCommit> {
  const except = from === null ? [] : [`^${from}`];
  const logged = readLog(await runGit(place.command(...LOG, to, ...except, '--')));
  const tip = (await runGit(place.command('rev-parse', '--verify', `${to}^{commit}`))).trim();
  const order = inPublishedOrder(logged, tip, place.branch);
  const lines = order.flatMap((id) => diffLines(logged.get(id)));
  const diffs = readDiffs(place, lines);
  for (const id of order) {
    const commit = logged.get(id);
    const changes = new Map<string, string | null>();
    for (let parents = Math.max(1, commit?.parents.length ?? 1); parents > 0; parents -= 1) {
      const { value } = await diffs.next();
      for (const { file, blob } of value ?? []) changes.set(file, blob);
    }
    if (commit === undefined || changes.size === 0) continue;
    const sorted = [...changes].map(([file, blob]) => ({ file, blob }));
    yield { id, atMs: commit.atMs, changes: sorted.sort((a, b) => (a.file < b.file ? -1 : 1)) };
  }
  // Whatever git has to say of a failure it says at its end.
  await diffs.next();
}

function readLog(text: string): Map<string, LoggedCommit> {
  const commits = text.split('\0').filter((entry) => entry !== '');
  return new Map(
    commits.map((entry) => {
      const [id = '', seconds, parents = '', ...subject] = entry.split('\t');
      const ids = parents === '' ? [] : parents.split(' ');
      return [id, { id, atMs: Number(seconds) * 1000, parents: ids, subject: subject.join('\t') }];
    }),
  );
}

const diffLines = (commit: CommitNode | undefined): string[] => {
  if (commit === undefined) return [];
  return commit.parents.length === 0 ? [commit.id] : commit.parents.map((parent) => `${commit.id} ${parent}`);
};

/** Yields the changes of each line, and ends when git has ended well. */
async function* readDiffs(place: GitPlace, lines: readonly string[]): AsyncGenerator<GitChange[]> {
  const below = place.prefix === '' ? [] : ['--', '.'];
  const child = spawn('git', place.command(...DIFF, ...below), { stdio: ['pipe', 'pipe', 'pipe'] });
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
  // What a git that has ended does not take is told by how it ended.
  child.stdin.on('error', () => {});
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  try {
    yield* splitDiffs(splitAtNul(child.stdout), place.prefix);
    const error = await failure;
    if (error !== null) throw error;
  } finally {
    child.kill();
  }
}

async function* splitDiffs(tokens: AsyncGenerator<string>, prefix: string): AsyncGenerator<GitChange[]> {
  let changes: GitChange[] | null = null;
  for await (const token of tokens) {
    if (token.startsWith(':')) {
      // A file's name follows its entry, so that whatever it is, it is not read as an entry.
      const { value: path = '' } = (await tokens.next()) as IteratorResult<string, string | undefined>;
      if (path.startsWith(prefix)) changes?.push({ file: path.slice(prefix.length), blob: blobOf(token) });
    } else {
      if (changes !== null) yield changes;
      changes = [];
    }
  }
  if (changes !== null) yield changes;
}

/** The object of `:MODE MODE ID ID STATUS` where it is a regular file. */
function blobOf(entry: string): string | null {
  const [, mode = '', , blob = ''] = entry.split(' ');
  return mode.startsWith('100') ? blob : null;
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
