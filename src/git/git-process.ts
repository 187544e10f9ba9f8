import { execFile } from 'node:child_process';

export type GitHistoryErrorCode =
  | 'git-missing'
  | 'git-no-work-tree'
  | 'git-shallow'
  | 'git-empty'
  | 'git-failed';

/** Git could not tell the history; the message says why, and the cure. */
export class GitHistoryError extends Error {
  override readonly name = 'GitHistoryError';
  readonly code: GitHistoryErrorCode;
  /** Git's own words; empty where it said nothing. */
  readonly said: string;

  constructor(code: GitHistoryErrorCode, message: string, options: ErrorOptions & { said?: string } = {}) {
    super(message, options);
    this.code = code;
    this.said = options.said ?? '';
  }
}

/** Settings of the machine and of the user that would change what git writes are overruled. */
const SETTINGS = [
  'core.quotePath=false',
  'diff.relative=false',
  'log.showRoot=true',
  'log.showSignature=false',
];

/** Arguments that run a git command in a folder, with names of files taken literally. */
export function gitArguments(folder: string, command: readonly string[]): string[] {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  return ['-C', folder, '--no-pager', '--literal-pathspecs', ...settings, ...command];
}

export interface RunGitOptions {
  /** What it reads; nothing by default. */
  readonly input?: Uint8Array;
  /** How what it writes is read; `latin1` keeps bytes. */
  readonly encoding?: 'utf8' | 'latin1';
}

/**
 * Runs git to its end and returns what it wrote.
 * @throws GitHistoryError `git-missing` or `git-failed`.
 */
export function runGit(
  args: readonly string[],
  { input, encoding = 'utf8' }: RunGitOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: Number.POSITIVE_INFINITY, encoding };
    const child = execFile('git', args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(gitFailure(error, stderr));
    });
    if (input === undefined) return;
    // Where git ends early, it has said why.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/** The error for a git that could not be started, or that ended with a message. */
export function gitFailure(cause: Error, stderr: string): GitHistoryError {
  if ((cause as { code?: unknown }).code === 'ENOENT') {
    return new GitHistoryError(
      'git-missing',
      'git is not installed, or not on the PATH. Install it; or use "dateline permalinks import" with an export.',
      { cause },
    );
  }
  const said = stderr.trim().replace(/\s*\n\s*/g, ' ');
  return new GitHistoryError(
    'git-failed',
    `git failed: ${said === '' ? cause.message : said}. Run "git fsck" in the content folder, and mend what it tells.`,
    { cause, said },
  );
}
