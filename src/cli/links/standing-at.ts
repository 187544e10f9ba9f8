import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../catalog/read/catalog.ts';
import { mediaFile } from '../../domain/media-file.ts';

/** What stands at a path besides articles. */
export type Standing = 'page' | 'list' | 'file' | null;

/** Prepares the question what stands at a path, written as the site writes it, besides articles. */
export function standingAt(
  catalog: Catalog,
  { contentDir, now }: { readonly contentDir: string; readonly now: number },
): (path: string) => Standing {
  return (path) => {
    const file = mediaFile(path);
    if (file !== null) return existsSync(join(contentDir, file)) ? 'file' : null;
    if (path === '/' || catalog.standingPage(path, now) !== null) return 'page';
    return catalog.hasListAt(path, now) === true ? 'list' : null;
  };
}
