import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunningPreviews } from '../../../src/runtime/preview/run-previews.ts';
import { noMounts, testWhere } from '../../faults/where-possible.ts';
import { type Newsroom, openNewsroom, story } from '../../ingest/open-newsroom.ts';
import { openPreviews, pageOf } from './open-previews.ts';

let room: Newsroom;
let previews: RunningPreviews;
let folder: string;
beforeEach(async () => {
  room = openNewsroom({ 'articles/a.md': story('The harbour opens') });
  await (await room.start()).close();
  folder = join(room.dataDir, 'previews');
  previews = openPreviews(room);
});
afterEach(async () => {
  await previews.close();
  await room.dispose();
});

/** There are no previews, which is told with the cure, and there are again once `heal` is done. */
async function outlast(heal: () => void): Promise<void> {
  const draft = () => previews.draft('articles/b.md', Buffer.from(story('A draft')));
  await expect(draft()).rejects.toMatchObject({
    code: 'preview-no-room',
    message: expect.stringContaining('Make room on the disk of DATA_DIR'),
  });
  await expect(pageOf(previews, '/')).rejects.toMatchObject({ code: 'preview-no-room' });
  heal();
  await expect.poll(async () => (await draft()).kind, { timeout: 60_000 }).toBe('page');
  expect((await pageOf(previews, '/')).status).toBe(200);
}

test('where the folder of copies cannot be made', async () => {
  writeFileSync(folder, 'in the way');
  await outlast(() => rmSync(folder));
});

testWhere(noMounts())('where the disk is full', async () => {
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  let isMounted = true;
  const unmount = (): void => {
    if (isMounted) execFileSync('umount', ['-l', folder]);
    isMounted = false;
  };
  try {
    await outlast(() => {
      // Nothing of what could not be copied is left.
      expect(readdirSync(folder)).toEqual([]);
      unmount();
    });
  } finally {
    unmount();
  }
});
