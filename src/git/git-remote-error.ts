export type GitRemoteErrorCode =
  | 'git-missing'
  | 'git-remote-away'
  | 'git-refused'
  | 'git-branch-gone'
  | 'git-mirror-damaged'
  | 'git-push-refused'
  | 'git-disk-full'
  | 'git-failed';

/** Content could not be had from its repository; the message says why, in git's own words, and the cure. */
export class GitRemoteError extends Error {
  override readonly name = 'GitRemoteError';
  readonly code: GitRemoteErrorCode;
  /** Git's own words; empty where it said nothing. */
  readonly said: string;

  constructor(code: GitRemoteErrorCode, message: string, options: ErrorOptions & { said?: string } = {}) {
    super(message, options);
    this.code = code;
    this.said = options.said ?? '';
  }
}

type ToldCode = Exclude<GitRemoteErrorCode, 'git-missing'>;

/** By what git says, and in which order it is looked for. */
const SIGNS: readonly (readonly [RegExp, ToldCode])[] = [
  [/no space left on device|disk quota exceeded|read-only file system/i, 'git-disk-full'],
  [
    /authentication failed|could not read (?:username|password)|permission denied|host key verification failed|returned error: 40[13]|access denied|invalid credentials/i,
    'git-refused',
  ],
  [
    /repository .*not found|does not (?:appear to be a git repository|exist)|returned error: 404/i,
    'git-refused',
  ],
  [/couldn't find remote ref|remote branch .* not found/i, 'git-branch-gone'],
  [
    /could not resolve|couldn't connect|failed to connect|connection (?:refused|reset|timed out|closed)|timed out|unable to access|returned error: (?:429|5\d\d)|early eof|hung up|rpc failed|network is unreachable|no route to host|kex_exchange_identification|operation too slow/i,
    'git-remote-away',
  ],
  [
    /not a git repository|bad object|is corrupt|is empty|bad config|missing (?:blob|tree|commit|object)|unable to read (?:tree|sha1|object)|inflate|packfile|index file|bad tree|invalid object|did not send all necessary objects|bad ref|broken ref|unable to (?:parse|open) object|could not (?:get object info|read)/i,
    'git-mirror-damaged',
  ],
];

const CURES: Readonly<Record<ToldCode, readonly [string, string]>> = {
  'git-remote-away': [
    'cannot be reached',
    'It is asked again by itself. See whether the host is up, and whether this machine reaches it.',
  ],
  'git-refused': [
    'does not let this machine in',
    'Check the address, and that CONTENT_GIT_TOKEN, or the ssh key of the server’s user, may read it; an ssh host has to be in known_hosts.',
  ],
  'git-branch-gone': [
    'has no such branch',
    'Name one that is there after the # of CONTENT_GIT, or push the branch again.',
  ],
  'git-push-refused': [
    'does not let this machine push',
    'Give CONTENT_GIT_TOKEN, or the ssh key of the server’s user, the right to write, and let it push to the branch where that is protected; or set CONTENT_GIT_PUSH=no on this machine.',
  ],
  'git-mirror-damaged': [
    'was fetched, and the copy of it below DATA_DIR is damaged',
    'It is fetched anew by itself. Where that comes again, check the disk.',
  ],
  'git-disk-full': [
    'cannot be stored',
    'Make room on the disk of DATA_DIR, or let the server’s user write there. It is tried again by itself.',
  ],
  'git-failed': ['cannot be fetched', 'See what git says. It is tried again by itself.'],
};

/** The error for a git that ended with a message, or that could not be started. `said` holds no secret. */
export function gitRemoteError(url: string, said: string, cause: Error): GitRemoteError {
  if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
    return new GitRemoteError(
      'git-missing',
      'CONTENT_GIT needs the git program, which is not installed, or not on the PATH. Install it.',
      { cause },
    );
  }
  const words = said === '' ? cause.message : said;
  return toldAs(SIGNS.find(([sign]) => sign.test(words))?.[1] ?? 'git-failed', url, words, cause);
}

/** The error of a kind, with what was said. */
export function toldAs(code: ToldCode, url: string, said: string, cause?: Error): GitRemoteError {
  const [what, cure] = CURES[code];
  return new GitRemoteError(code, `CONTENT_GIT ${url} ${what} (${said}). ${cure}`, { cause, said });
}
