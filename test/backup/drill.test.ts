import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountsFile, openAccounts } from '../../src/accounts/open-accounts.ts';
import { readLastBackup } from '../../src/backup/last-backup.ts';
import { backup } from '../../src/cli/commands/backup.ts';
import { restore } from '../../src/cli/commands/restore.ts';
import { type Newsroom, openNewsroom, story } from '../ingest/open-newsroom.ts';
import { runCommand } from './run-command.ts';

let room: Newsroom;
let home: string;
beforeEach(() => {
  room = openNewsroom({ 'articles/a.md': story('A', 'id: a'), 'articles/b.md': story('B', 'id: b') });
  home = mkdtempSync(join(tmpdir(), 'dateline-backup-'));
});
afterEach(async () => {
  await room.dispose();
  rmSync(home, { recursive: true });
});

const AT = Date.UTC(2026, 11, 1, 5, 40);
const backups = (): string => join(home, 'backups');

const run = (command: typeof backup, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runCommand(command, args, { DATA_DIR: room.dataDir, CONTENT_DIR: room.contentDir, ...env }, () => AT);

test('a backup taken while people save answers every URL, elsewhere, as it did', async () => {
  const site = await room.start();
  room.rename('articles/a.md', 'articles/moved.md');
  await site.ingest.catchUp();
  room.remove('articles/b.md');
  await site.ingest.catchUp();
  const paths = ['/2016/07/15/a', '/2016/07/15/moved', '/2016/07/15/b', '/2016/07/15/never'];
  const before = paths.map(site.at);
  let saves = 0;
  const storm = setInterval(() => {
    saves += 1;
    room.save(`articles/storm-${saves % 40}.md`, story(`Storm ${saves}`));
    void site.ingest.catchUp();
  }, 5);
  const made = await run(backup, [backups(), '--json']);
  clearInterval(storm);
  expect(made).toMatchObject({ code: 0 });
  const { backup: path } = JSON.parse(made.output) as { backup: string };
  await site.close();

  const other = openNewsroom();
  rmSync(other.contentDir, { recursive: true });
  const env = { DATA_DIR: other.dataDir, CONTENT_DIR: other.contentDir };
  expect(await run(restore, [path], env)).toMatchObject({ code: 0, errors: '' });
  const restored = await other.start();
  expect(paths.map(restored.at)).toEqual(before);
  const stories = readdirSync(join(other.contentDir, 'articles')).filter((name) => name.startsWith('storm-'));
  for (const name of stories)
    expect(restored.at(`/2016/07/15/${name.slice(0, -3)}`)).toMatch(/^(?:Storm \d+|-> )/);
  await restored.close();
  await other.dispose();
});

test('people and their keys come back, sessions and one-time links do not', async () => {
  const site = await room.start();
  const accounts = openAccounts(accountsFile(room.dataDir), () => AT);
  const person = accounts.people.add({ name: 'Anna', email: 'anna@example.org', role: 'editor' });
  const { secret } = accounts.sessions.begin({
    personId: person.id,
    way: 'link',
    address: null,
    browser: null,
  });
  const link = accounts.invitations.make(person.id);
  const { output } = await run(backup, [backups(), '--json']);
  accounts.close();
  await site.close();
  const dataDir = join(home, 'data');
  await run(restore, [JSON.parse(output).backup, '--without-content'], { DATA_DIR: dataDir });
  const back = openAccounts(accountsFile(dataDir), () => AT);
  expect(back.people.list().map(({ name }) => name)).toEqual(['Anna']);
  expect(back.sessions.find(secret)).toBeNull();
  expect(back.invitations.personFor(link.secret)).toBeNull();
  back.close();
});

test('a damaged backup, one of a later program and a DATA_DIR in use change nothing', async () => {
  const site = await room.start();
  const { output } = await run(backup, [backups(), '--json']);
  const { backup: path } = JSON.parse(output) as { backup: string };
  expect(readLastBackup(room.dataDir)).toBe(AT);
  expect((await run(backup, ['verify', path])).code).toBe(0);
  expect((await run(restore, [path])).errors).toContain('in use by another Dateline');
  await site.close();
  expect((await run(restore, [path])).errors).toContain('add --force');
  const forced = await run(restore, [path, '--force']);
  expect(forced.code, forced.errors).toBe(0);
  const aside = readdirSync(room.dataDir).find((name) => name.startsWith('set-aside-')) ?? '';
  expect(existsSync(join(room.dataDir, aside, 'permalinks.db'))).toBe(true);

  const [later, broken] = [join(home, 'later'), join(home, 'broken')];
  for (const copy of [later, broken]) cpSync(path, copy, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(later, 'manifest.json'), 'utf8'));
  for (const one of manifest.databases) one.form += 1;
  writeFileSync(join(later, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(broken, 'data/permalinks.db'), 'not a ledger');
  const env = { DATA_DIR: join(home, 'data') };
  expect((await run(restore, [later], env)).errors).toContain('a later Dateline made this backup');
  expect((await run(restore, [broken], env)).errors).toContain('data/permalinks.db has 12 bytes');
  expect(existsSync(env.DATA_DIR)).toBe(false);
});

test('unchanged files take no room again, old backups go, and what was broken off is removed', async () => {
  const site = await room.start();
  mkdirSync(join(backups(), '.begun-2026-11-30T05-40-00Z'), { recursive: true });
  const names: string[] = [];
  for (let number = 0; number < 3; number += 1) {
    const { output } = await run(backup, [backups(), '--keep', '2', '--json']);
    names.push(JSON.parse(output).backup);
  }
  await site.close();
  expect(names.map(existsSync)).toEqual([false, true, true]);
  expect(readdirSync(backups()).filter((name) => name.startsWith('.begun'))).toEqual([]);
  const [second, third] = names.slice(1).map((name) => statSync(join(name, 'content/articles/b.md')).ino);
  expect(second).toBe(third);
  expect((await run(backup, [join(room.dataDir, 'backups')])).errors).toContain('Name a folder elsewhere');
});
