import { z } from 'zod';

/** Everything the environment decides, checked and typed. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Public origin without a trailing slash; every absolute URL starts with it. */
  readonly origin: string;
  /** Folder of the newsroom's files, as given: absolute, or relative to the working directory. */
  readonly contentDir: string;
  /** Folder of the catalog and the permalink ledger, as given. */
  readonly dataDir: string;
  readonly logLevel: LogLevel;
}

/** Thrown when the environment is wrong; the message lists every problem with its cure. */
export class EnvironmentError extends Error {
  readonly code = 'environment-invalid';
  override readonly name = 'EnvironmentError';
}

export type LogLevel = (typeof LOG_LEVELS)[number];

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

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
    schema: z.string().transform((text, context) => {
      const url = URL.canParse(text) ? new URL(text) : null;
      if (url !== null && /^https?:$/.test(url.protocol) && isBareOrigin(url)) return url.origin;
      context.addIssue({
        code: 'custom',
        message: 'is not an origin. Give scheme and host only, such as https://www.example.org.',
      });
      return z.NEVER;
    }),
  },
  CONTENT_DIR: {
    fallback: 'content',
    meaning: 'folder with site.yaml, articles/, pages/ and media/',
    schema: z.string().refine((text) => !text.includes('\0'), 'is not a path. Give the path of a folder.'),
  },
  DATA_DIR: {
    fallback: '.dateline',
    meaning: 'folder that the server writes: the catalog, and the permalinks, to be backed up',
    schema: z.string().refine((text) => !text.includes('\0'), 'is not a path. Give the path of a folder.'),
  },
  LOG_LEVEL: {
    fallback: 'info',
    meaning: `least severe level that is logged: ${LOG_LEVELS.join(', ')}`,
    schema: z.enum(LOG_LEVELS, `is not a level. Give one of: ${LOG_LEVELS.join(', ')}.`),
  },
} as const;

function isBareOrigin(url: URL): boolean {
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username + url.password === '';
}

const SCHEMA = z.object({
  PORT: ENVIRONMENT.PORT.schema,
  HOST: ENVIRONMENT.HOST.schema,
  SITE_URL: ENVIRONMENT.SITE_URL.schema,
  CONTENT_DIR: ENVIRONMENT.CONTENT_DIR.schema,
  DATA_DIR: ENVIRONMENT.DATA_DIR.schema,
  LOG_LEVEL: ENVIRONMENT.LOG_LEVEL.schema,
});

/**
 * Reads the settings from the environment; a variable that is unset or empty has its default.
 * @throws EnvironmentError naming every variable that is wrong, what it holds and the cure.
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const given = Object.fromEntries(
    Object.entries(ENVIRONMENT).map(([name, { fallback }]) => [name, env[name]?.trim() || fallback]),
  );
  given['SITE_URL'] = env['SITE_URL']?.trim() || `http://localhost:${given['PORT']}`;
  const parsed = SCHEMA.safeParse(given);
  if (!parsed.success) throw new EnvironmentError(describeIssues(parsed.error, given, env));
  const { PORT, HOST, SITE_URL, CONTENT_DIR, DATA_DIR, LOG_LEVEL } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    origin: SITE_URL,
    contentDir: CONTENT_DIR,
    dataDir: DATA_DIR,
    logLevel: LOG_LEVEL,
  };
}

function describeIssues(
  error: z.ZodError,
  given: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): string {
  return error.issues
    .map((issue) => ({ name: String(issue.path[0]), message: issue.message }))
    .filter(({ name }) => (env[name] ?? '').trim() !== '')
    .map(({ name, message }) => `${name}: "${given[name]}" ${message}`)
    .join('\n');
}
