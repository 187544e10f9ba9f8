import { SECRETS } from './child-environment.ts';

/** With it a worker tells whether a push that it hears of is genuine. */
const NEEDED: ReadonlySet<string> = new Set(['CONTENT_GIT_SECRET']);

/**
 * What a web worker’s environment lacks of this process’s: each secret but the one that it checks pushes with, as undefined.
 * Whoever gets a worker to tell what it holds learns no token by which content is written or a cache is emptied.
 */
export function workerEnvironment(): Readonly<Record<string, undefined>> {
  const unneeded = [...SECRETS].filter((name) => !NEEDED.has(name));
  return Object.fromEntries(unneeded.map((name) => [name, undefined]));
}
