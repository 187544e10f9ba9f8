import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { type Newsroom, openNewsroom, story } from '../ingest/open-newsroom.ts';
import { ask, runSite } from '../runtime/run-site.ts';
import { casesOf } from '../support/how-long.ts';
import { type FaultySite, LONG, startFaulty } from './faulty-site.ts';
import { noMounts, succeeds, testWhere } from './where-possible.ts';

let room: Newsroom;
let faulty: FaultySite | null;
let undo: (() => void)[];
beforeEach(() => {
  room = openNewsroom({
    'articles/one/a.md': story('A'),
    'articles/two/b.md': story('B'),
    'articles/three/c.md': story('C'),
  });
  faulty = null;
  undo = [];
});
afterEach(async () => {
  faulty?.site.signal('SIGKILL');
  await faulty?.site.ended;
  for (const work of undo.reverse()) work();
  await room.dispose();
});

/** What is published without a single event: a new story, an edit, a removal. */
async function heals({ url, site }: FaultySite, cure: string): Promise<void> {
  const body = async (path: string): Promise<string> => (await ask(url + path)).body;
  room.save('articles/three/new.md', story('New'));
  await expect.poll(() => body('/2016/07/15/new'), LONG).toContain('New');
  room.save('articles/three/c.md', story('C, edited'));
  await expect.poll(() => body('/2016/07/15/c'), LONG).toContain('C, edited');
  room.remove('articles/two/b.md');
  await expect.poll(async () => (await ask(`${url}/2016/07/15/b`)).status, LONG).toBe(410);
  // It is told once, though the folder has been looked over again and again.
  const lines = site.logged().filter(({ msg }) => String(msg).includes('cannot be watched'));
  expect(lines).toMatchObject([{ level: 'error', hint: expect.stringContaining(cure) }]);
}

const LIMITS = '/proc/sys/user/max_inotify';
const canLimit = succeeds('unshare', '-U', '-r', 'sh', '-c', `echo 3 > ${LIMITS}_watches`);

/** A program that reads and writes its limit, and then becomes the site. */
const limited = (limit: string, value: number) =>
  testWhere(canLimit ? null : 'Limits of a user of its own take unshare -U, which this machine forbids.')(
    `inotify that is used up (${limit} ${value}) is told once, with its cure, and the folder looked over`,
    async () => {
      faulty = await startFaulty(room, room.dataDir, { WORKERS: '0' }, (env) =>
        runSite(env, [
          'unshare',
          '-U',
          '-r',
          'sh',
          '-c',
          `echo ${value} > ${LIMITS}_${limit}; exec "$@"`,
          'sh',
        ]),
      );
      await heals(faulty, `sysctl -w fs.inotify.max_user_${limit}`);
      await faulty.stop();
    },
  );
for (const [limit, value] of casesOf<readonly ['watches' | 'instances', number]>(
  [
    ['watches', 3],
    ['instances', 0],
  ],
  [['watches', 3]],
)) {
  limited(limit, value);
}

testWhere(noMounts())('a content folder that sends no events is looked over every five seconds', async () => {
  // What is changed below an overlay is seen in it, and nobody is told.
  const home = mkdtempSync(join(tmpdir(), 'dateline-overlay-'));
  undo.push(() => rmSync(home, { recursive: true }));
  const [empty, merged] = [join(home, 'empty'), join(home, 'merged')];
  for (const folder of [empty, merged]) mkdirSync(folder);
  execFileSync('mount', ['-t', 'overlay', 'overlay', '-o', `lowerdir=${empty}:${room.contentDir}`, merged]);
  undo.push(() => execFileSync('umount', ['-l', merged]));
  faulty = await startFaulty({ contentDir: merged }, room.dataDir, { WORKERS: '0' });
  const { url } = faulty;
  const body = async (path: string): Promise<string> => (await ask(url + path)).body;
  room.save('articles/three/new.md', story('New'));
  await expect.poll(() => body('/2016/07/15/new'), LONG).toContain('New');
  // In place: an overlay remembers which file a name was.
  room.write('articles/three/c.md', story('C, edited'));
  await expect.poll(() => body('/2016/07/15/c'), LONG).toContain('C, edited');
  expect(faulty.troubles()).toEqual([]);
  await faulty.stop();
});
