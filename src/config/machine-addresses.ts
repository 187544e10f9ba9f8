/** The branch that is served in place of a folder. */
export interface ContentGit {
  /** As the git program takes it: https, ssh or file; never with a password in it. */
  readonly url: string;
  /** Null for the branch that the repository names as its own. */
  readonly branch: string | null;
  /** Whose API takes commit statuses; null for nobody's. */
  readonly host: GitHost | null;
  /** Whether this machine may push `permalinks.txt`. */
  readonly mayPush: boolean;
  /** Origins of the other machines; a host name stands for all its addresses. */
  readonly peers: readonly string[];
}

export type GitHost = (typeof GIT_HOSTS)[number];

/** A cache in front of this machine. */
export type PurgeTarget =
  /** Varnish with the xkey module, or another cache that takes our own request: its origin. */
  { readonly kind: 'varnish' | 'http'; readonly url: string } | { readonly kind: 'fastly' | 'cloudflare' };

export const GIT_HOSTS = ['github', 'gitlab', 'gitea', 'bitbucket'] as const;

const HOST_BY_NAME: readonly (readonly [RegExp, GitHost])[] = [
  [/(?:^|\.)github\./, 'github'],
  [/(?:^|\.)gitlab\./, 'gitlab'],
  [/(?:^|\.)(?:gitea|forgejo|codeberg)\./, 'gitea'],
  [/(?:^|\.)bitbucket\./, 'bitbucket'],
];

/** The user name that goes with a token of a git host, as it documents; hosts that are not known take any. */
const TOKEN_USERS: Readonly<Partial<Record<GitHost, string>>> = {
  gitlab: 'oauth2',
  bitbucket: 'x-token-auth',
};

export const tokenUserOf = (host: GitHost | null): string =>
  (host === null ? undefined : TOKEN_USERS[host]) ?? 'x-access-token';

/** Parts of a list with commas between. */
export const splitList = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Whose API a repository's commit statuses go to; null for nobody's. */
export function gitHostOf(url: string, asked: 'auto' | 'none' | GitHost): GitHost | null {
  if (asked === 'none') return null;
  if (asked !== 'auto') return asked;
  const name = hostOf(url);
  return HOST_BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** The host of a repository's address, `git@host:path` too; empty for a file. */
function hostOf(url: string): string {
  if (URL.canParse(url)) return new URL(url).hostname;
  return /^(?:[^@/:]+@)?([^/:]+):/.exec(url)?.[1] ?? '';
}

/** The address and branch of a text, null for an empty one, or what is wrong with it. */
export function readGitAddress(text: string): { url: string; branch: string | null } | null | string {
  if (text === '') return null;
  const [, url = '', branch = ''] = /^([^#]*)(?:#(.*))?$/s.exec(text) ?? [];
  const isShort = /^[\w.-]+@[\w.-]+:[^\s:][^\s]*$/.test(url);
  const parsed = !isShort && URL.canParse(url) ? new URL(url) : null;
  if (!isShort && (parsed === null || !/^(?:https?|ssh|file):$/.test(parsed.protocol)))
    return 'is not the address of a git repository. Give https://…, ssh://…, user@host:path or file:///…, and #branch after it for another branch than its own.';
  const isNamed = parsed !== null && parsed.username !== '' && parsed.protocol !== 'ssh:';
  if (isNamed || (parsed !== null && parsed.password !== ''))
    return 'has a name or password in it, which everyone on the machine could read. Put the token into CONTENT_GIT_TOKEN.';
  if (text.includes('#') && !/^(?!.*(?:\.\.|\/\/|@\{))[\w][\w./-]*(?<![./])$/.test(branch))
    return 'names no branch after the "#". Give the name of one, such as #main, or leave it out.';
  return { url, branch: branch === '' ? null : branch };
}

/** A cache as PURGE names it; null for none that is known. */
export function readPurgeTarget(text: string): PurgeTarget | null {
  if (text === 'fastly' || text === 'cloudflare') return { kind: text };
  if (!URL.canParse(text)) return null;
  const { protocol, host, username, password, pathname, search, hash, href } = new URL(text);
  if (username + password + hash !== '' || host === '') return null;
  if (protocol === 'http:' || protocol === 'https:') return { kind: 'http', url: href };
  if (protocol !== 'varnish:' || search !== '' || (pathname !== '' && pathname !== '/')) return null;
  return { kind: 'varnish', url: `http://${host}` };
}

/** Whether a URL's host is this machine's own. */
export const isLoopback = (hostname: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);

/** Whether a text is scheme and host alone. */
export function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === '/' && search + hash + username + password === '';
}
