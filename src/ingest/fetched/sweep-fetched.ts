import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fetchedFile } from '../../domain/fetched-src.ts';
import { SITE_FILE } from '../read/folders.ts';
import type { FetchedStore } from './fetched-store.ts';

export interface SweepDeps {
  readonly use: <Result>(work: (store: FetchedStore) => Result) => Result | null;
  /** Where the files are. */
  readonly folder: string;
  readonly contentDir: string;
  /** What all files may take, in bytes. */
  readonly maxBytes: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly closing: AbortSignal;
}

/** A picture that nobody shows is kept so long, as a story may come back; in ms. */
const KEPT_MS = 30 * 24 * 60 * 60_000;
/** What no list knows may still be on its way to one. */
const UNKNOWN_MS = 24 * 60 * 60_000;
const BATCH = 200;
/** Owners that are paths below the content folder. */
const FILE = /^(?:articles|pages|authors)\//;

/**
 * Removes the pictures that nobody has shown for a month, at once where they take room that others need, and the files of which
 * nothing is known, such as half-written ones. `remove` takes a picture’s file away. What owners show whose files are gone is
 * theirs no more, unless the content folder itself is away.
 */
export async function sweepFetched(deps: SweepDeps, remove: (src: string) => Promise<void>): Promise<void> {
  const { use, now, closing } = deps;
  const names = await leaveGone(deps);
  if (names === null || closing.aborted) return;
  const isFull = (use((store) => store.count().bytes) ?? 0) > deps.maxBytes * 0.9;
  for (;;) {
    const old = use((store) => store.unnamed(now() - (isFull ? 0 : KEPT_MS), BATCH)) ?? [];
    for (const { src } of old) {
      if (closing.aborted) return;
      use((store) => store.remove(src));
      await remove(src);
    }
    if (old.length < BATCH) break;
  }
  // A list that was begun anew may not know all yet.
  const isOld = now() - (use((store) => store.born()) ?? now()) > KEPT_MS;
  await removeUnknown(deps, (part, name) => names.has(`${part}/${name}`) || !(isOld || name.startsWith('.')));
}

/** Takes what they show from owners whose files are gone; returns the names of all files that may be there, or null where that cannot be known. */
async function leaveGone({ use, contentDir, now, closing }: SweepDeps): Promise<ReadonlySet<string> | null> {
  const names = new Set<string>();
  for (let last: string | undefined = ''; last !== undefined; await nextTurn()) {
    const from: string = last;
    const states = use((store) => store.after(from, BATCH));
    if (states === null || closing.aborted) return null;
    for (const { src } of states) {
      names.add(fetchedFile(src));
      if (!existsSync(join(contentDir, SITE_FILE))) continue;
      for (;;) {
        const owner = use((store) => store.ownerOf(src)) ?? null;
        if (owner === null || !FILE.test(owner) || existsSync(join(contentDir, owner))) break;
        use((store) => store.own(owner, [], now()));
      }
    }
    last = states.at(-1)?.src;
  }
  return names;
}

async function removeUnknown(
  { folder, now, closing }: SweepDeps,
  stays: (part: string, name: string) => boolean,
): Promise<void> {
  for (const part of await readdir(folder).catch(() => [])) {
    for (const name of await readdir(join(folder, part)).catch(() => [])) {
      if (closing.aborted) return;
      if (stays(part, name)) continue;
      const file = join(folder, part, name);
      const found = await stat(file).catch(() => null);
      if (found?.isFile() === true && now() - found.mtimeMs > UNKNOWN_MS) await rm(file, { force: true });
    }
  }
}
