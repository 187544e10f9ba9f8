import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { isBegun, wholeBackups } from '../../src/backup/backup-names.ts';
import { backup } from '../../src/cli/commands/backup.ts';
import { restore } from '../../src/cli/commands/restore.ts';
import { noMounts, testWhere } from '../faults/where-possible.ts';
import { type Newsroom, openNewsroom, story } from '../ingest/open-newsroom.ts';
import { runCommand } from './run-command.ts';

let room: Newsroom;
let home: string;
const undo: (() => void)[] = [];
beforeEach(() => {
  const files = Array.from({ length: 30 }, (_, at) => [`articles/s${at}.md`, story(`S ${at}`)] as const);
  room = openNewsroom(Object.fromEntries(files));
  home = mkdtempSync(join(tmpdir(), 'dateline-full-'));
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) step();
  await room.dispose();
  rmSync(home, { recursive: true });
});

const run = (command: typeof backup, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runCommand(command, args, { DATA_DIR: room.dataDir, CONTENT_DIR: room.contentDir, ...env });

/** A disk on which there is room, but for so many files only: what is written begins well, and fails in the middle. */
function mountSmall(folder: string, files: number): () => void {
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=256m,nr_inodes=${files}`, 'tmpfs', folder]);
  undo.push(() => execFileSync('umount', ['-l', folder]));
  return () => execFileSync('mount', ['-o', 'remount,nr_inodes=4000', folder]);
}

testWhere(noMounts())(
  'a disk that is full in the middle leaves no half backup, and the next one is whole',
  async () => {
    const site = await room.start();
    const backups = join(home, 'backups');
    const widen = mountSmall(backups, 20);
    const failed = await run(backup, [backups]);
    expect(failed.code).toBe(1);
    expect(failed.errors).toContain(`${backups} has no room for a backup`);
    expect(failed.errors).toContain('Make room on its disk');
    expect(wholeBackups(backups)).toEqual([]);
    expect(readdirSync(backups).filter(isBegun)).toEqual([]);
    widen();
    expect(await run(backup, [backups])).toMatchObject({ code: 0, errors: '' });
    const [name = ''] = wholeBackups(backups);
    expect((await run(backup, ['verify', join(backups, name)])).code).toBe(0);
    await site.close();
  },
);

testWhere(noMounts())(
  'a disk that is full in the middle of a restore loses nothing that was there',
  async () => {
    const site = await room.start();
    const made = await run(backup, [join(home, 'backups'), '--json']);
    await site.close();
    const { backup: path } = JSON.parse(made.output) as { backup: string };
    const disk = join(home, 'disk');
    const widen = mountSmall(disk, 20);
    const env = { DATA_DIR: join(disk, 'data'), CONTENT_DIR: join(disk, 'content') };
    const failed = await run(restore, [path], env);
    expect(failed.code).toBe(1);
    expect(failed.errors).toMatch(/room|space|ENOSPC/i);
    expect((await run(backup, ['verify', path])).code).toBe(0);
    widen();
    const again = await run(restore, [path, '--force'], env);
    expect(again, again.errors).toMatchObject({ code: 0 });
    expect(readdirSync(join(env.CONTENT_DIR, 'articles'))).toHaveLength(30);
  },
);
