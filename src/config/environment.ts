import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { join } from 'node:path';
import { DESK_ENVIRONMENT, type DeskSettings, deskConflicts, readDesk } from './desk-environment.ts';
import { describeIssues, EnvironmentError } from './environment-error.ts';
import { type ContentGit, isOrigin, type PurgeTarget } from './machine-addresses.ts';
import { MACHINES_ENVIRONMENT, machineConflicts, readContentGit } from './machines-environment.ts';
import { NEWS_ENVIRONMENT, newsConflicts } from './news-environment.ts';
import { NOTIFY_ENVIRONMENT, SECRET_MISSING } from './notify-environment.ts';
import { TRUSTED_PROXIES_SCHEMA } from './trusted-proxies.ts';

/** Everything the environment decides, checked and typed, but for secrets: see `readWebhooks`. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Public origin without a trailing slash; every absolute URL starts with it. */
  readonly origin: string;
  /** Folder of the newsroom's files, as given or below DATA_DIR: absolute, or relative to the working directory. */
  readonly contentDir: string;
  /** Folder of the catalog and the permalink ledger, as given. */
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  /** Processes that serve pages; 0 for one process that does everything. */
  readonly workers: number;
  /** What each of them may keep of finished pages, in bytes. */
  readonly cacheBytes: number;
  readonly sharedCaching: SharedCaching;
  /** Tells search engines of changes, and is shown at `/KEY.txt`; null for off. */
  readonly indexNowKey: string | null;
  /** Absolute URLs of the WebSub hubs that are told when a feed changes. */
  readonly hubs: readonly string[];
  /** Proxies whose word about the client's address is taken, as Express's `trust proxy` takes them. */
  readonly trustedProxies: readonly string[];
  /** Port of this machine for `/metrics`; null for off. */
  readonly opsPort: number | null;
  /** Whether partner feeds may be at addresses that are not public. */
  readonly allowPrivateFeeds: boolean;
  /** The repository that `contentDir` is a checkout of; null where it is the newsroom's own folder. */
  readonly contentGit: ContentGit | null;
  /** Whether this machine is the one that tells the outside of publishes. */
  readonly isTeller: boolean;
  /** The caches in front of this machine, which it purges. */
  readonly caches: readonly PurgeTarget[];
  /** The editors' place; null where there is none. */
  readonly desk: DeskSettings | null;
}

/** What caches between the site and its readers are told. */
export interface SharedCaching {
  /** How long they may serve a page without asking, in seconds; 0 for not at all. */
  readonly maxAge: number;
  /** The response header that names a page's surrogate keys, or both of them; null for none. */
  readonly tagHeader: TagHeader | 'both' | null;
}

export type TagHeader = (typeof TAG_HEADERS)[number];

export type LogLevel = (typeof LOG_LEVELS)[number];

export type LogFormat = (typeof LOG_FORMATS)[number];

const LOG_FORMATS = ['auto', 'json', 'text'] as const;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const TAG_HEADERS = ['Surrogate-Key', 'Cache-Tag'] as const;

const MEGABYTE = 1024 * 1024;

const wholePort = (text: string): number => (/^\d{1,5}$/.test(text) ? Number(text) : Number.NaN);

/** One entry per variable: its default and meaning are the README's table, which a test compares. */
export const ENVIRONMENT = {
  PORT: {
    fallback: '3000',
    meaning: 'TCP port to listen on; 0 takes any free one',
    schema: z
      .string()
      .refine((text) => wholePort(text) <= 65_535, 'is not a port. Give a whole number from 0 to 65535.')
      .transform(wholePort),
  },
  HOST: {
    fallback: '127.0.0.1',
    meaning: 'address to listen on; 0.0.0.0 for every interface',
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]+$/, 'is not an address. Give an IP address or host name, such as 0.0.0.0.'),
  },
  SITE_URL: {
    fallback: 'http://localhost:PORT',
    meaning: 'public origin that readers see, such as https://www.example.org',
    schema: z
      .string()
      .refine(isOrigin, 'is not an origin. Give scheme and host only, such as https://www.example.org.')
      .transform((text) => new URL(text).origin),
  },
  CONTENT_DIR: {
    fallback: 'content',
    meaning: 'folder with site.yaml, articles/, pages/, authors/ and media/',
    schema: z.string().refine((text) => !text.includes('\0'), 'is not a path. Give the path of a folder.'),
  },
  DATA_DIR: {
    fallback: '.dateline',
    meaning: 'folder that the server writes: the catalog, and the permalinks, to be backed up',
    schema: z.string().refine((text) => !text.includes('\0'), 'is not a path. Give the path of a folder.'),
  },
  WORKERS: {
    fallback: 'cores',
    meaning: 'processes that serve pages, beside one that reads files; 0 does everything in one process',
    schema: z.union(
      [z.literal('cores').transform(availableParallelism), wholeNumber(0, 256)],
      'is not a number of processes. Give a whole number from 0 to 256, or cores for one on each.',
    ),
  },
  CACHE_MB: {
    fallback: '64',
    meaning: 'memory for finished pages in each of these processes, in MB; 0 makes pages anew each time',
    schema: wholeNumber(0, 16_384, 'is not a size in MB. Give a whole number from 0 to 16384.'),
  },
  SHARED_MAX_AGE: {
    fallback: '0',
    meaning: 'how long CDNs and proxies may serve a page without asking, in seconds; 0 is not at all',
    schema: wholeNumber(0, 31_536_000, 'is not a time in seconds. Give a whole number from 0 to 31536000.'),
  },
  CACHE_TAG_HEADER: {
    fallback: 'auto',
    meaning: `header in which pages name their surrogate keys, for purging: ${TAG_HEADERS.join(', ')} or off; auto is what the caches of PURGE read, and off without them`,
    schema: z.enum(
      ['auto', 'off', ...TAG_HEADERS],
      `is not a header. Give one of: ${TAG_HEADERS.join(', ')}, off, auto.`,
    ),
  },
  TRUSTED_PROXIES: {
    fallback: 'loopback',
    meaning:
      'proxies that are believed who the client is: addresses, subnets, loopback, linklocal, uniquelocal; none for nobody',
    schema: TRUSTED_PROXIES_SCHEMA,
  },
  ...NOTIFY_ENVIRONMENT,
  ...NEWS_ENVIRONMENT,
  ...MACHINES_ENVIRONMENT,
  ...DESK_ENVIRONMENT,
  OPS_PORT: {
    fallback: 'off',
    meaning:
      'port of this machine, 127.0.0.1, that serves /metrics for Prometheus, /healthz and /readyz; or off',
    schema: z.union([z.literal('off').transform(() => null), wholeNumber(1, 65_535)], {
      error: 'is not a port. Give a whole number from 1 to 65535, or off.',
    }),
  },
  PARTNER_FEEDS_ALLOW_PRIVATE: {
    fallback: 'false',
    meaning:
      'whether partner feeds and pictures of other hosts may be at private addresses, such as a machine of your own: true or false',
    schema: z
      .enum(['true', 'false'], 'is neither true nor false. Give one of these.')
      .transform((text) => text === 'true'),
  },
  LOG_LEVEL: {
    fallback: 'info',
    meaning: `least severe level that is logged: ${LOG_LEVELS.join(', ')}`,
    schema: z.enum(LOG_LEVELS, `is not a level. Give one of: ${LOG_LEVELS.join(', ')}.`),
  },
  LOG_FORMAT: {
    fallback: 'auto',
    meaning:
      'lines of the log: json for programs, text for people; auto is text on a terminal, and json else',
    schema: z.enum(LOG_FORMATS, `is not a format. Give one of: ${LOG_FORMATS.join(', ')}.`),
  },
} as const;

