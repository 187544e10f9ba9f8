import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makerDigest } from '../../release/maker-digest.ts';
import { setAside } from '../../storage/set-aside.ts';
import { FEED_STATE, type FeedState } from './feed-state.ts';

/** The file of a DATA_DIR that keeps what is known of feeds. */
export const feedsFile = (dataDir: string): string => join(dataDir, 'feeds.json');

const FILE = z.object({
  version: z.literal(1),
  /** What read the items; see feedReaders. */
  by: z.string().optional(),
  feeds: z.array(FEED_STATE),
});

/** What the file holds. */
export interface KeptFeeds {
  readonly feeds: readonly FeedState[];
  /** Why it cannot be used, where it is there and cannot; else null. */
  readonly fault: string | null;
}

/** Moves a file that cannot be used out of the way. Returns its new name; null where that cannot be. Never throws. */
export function setFeedsAside(file: string): string | null {
  try {
    return setAside(file);
  } catch {
    return null;
  }
}

/**
 * Reads what is kept; a file that is missing or broken holds nothing. Where another program read the items, they stay
 * until each feed is fetched again, whole. Never throws.
 */
export function readKeptFeeds(file: string): KeptFeeds {
  try {
    const { by, feeds } = FILE.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { feeds: by === feedReaders() ? feeds : feeds.map(forgetSeen), fault: null };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { feeds: [], fault: null };
    const fault = error instanceof z.ZodError ? 'it is not what Dateline writes' : message;
    return { feeds: [], fault };
  }
}

/** Without what lets the other side say that nothing changed since. */
const forgetSeen = (state: FeedState): FeedState => ({ ...state, etag: null, lastModified: null });

let readers: string | undefined;

/** Names all that makes items of a feed's bytes. Read once; a few milliseconds. */
function feedReaders(): string {
  readers ??= makerDigest({
    modules: [new URL('../read/read-feed.ts', import.meta.url)],
    node: ['unicode', 'icu', 'tz'],
  });
  return readers;
}

/** Replaces the file as a whole, so that whoever reads it meanwhile, or after a crash, has one or the other. */
export async function writeKeptFeeds(file: string, feeds: readonly FeedState[]): Promise<void> {
  const beside = `${file}.new`;
  {
    await using handle = await open(beside, 'w');
    await handle.writeFile(JSON.stringify({ version: 1, by: feedReaders(), feeds }));
    await handle.sync();
  }
  await rename(beside, file);
}
