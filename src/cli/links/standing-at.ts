import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../catalog/read/catalog.ts';
import { PICTURE_FOLDERS } from '../../domain/picture-name.ts';

/** What stands at a path besides articles. */
export type Standing = 'page' | 'list' | 'file' | null;

/** Prepares the question what stands at a path, written as the site writes it, besides articles. */
export function standingAt(
  catalog: Catalog,
  { contentDir, now }: { readonly contentDir: string; readonly now: number },
): (path: string) => Standing {
  return (path) => {
    const segments = path.split('/').slice(1).map(decodeURIComponent);
    if (PICTURE_FOLDERS.includes(segments[0] ?? '') && existsSync(join(contentDir, ...segments)))
      return 'file';
    if (path === '/' || catalog.standingPage(path, now) !== null) return 'page';
    return catalog.hasListAt(path, now) === true ? 'list' : null;
  };
}
