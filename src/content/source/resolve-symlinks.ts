import { realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Finding } from '../../problems/problem-log.ts';

export type LinkTarget =
  | { readonly kind: 'file' | 'folder' | 'other'; readonly path: string; readonly stats: Stats }
  | { readonly kind: 'outside' };

/** What is told of links that are not followed. */
export const LINK_FINDINGS = {
  outside: {
    code: 'link-outside',
    message: 'The file is a link that leads out of the content folder; it was not followed.',
    hint: 'Copy the file into the content folder.',
  },
  folder: {
    code: 'link-to-folder',
    message: 'The file is a link to a folder; it was not entered.',
    hint: 'Move the folder here.',
  },
} as const satisfies Readonly<Record<string, Finding>>;

/**
 * Follows the links on the way to a file of the content folder, and tells what stands at the end, and
 * where. Throws where nothing does, as node:fs.
 */
export function resolveSymlinks(contentDir: string, file: string): LinkTarget {
  const path = realpathSync.native(join(contentDir, file));
  const root = realpathSync.native(contentDir);
  if (path !== root && !path.startsWith(root.endsWith(sep) ? root : root + sep)) return { kind: 'outside' };
  const stats = statSync(path);
  return { kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other', path, stats };
}