function wholeNumber(least: number, most: number, complaint?: string) {
  const isOne = (text: string): boolean =>
    /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most;
  return z.string().refine(isOne, complaint).transform(Number);
}

const VARIABLES = z.object(
  Object.fromEntries(Object.entries(ENVIRONMENT).map(([name, { schema }]) => [name, schema])) as {
    readonly [Name in keyof typeof ENVIRONMENT]: (typeof ENVIRONMENT)[Name]['schema'];
  },
);

const SCHEMA = VARIABLES.refine(
  ({ WEBHOOK_URLS, WEBHOOK_SECRET }) => WEBHOOK_URLS.length === 0 || WEBHOOK_SECRET !== null,
  { path: ['WEBHOOK_URLS'], message: SECRET_MISSING },
);

/**
 * Reads the settings from the environment; a variable that is unset or empty has its default.
 * @throws EnvironmentError naming every variable that is wrong, what it holds unless that is secret, and the cure.
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const texts = Object.fromEntries(
    Object.entries(ENVIRONMENT).map(([name, { fallback }]) => [name, env[name]?.trim() || fallback]),
  );
  texts['SITE_URL'] = env['SITE_URL']?.trim() || `http://localhost:${texts['PORT']}`;
  texts['DESK_URL'] =
    env['DESK_URL']?.trim() || `http://localhost:${texts['DESK_PORT']}`.replace(/:off$/, '');
  const parsed = SCHEMA.safeParse(texts);
  const conflicts = [
    ...machineConflicts(env),
    ...newsConflicts(env),
    ...(parsed.success ? deskConflicts(parsed.data, parsed.data.SITE_URL) : []),
  ];
  const complaints = [
    ...(parsed.success ? [] : describeIssues(parsed.error, texts, env)),
    ...conflicts.map(({ name, message }) => `${name} ${message}`),
  ];
  if (!parsed.success || complaints.length > 0) throw new EnvironmentError(complaints.join('\n'));
  const given = parsed.data;
  return {
    port: given.PORT,
    host: given.HOST,
    origin: given.SITE_URL,
    contentDir: given.CONTENT_GIT === null ? given.CONTENT_DIR : join(given.DATA_DIR, 'checkout'),
    dataDir: given.DATA_DIR,
    logLevel: given.LOG_LEVEL,
    logFormat: given.LOG_FORMAT,
    workers: given.WORKERS,
    cacheBytes: given.CACHE_MB * MEGABYTE,
    sharedCaching: {
      maxAge: given.SHARED_MAX_AGE,
      tagHeader: tagHeaderFor(given.CACHE_TAG_HEADER, given.PURGE),
    },
    indexNowKey: given.INDEXNOW_KEY,
    hubs: given.WEBSUB_HUBS,
    trustedProxies: given.TRUSTED_PROXIES,
    opsPort: given.OPS_PORT,
    allowPrivateFeeds: given.PARTNER_FEEDS_ALLOW_PRIVATE,
    contentGit: readContentGit(given),
    isTeller: given.TELL,
    caches: given.PURGE,
    desk: readDesk(given),
  };
}

/** The header that the environment asks for, or that the caches read which are purged. */
function tagHeaderFor(
  asked: 'auto' | 'off' | TagHeader,
  caches: readonly PurgeTarget[],
): SharedCaching['tagHeader'] {
  if (asked !== 'auto') return asked === 'off' ? null : asked;
  const read = new Set(caches.map(({ kind }) => (kind === 'cloudflare' ? 'Cache-Tag' : 'Surrogate-Key')));
  const [first = null] = read;
  return read.size === 2 ? 'both' : first;
}
