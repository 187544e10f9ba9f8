import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Dateline, startDateline } from '../../bench/lib/dateline.ts';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { type Newsroom, openNewsroom, story } from '../ingest/open-newsroom.ts';
import { SOUND_FILES } from '../media/files/files.ts';

/** Where its story is, and what is beside it. */
export const STORY = '/2016/07/15/a';
export const CLIP = '/media/clip.mp4';
export const REPORT = '/media/report.pdf';

/** One Dateline with a story and two files, for what stands in front of it. */
export interface Machine {
  readonly url: string;
  readonly port: number;
  readonly room: Newsroom;
  /** Kills it without a word, as a power cut does. */
  readonly kill: () => Promise<void>;
  /** Tells it to go down as a service manager does. */
  readonly drain: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const SIZE = 100_000;

/** Starts one in which a shared cache may keep pages for these seconds, and that names their keys. Close it. */
export async function openMachine(sharedMaxAge = 600): Promise<Machine> {
  const room = openNewsroom({ 'articles/a.md': story('First headline', 'section: World') });
  for (const name of ['clip.mp4', 'report.pdf']) {
    const bytes = Buffer.alloc(SIZE, name);
    (SOUND_FILES[name.slice(-3)] ?? Buffer.alloc(0)).copy(bytes);
    mkdirSync(join(room.contentDir, 'media'), { recursive: true });
    writeFileSync(join(room.contentDir, 'media', name), bytes);
  }
  const port = await findFreePort();
  const site: Dateline = await startDateline({
    contentDir: room.contentDir,
    dataDir: room.dataDir,
    port,
    env: {
      WORKERS: '0',
      SITE_URL: 'https://courier.test',
      SHARED_MAX_AGE: String(sharedMaxAge),
      CACHE_TAG_HEADER: 'Surrogate-Key',
    },
  });
  await site.waitUntilReady(300_000);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    site.child.signal(signal);
    await site.child.ended;
  };
  return {
    url: site.origin,
    port,
    room,
    kill: () => end('SIGKILL'),
    drain: () => end('SIGTERM'),
    async close() {
      await end('SIGKILL');
      await room.dispose();
    },
  };
}
