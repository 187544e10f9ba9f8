import { join } from 'node:path';
import { type Archive, createArchive } from '../archive/archive.ts';
import { writeArchive } from '../archive/write-archive.ts';
import { type Dateline, startDateline } from './dateline.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/** A running site over an invented archive. */
export interface ArchiveSite {
  readonly archive: Archive;
  readonly contentDir: string;
  readonly server: Dateline;
  /** Stops the server and starts it again, without what a first build leaves in memory. Returns the new one. */
  readonly restart: () => Promise<Dateline>;
}

const START_TIMEOUT_MS = 600_000;

/** Writes an archive, starts Dateline over it and waits until its pages and its search index are there. */
export async function startArchiveSite(
  name: string,
  articles: number,
  env: Readonly<Record<string, string>> = {},
): Promise<ArchiveSite> {
  const folder = makeTemporaryFolder(name);
  const contentDir = join(folder, 'content');
  const archive = createArchive({ articles, seed: 1, folders: 'month', length: { kind: 'varied' } });
  writeArchive(archive, contentDir);
  const start = async (): Promise<Dateline> => {
    const server = await startDateline({ contentDir, dataDir: join(folder, 'data'), env });
    await server.waitUntilReady(START_TIMEOUT_MS);
    return server;
  };
  const server = await start();
  await server.waitForMessage('search index complete', 10_000 + articles);
  const restart = async (): Promise<Dateline> => {
    await server.stop();
    return start();
  };
  return { archive, contentDir, server, restart };
}
