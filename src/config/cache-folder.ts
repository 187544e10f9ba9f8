import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where programs of this user keep what they can do without: XDG_CACHE_HOME, or `.cache` of the home folder. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const named = env['XDG_CACHE_HOME'];
  const folder = named?.startsWith('/') ? named : join(homedir(), '.cache');
  return join(folder, 'dateline');
}
