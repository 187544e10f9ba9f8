import { suggestName } from '../problems/suggest-name.ts';
import { ENVIRONMENT } from './environment.ts';

/** A variable that nothing reads, and the one that was most likely meant. */
export interface UnreadVariable {
  readonly name: string;
  readonly meant: string;
}

/** Variables of others that happen to be near. */
const OF_OTHERS: ReadonlySet<string> = new Set(['HOSTNAME', 'HOSTTYPE', 'PORTS', 'SHELL', 'TERM']);

/**
 * Finds variables of the environment that are set and nearly named as one that the program reads, such as `SITEURL` or
 * `content_dir`: in their place defaults would be taken, without a word.
 */
export function findUnread(
  env: Readonly<Record<string, string | undefined>> = process.env,
): readonly UnreadVariable[] {
  const known = Object.keys(ENVIRONMENT);
  return Object.keys(env)
    .filter((name) => !(name in ENVIRONMENT) && !OF_OTHERS.has(name) && env[name] !== undefined)
    .map((name) => ({ name, meant: suggestName(name, known) }))
    .filter((one): one is UnreadVariable => one.meant !== null && env[one.meant] === undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
