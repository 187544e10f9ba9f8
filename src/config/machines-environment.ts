import { z } from 'zod';
import {
  type ContentGit,
  GIT_HOSTS,
  type GitHost,
  gitHostOf,
  isOrigin,
  readGitAddress,
  readPurgeTarget,
  splitList,
} from './machine-addresses.ts';

/** What of the environment nobody but the process that uses it is told, as it opens doors. */
export interface MachineSecrets {
  /** Token of the git host: fetching over https, pushing, commit statuses; null for none. */
  readonly gitToken: string | null;
  /** What signs the webhooks of the git host, and what machines tell each other; null for none. */
  readonly gitSecret: string | null;
  readonly fastly: { readonly service: string; readonly token: string } | null;
  readonly cloudflare: { readonly zone: string; readonly token: string } | null;
  /** Sent as a bearer token where a cache is purged at an address of the operator's own; null for none. */
  readonly purgeToken: string | null;
  /** Where machines share their counts of readings, as Redis understands it; null for nowhere. */
  readonly pageViewsUrl: string | null;
}

const yesOrNo = z
  .enum(['yes', 'no'], 'is neither yes nor no. Give one of these.')
  .transform((text) => text === 'yes');

const secret = (what: string) =>
  z
    .string()
    .regex(
      /^[\x21-\x7e]*$/,
      `is no ${what}: it has blanks or other than ASCII characters. Copy it once more.`,
    )
    .transform((text) => (text === '' ? null : text));

/** Entries of ENVIRONMENT: where content comes from, who tells of it, and what stands before and beside this machine. */
export const MACHINES_ENVIRONMENT = {
  CONTENT_GIT: {
    fallback: '',
    meaning:
      'git repository that is served in place of CONTENT_DIR: an https, ssh or file address, with #branch for another branch than its own',
    schema: z.string().transform((text, context) => {
      const read = readGitAddress(text);
      if (typeof read !== 'string') return read;
      context.addIssue({ code: 'custom', message: read });
      return z.NEVER;
    }),
  },
  CONTENT_GIT_TOKEN: {
    fallback: '',
    meaning: 'token of the git host, for fetching over https, for commit statuses and for pushing',
    schema: secret('token'),
  },
  CONTENT_GIT_SECRET: {
    fallback: '',
    meaning:
      'secret of the webhook by which the git host tells /-/git of a push, 16 characters or more; without it the branch is asked for every 5 s',
    schema: z
      .string()
      .regex(/^(?:[\x21-\x7e]{16,256})?$/, 'is no secret. Give 16 to 256 characters without blanks.')
      .transform((text) => (text === '' ? null : text)),
  },
  CONTENT_GIT_HOST: {
    fallback: 'auto',
    meaning: `whose commit statuses are set where there is a token: ${GIT_HOSTS.join(', ')} or none; auto goes by the name of the host`,
    schema: z.enum(
      ['auto', 'none', ...GIT_HOSTS],
      `is not a git host that is known. Give one of: auto, none, ${GIT_HOSTS.join(', ')}.`,
    ),
  },
  CONTENT_GIT_PUSH: {
    fallback: 'no',
    meaning:
      'whether this machine pushes permalinks.txt to the repository: yes on one machine at most, else no',
    schema: yesOrNo,
  },
  CONTENT_GIT_PEERS: {
    fallback: '',
    meaning:
      'the other machines, which are told of a push that this one heard of: http:// addresses with commas between; a name stands for all its addresses',
    schema: z
      .string()
      .refine(
        (text) => splitList(text).every(isOrigin),
        'is not a list of machines. Give addresses such as http://10.0.0.2:3000 with commas between.',
      )
      .transform((text) => [...new Set(splitList(text).map((part) => new URL(part).origin))]),
  },
  TELL: {
    fallback: 'yes',
    meaning:
      'whether this machine tells search engines, hubs, webhooks and git hosts of publishes: yes on one machine, no on the others',
    schema: yesOrNo,
  },
  PURGE: {
    fallback: '',
    meaning:
      'caches in front of this machine that are purged by surrogate key, with commas between: varnish://HOST:PORT, fastly, cloudflare, or an http(s):// address of your own',
    schema: z.string().transform((text, context) => {
      const targets = splitList(text).map(readPurgeTarget);
      const known = targets.filter((target) => target !== null);
      if (known.length === targets.length) return known;
      context.addIssue({
        code: 'custom',
        message:
          'is not a list of caches. Give varnish://HOST:PORT, fastly, cloudflare, or an http(s):// address, with commas between.',
      });
      return z.NEVER;
    }),
  },
  PURGE_TOKEN: {
    fallback: '',
    meaning: 'bearer token that is sent with purges to Varnish and to addresses of your own',
    schema: secret('token'),
  },
  FASTLY_SERVICE_ID: { fallback: '', meaning: 'the service that PURGE=fastly purges', schema: secret('id') },
  FASTLY_API_TOKEN: {
    fallback: '',
    meaning: 'token of Fastly that may purge that service',
    schema: secret('token'),
  },
  CLOUDFLARE_ZONE_ID: {
    fallback: '',
    meaning: 'the zone that PURGE=cloudflare purges',
    schema: secret('id'),
  },
  CLOUDFLARE_API_TOKEN: {
    fallback: '',
    meaning: 'token of Cloudflare that may purge the cache of that zone',
    schema: secret('token'),
  },
  PAGE_VIEWS_URL: {
    fallback: '',
    meaning:
      'where machines share their counts of readings, a redis:// or rediss:// address of Redis, Valkey or their like; without it each counts its own',
    schema: z
      .string()
      .refine(
        (text) => text === '' || (URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol)),
        'is not an address of Redis. Give one such as redis://10.0.0.9:6379.',
      )
      .transform((text) => (text === '' ? null : text)),
  },
} as const;

