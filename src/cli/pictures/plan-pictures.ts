import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fetchedFile } from '../../domain/fetched-src.ts';
import { fetchedFolder } from '../../ingest/fetched/open-fetched.ts';
import type { ListedPicture } from '../../ingest/build/list-web-pictures.ts';

/** A picture that is to come into media/. */
export interface PlannedPicture extends ListedPicture {
  /** Path below the content folder. */
  readonly target: string;
  /** Where DATA_DIR has it already, an absolute path; null where it has to be fetched. */
  readonly kept: string | null;
}

export interface PicturePlan {
  /** How many are in media/ already. */
  readonly there: number;
  readonly pictures: readonly PlannedPicture[];
  /** What those take that DATA_DIR has, in bytes. */
  readonly keptBytes: number;
  /** Hosts that site.yaml does not name, with how many pictures of theirs the texts show, the most first. */
  readonly others: readonly (readonly [host: string, count: number])[];
}

/** Decides what is to be done for pictures; both folders are absolute, and `dataDir` null where there is none. */
export function planPictures(
  listed: readonly ListedPicture[],
  { contentDir, dataDir }: { readonly contentDir: string; readonly dataDir: string | null },
): PicturePlan {
  let there = 0;
  let keptBytes = 0;
  const pictures: PlannedPicture[] = [];
  for (const one of listed.filter(({ isOwn }) => isOwn)) {
    const [target] = one.copies;
    if (target === undefined) continue;
    if (one.copies.some((copy) => existsSync(join(contentDir, copy)))) {
      there += 1;
      continue;
    }
    const file = dataDir === null ? null : join(fetchedFolder(dataDir), fetchedFile(one.src));
    const stats = file === null ? undefined : statSync(file, { throwIfNoEntry: false });
    const isKept = stats?.isFile() === true && stats.size > 0;
    if (isKept) keptBytes += stats.size;
    pictures.push({ ...one, target, kept: isKept ? file : null });
  }
  const others = Map.groupBy(
    listed.filter(({ isOwn }) => !isOwn),
    ({ host }) => host,
  );
  return {
    there,
    pictures,
    keptBytes,
    others: [...others].map(([host, all]) => [host, all.length] as const).sort((a, b) => b[1] - a[1]),
  };
}
