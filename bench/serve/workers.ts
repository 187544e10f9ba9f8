import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDateline } from '../lib/dateline.ts';
import { ARTICLE_PATH, READER_HEADERS } from './contender.ts';
import { type Course, type Figures, measureRounds, type RoundsOptions } from './measure.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
const START_TIMEOUT_MS = 30_000;

/**
 * Compares one worker with several, on all cores, which they share with the load generator. What counts
 * is the processor time of all their processes for each request.
 */
export async function compareWorkers(
  folder: string,
  workers: number,
  options: Omit<RoundsOptions, 'core'>,
): Promise<[one: Figures, several: Figures]> {
  const servers = await Promise.all([startSite(folder, 1), startSite(folder, workers)]);
  try {
    const courses = servers.map(({ course }) => course);
    return (await measureRounds(courses, { ...options, core: undefined })) as [Figures, Figures];
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()));
  }
}

async function startSite(
  folder: string,
  workers: number,
): Promise<{ readonly course: Course; readonly stop: () => Promise<void> }> {
  const name = workers === 1 ? '1 worker' : `${workers} workers`;
  const contentDir = join(folder, `content-${workers}`);
  cpSync(CONTENT, contentDir, { recursive: true });
  const logFile = join(folder, `workers-${workers}.log`);
  const dataDir = join(folder, `data-${workers}`);
  const env = { WORKERS: String(workers) };
  const { child, origin, waitUntilReady, stop } = await startDateline({ contentDir, dataDir, env, logFile });
  await waitUntilReady(START_TIMEOUT_MS);
  return { course: { name, url: origin + ARTICLE_PATH, headers: READER_HEADERS, child, logFile }, stop };
}
