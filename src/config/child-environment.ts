import { MACHINE_SECRETS } from './machines-environment.ts';
import { NEWS_SECRETS } from './news-environment.ts';
import { SECRET_VARIABLES } from './notify-environment.ts';

/** Variables that open something at others. */
const SECRETS: ReadonlySet<string> = new Set([...MACHINE_SECRETS, ...SECRET_VARIABLES, ...NEWS_SECRETS]);

/** What programs inherit that this one starts: its environment, but for the secrets in it. */
export function childEnvironment(env: Readonly<Record<string, string | undefined>> = process.env): {
  readonly [name: string]: string | undefined;
} {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRETS.has(name)));
}

/** With it a worker tells whether a push that it hears of is genuine. */
const OF_WORKERS: ReadonlySet<string> = new Set(['CONTENT_GIT_SECRET']);

/**
 * What a web worker’s environment lacks of this process’s: each secret but the one that it checks pushes with, as undefined.
 * Whoever gets a worker to tell what it holds learns no token by which content is written or a cache is emptied.
 */
export function workerEnvironment(): Readonly<Record<string, undefined>> {
  const unneeded = [...SECRETS].filter((name) => !OF_WORKERS.has(name));
  return Object.fromEntries(unneeded.map((name) => [name, undefined]));
}
