import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Reply } from '../lib/connection.ts';
import { poll } from './poll.ts';
import { pause, type Scene } from './scene.ts';
import { count, createTally, type Tally } from './tally.ts';

/** Gives files another name and measures how long until each old address answers 301 to the new one. */
export async function measureRenames(scene: Scene, renames: number): Promise<Tally> {
  const tally = createTally('file renamed → old address 301 to the new one');
  for (let turn = 0; turn < renames; turn += 1) {
    const { file, path } = scene.takeArticle();
    const source = join(scene.contentDir, file);
    const isThere = ({ status, headers }: Reply): boolean =>
      status === 301 && new URL(headers.location ?? '', 'http://a').pathname === `${path}-moved`;
    const startedAt = performance.now();
    renameSync(source, source.replace(/\.md$/, '-moved.md'));
    if (!count(tally, await poll(scene.connection, { path, isThere }, startedAt, scene.timeoutMs))) break;
    await pause(scene);
  }
  return tally;
}

/** Removes files and measures how long until each address answers 410. */
export async function measureDeletions(scene: Scene, deletions: number): Promise<Tally> {
  const tally = createTally('file deleted → 410');
  for (let turn = 0; turn < deletions; turn += 1) {
    const { file, path } = scene.takeArticle();
    const isThere = ({ status }: Reply): boolean => status === 410;
    const startedAt = performance.now();
    rmSync(join(scene.contentDir, file));
    if (!count(tally, await poll(scene.connection, { path, isThere }, startedAt, scene.timeoutMs))) break;
    await pause(scene);
  }
  return tally;
}