/** Variables of these whose values are told nobody, not even where they are wrong. */
export const MACHINE_SECRETS = [
  'CONTENT_GIT',
  'CONTENT_GIT_TOKEN',
  'CONTENT_GIT_SECRET',
  'PURGE_TOKEN',
  'FASTLY_API_TOKEN',
  'CLOUDFLARE_API_TOKEN',
  'PAGE_VIEWS_URL',
] as const;

type Texts = Readonly<Record<string, string | undefined>>;

/** What is wrong with the variables together: the name of one, and its complaint. */
export function machineConflicts(env: Texts): { readonly name: string; readonly message: string }[] {
  const has = (name: string): boolean => (env[name]?.trim() ?? '') !== '';
  const caches = splitList(env['PURGE'] ?? '');
  const found: { name: string; message: string }[] = [];
  const check = (isWrong: boolean, name: string, message: string): void => {
    if (isWrong) found.push({ name, message });
  };
  check(
    has('CONTENT_GIT') && has('CONTENT_DIR'),
    'CONTENT_GIT',
    'stands beside CONTENT_DIR, and one of them decides. Unset CONTENT_DIR: the files of the repository are put below DATA_DIR.',
  );
  for (const name of ['CONTENT_GIT_TOKEN', 'CONTENT_GIT_SECRET', 'CONTENT_GIT_PEERS'] as const)
    check(
      has(name) && !has('CONTENT_GIT'),
      name,
      'is of no use without CONTENT_GIT. Set that, or unset this.',
    );
  check(
    has('CONTENT_GIT_PEERS') && !has('CONTENT_GIT_SECRET'),
    'CONTENT_GIT_PEERS',
    'needs CONTENT_GIT_SECRET, which signs what machines tell each other. Set the same on all of them.',
  );
  check(
    caches.includes('fastly') && !(has('FASTLY_SERVICE_ID') && has('FASTLY_API_TOKEN')),
    'PURGE',
    'names fastly, which needs FASTLY_SERVICE_ID and FASTLY_API_TOKEN. Set both.',
  );
  check(
    caches.includes('cloudflare') && !(has('CLOUDFLARE_ZONE_ID') && has('CLOUDFLARE_API_TOKEN')),
    'PURGE',
    'names cloudflare, which needs CLOUDFLARE_ZONE_ID and CLOUDFLARE_API_TOKEN. Set both.',
  );
  return found;
}

/**
 * Reads the secrets from the environment, in the process that uses them: what is handed on a command line can be read by
 * everyone on the machine. @throws ZodError for an environment that `readEnvironment` refuses.
 */
export function readMachineSecrets(env: Texts = process.env): MachineSecrets {
  const read = (name: string): string => env[name]?.trim() ?? '';
  const { CONTENT_GIT_TOKEN, CONTENT_GIT_SECRET, PURGE_TOKEN, PAGE_VIEWS_URL } = MACHINES_ENVIRONMENT;
  const pair = (id: string, token: string): readonly [string, string] | null =>
    read(id) === '' || read(token) === '' ? null : [read(id), read(token)];
  const fastly = pair('FASTLY_SERVICE_ID', 'FASTLY_API_TOKEN');
  const cloudflare = pair('CLOUDFLARE_ZONE_ID', 'CLOUDFLARE_API_TOKEN');
  return {
    gitToken: CONTENT_GIT_TOKEN.schema.parse(read('CONTENT_GIT_TOKEN')),
    gitSecret: CONTENT_GIT_SECRET.schema.parse(read('CONTENT_GIT_SECRET')),
    fastly: fastly && { service: fastly[0], token: fastly[1] },
    cloudflare: cloudflare && { zone: cloudflare[0], token: cloudflare[1] },
    purgeToken: PURGE_TOKEN.schema.parse(read('PURGE_TOKEN')),
    pageViewsUrl: PAGE_VIEWS_URL.schema.parse(read('PAGE_VIEWS_URL')),
  };
}

/** The branch that the variables ask for; null for none. */
export function readContentGit(given: {
  readonly CONTENT_GIT: Pick<ContentGit, 'url' | 'branch'> | null;
  readonly CONTENT_GIT_HOST: 'auto' | 'none' | GitHost;
  readonly CONTENT_GIT_PUSH: boolean;
  readonly CONTENT_GIT_PEERS: readonly string[];
}): ContentGit | null {
  if (given.CONTENT_GIT === null) return null;
  const host = gitHostOf(given.CONTENT_GIT.url, given.CONTENT_GIT_HOST);
  return { ...given.CONTENT_GIT, host, mayPush: given.CONTENT_GIT_PUSH, peers: given.CONTENT_GIT_PEERS };
}
