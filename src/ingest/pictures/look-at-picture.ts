import { realpathSync, type Stats, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { PictureStamp } from '../../catalog/store/picture-store.ts';
import { isMediaFile } from '../../domain/media-file.ts';
import { pathOnDisk } from '../../media/pictures/path-on-disk.ts';

/** What is at the path of a picture: a file that may be served, nothing, or one outside of its folder. */
export type PictureLook =
  | { readonly kind: 'file'; readonly path: string; readonly stamp: PictureStamp }
  | { readonly kind: 'missing' | 'outside' };

/** Looks at a picture by its path below the content folder, however accents are written there. Links are followed inside `media/` or `articles/`. */
export function lookAtPicture(contentDir: string, file: string): PictureLook {
  try {
    const top = file.slice(0, file.indexOf('/'));
    const root = realpathSync.native(join(contentDir, top));
    const path = realpathSync.native(join(contentDir, pathOnDisk(contentDir, file) ?? file));
    const inside = relative(root, path).split(sep);
    if (!path.startsWith(root + sep) || !isMediaFile([top, ...inside].join('/'))) {
      return { kind: 'outside' };
    }
    const stats: Stats = statSync(path);
    if (!stats.isFile()) return { kind: 'missing' };
    return { kind: 'file', path, stamp: { mtimeMs: stats.mtimeMs, sizeBytes: stats.size } };
  } catch {
    return { kind: 'missing' };
  }
}
