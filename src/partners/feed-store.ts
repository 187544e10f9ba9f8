import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FEED_STATE, type FeedState } from './feed-state.ts';

/** The file of a DATA_DIR that keeps what is known of feeds. */
export const feedsFile = (dataDir: string): string => join(dataDir, 'feeds.json');

const FILE = z.object({ version: z.literal(1), feeds: z.array(FEED_STATE) });

/** What the file holds. */
export interface KeptFeeds {
  readonly feeds: readonly FeedState[];
  /** Why it cannot be used, where it is there and cannot; else null. */
  readonly fault: string | null;
}

/** Reads what is kept; a file that is missing or broken holds nothing. Never throws. */
export function readKeptFeeds(file: string): KeptFeeds {
  try {
    return { feeds: FILE.parse(JSON.parse(readFileSync(file, 'utf8'))).feeds, fault: null };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { feeds: [], fault: null };
    const fault = error instanceof z.ZodError ? 'it is not what Dateline writes' : message;
    return { feeds: [], fault };
  }
}

/** Replaces the file as a whole, so that whoever reads it meanwhile, or after a crash, has one or the other. */
export async function writeKeptFeeds(file: string, feeds: readonly FeedState[]): Promise<void> {
  const beside = `${file}.new`;
  {
    await using handle = await open(beside, 'w');
    await handle.writeFile(JSON.stringify({ version: 1, feeds }));
    await handle.sync();
  }
  await rename(beside, file);
}
