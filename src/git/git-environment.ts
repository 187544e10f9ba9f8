/** What the environment of a program holds. */
export type Environment = { readonly [name: string]: string | undefined };

/** Who is asked for content, and with what. */
export interface GitRemote {
  readonly url: string;
  /** Sent to that host alone, over http; null for none. */
  readonly token: string | null;
  /** The user name that the host wants beside a token. */
  readonly tokenUser: string;
}

/** Variables that would lead git to another repository than the one that is named. */
const OF_PLACE =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|COMMON_DIR|CEILING_DIRECTORIES|REPLACE_REF_BASE)$/;

/** Git asks nobody, speaks English, and fetches by these protocols alone: `ext::` would run commands. */
const FIXED: Environment = {
  GIT_TERMINAL_PROMPT: '0',
  GCM_INTERACTIVE: 'never',
  GIT_ALLOW_PROTOCOL: 'https:http:ssh:file',
  LC_ALL: 'C',
  LANGUAGE: '',
};

/** Without it, ssh asks whether a host is known, and waits for minutes for one that does not answer. */
const SSH = 'ssh -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15 -o ServerAliveCountMax=3';

/**
 * A transfer of less than 1,000 bytes a second for 20 s is given up. Tidying up is done when nobody waits for it, and
 * no hook of the user's is run.
 */
const SETTINGS: readonly (readonly [string, string])[] = [
  ['http.lowSpeedLimit', '1000'],
  ['http.lowSpeedTime', '20'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['fetch.writeCommitGraph', 'false'],
  ['core.hooksPath', '/dev/null'],
];

/**
 * What git is started with where it asks a remote. Proxies, keys and credential helpers that the user of this machine
 * has set stay; the token is handed on in the environment, which no other user can read.
 */
export function gitEnvironment(base: Environment, remote: GitRemote): Environment {
  const kept = Object.fromEntries(Object.entries(base).filter(([name]) => !OF_PLACE.test(name)));
  const before = Math.max(0, Math.floor(Number(base['GIT_CONFIG_COUNT'] ?? 0)) || 0);
  const settings = [...SETTINGS, ...tokenSetting(remote)];
  const entries = settings.flatMap(([name, value], nth) => [
    [`GIT_CONFIG_KEY_${before + nth}`, name],
    [`GIT_CONFIG_VALUE_${before + nth}`, value],
  ]);
  const hasSsh = base['GIT_SSH_COMMAND'] !== undefined || base['GIT_SSH'] !== undefined;
  return {
    ...kept,
    ...FIXED,
    ...(hasSsh ? {} : { GIT_SSH_COMMAND: SSH }),
    ...Object.fromEntries(entries),
    GIT_CONFIG_COUNT: String(before + settings.length),
  };
}

function tokenSetting({ url, token, tokenUser }: GitRemote): [string, string][] {
  if (token === null || !/^https?:/i.test(url)) return [];
  return [[`http.${new URL(url).origin}/.extraHeader`, `Authorization: Basic ${packed(tokenUser, token)}`]];
}

const packed = (user: string, token: string): string => Buffer.from(`${user}:${token}`).toString('base64');

/** Takes a token out of a text, as it is and as it is sent. */
export function withoutToken(text: string, { token, tokenUser }: GitRemote): string {
  if (token === null) return text;
  return [token, packed(tokenUser, token), encodeURIComponent(token)].reduce(
    (left, secret) => left.replaceAll(secret, '***'),
    text,
  );
}
