import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isDraftName } from '../../src/storage/draft-file.ts';
import { sweepDrafts } from '../../src/writing/folder/sweep-drafts.ts';
import { noMounts, testWhere } from '../faults/where-possible.ts';
import { ANNA, BORIS, digest, FILE, openTestWriting, STORY, type TestWriting } from './open-test-writing.ts';

let site: TestWriting;
const path = (file: string): string => join(site.folder, file);
const save = (text: string, base: string | null = digest(STORY), file = FILE, by = ANNA) =>
  site.writing.write({ changes: [{ file, bytes: Buffer.from(text), base }], by, why: 'Save' });
const drafts = (): string[] =>
  readdirSync(site.folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    isDraftName(name.split('/').at(-1) ?? ''),
  );

beforeEach(async () => {
  site = await openTestWriting('folder');
});
afterEach(async () => {
  await site[Symbol.asyncDispose]();
});

test('a save is one rename into place, keeps the mode, and both texts are in the history', async () => {
  chmodSync(path(FILE), 0o640);
  const { ino } = statSync(path(FILE));
  expect(await save('new\n')).toEqual({
    kind: 'written',
    files: [{ file: FILE, digest: digest('new\n'), isMerged: false }],
    notes: [],
  });
  expect([await site.text(), statSync(path(FILE)).mode & 0o777, statSync(path(FILE)).ino === ino]).toEqual([
    'new\n',
    0o640,
    false,
  ]);
  expect(await site.past()).toEqual(['new\n', STORY]);
  expect((await site.writing.history(FILE))[0]).toMatchObject({
    by: 'Anna <anna@desk.example.org>',
    why: 'Save',
  });
  expect(drafts()).toEqual([]);
});

test('a new file has its folders made, and a deleted one takes the empty ones along', async () => {
  const file = 'articles/2026/ferry/index.md';
  expect(await save('new\n', null, file)).toMatchObject({ kind: 'written' });
  expect(await save('other\n', null, file)).toMatchObject({ kind: 'conflict' });
  const gone = { file, bytes: null, base: digest('new\n') };
  expect(await site.writing.write({ changes: [gone], by: ANNA, why: 'Delete' })).toMatchObject({
    kind: 'written',
  });
  expect(readdirSync(path('articles'))).toEqual(['ferry.md']);
  expect((await site.writing.deleted()).map((one) => one.file)).toEqual([file]);
});

test.each([
  ['articles/../../x.md', 'name-invalid'],
  ['articles/x\0.md', 'name-invalid'],
  ['articles/.hidden.md', 'name-hidden'],
  ['articles/x.html', 'name-not-of-newsroom'],
  ['articles/con.md', 'name-not-portable'],
  ['articles/Ferry.md', 'name-taken'],
  ['articles/ferry.md/x.md', 'name-below-file'],
  ['articles/folder.md', 'name-is-folder'],
  ['articles/out/x.md', 'link-outside'],
  ['articles/out.md', 'link-outside'],
  ['articles/broken.md', 'link-broken'],
])('%j is refused as %s, and nothing is written', async (file, code) => {
  mkdirSync(path('articles/folder.md'));
  mkdirSync(site.dataDir, { recursive: true });
  symlinkSync(site.dataDir, path('articles/out'));
  symlinkSync('/etc/hostname', path('articles/out.md'));
  symlinkSync('nowhere', path('articles/broken.md'));
  const names = (): string[] => [site.folder, path('articles')].flatMap((folder) => readdirSync(folder));
  const before = names();
  const outcome = await save('x\n', null, file);
  expect(outcome).toMatchObject({ kind: 'refused', code });
  expect(names()).toEqual(before);
  if (code !== 'name-taken' && code !== 'name-not-portable') expect(await site.writing.read(file)).toBeNull();
});

test('one refused file stops the whole write', async () => {
  const changes = [
    { file: FILE, bytes: Buffer.from('new\n'), base: digest(STORY) },
    { file: 'articles/x.php', bytes: Buffer.from('x'), base: null },
  ];
  expect(await site.writing.write({ changes, by: ANNA, why: 'Save' })).toMatchObject({ kind: 'refused' });
  expect(await site.text()).toBe(STORY);
  expect(await site.writing.write({ changes: [], by: ANNA, why: 'Save' })).toMatchObject({
    code: 'write-size',
  });
  const twice = [changes[0], changes[0]].flatMap((one) => one ?? []);
  expect(await site.writing.write({ changes: twice, by: ANNA, why: 'x' })).toMatchObject({
    code: 'file-twice',
  });
  const large = { file: FILE, bytes: Buffer.alloc(3_000_000, 'x'), base: digest(STORY) };
  expect(await site.writing.write({ changes: [large], by: ANNA, why: 'x' })).toMatchObject({
    code: 'text-too-large',
  });
});

test('links within the folder are followed, and stay links', async () => {
  renameSync(path(FILE), path('articles/target.md'));
  symlinkSync('target.md', path(FILE));
  expect(await save('new\n')).toMatchObject({ kind: 'written' });
  expect([readFileSync(path('articles/target.md'), 'utf8'), readdirSync(path('articles')).length]).toEqual([
    'new\n',
    2,
  ]);
  renameSync(path('articles'), path('texts'));
  symlinkSync('texts', path('articles'));
  expect(await save('newer\n', digest('new\n'))).toMatchObject({ kind: 'written' });
  expect(readFileSync(path('texts/target.md'), 'utf8')).toBe('newer\n');
});

test('a name of a Mac is the same name', async () => {
  const [composed, apart] = ['articles/é.md', 'articles/é.md'].map((name, nth) =>
    name.normalize(nth === 0 ? 'NFC' : 'NFD'),
  );
  site.sftp(apart ?? '', 'old\n');
  expect((await site.writing.read(composed ?? ''))?.digest).toBe(digest('old\n'));
  expect(await save('new\n', digest('old\n'), composed)).toMatchObject({ kind: 'written' });
  expect(readFileSync(path(apart ?? ''), 'utf8')).toBe('new\n');
  expect(readdirSync(path('articles'))).toHaveLength(2);
});

test('a file that has become a folder, or a folder that is away, loses nothing', async () => {
  rmSync(path(FILE));
  mkdirSync(path(FILE));
  expect(await save('new\n')).toMatchObject({ kind: 'refused', code: 'name-is-folder' });
  rmSync(path('site.yaml'));
  expect(await save('new\n')).toMatchObject({ kind: 'refused', code: 'content-away' });
});

test('a text that another program writes into the file while it is saved is kept, and merged', async () => {
  const handle = openSync(path(FILE), 'r+');
  expect(await save(STORY.replace('One.', 'One, mine.'))).toMatchObject({ kind: 'written' });
  const theirs = STORY.replace('Three.', 'Three, by SFTP.');
  writeSync(handle, theirs, 0);
  closeSync(handle);
  await expect.poll(() => site.text()).toBe(theirs.replace('One.', 'One, mine.'));
  expect(await site.past()).toContain(theirs);
  expect(site.lines.join('')).toContain('its text is kept in the history');
});

test.skipIf(process.getuid?.() === 0)(
  'a folder that may not be written to is told with the cure',
  async () => {
    chmodSync(path('articles'), 0o500);
    expect(await save('new\n')).toMatchObject({ kind: 'refused', code: 'not-writable' });
    chmodSync(path('articles'), 0o700);
    expect(await site.text()).toBe(STORY);
  },
);

testWhere(noMounts())(
  'a full disk is told with the cure; nothing changes, and a later save succeeds',
  async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', path('articles')]);
    try {
      writeFileSync(path(FILE), STORY);
      writeFileSync(path('articles/filler.bin'), Buffer.alloc(90_000));
      const large = `${STORY}${'word '.repeat(20_000)}\n`;
      const small = { file: 'articles/b.md', bytes: Buffer.from('b\n'), base: null };
      const changes = [small, { file: FILE, bytes: Buffer.from(large), base: digest(STORY) }];
      const outcome = await site.writing.write({ changes, by: ANNA, why: 'Save' });
      expect(outcome).toMatchObject({ kind: 'refused', code: 'disk-full' });
      expect([await site.text(), existsSync(path('articles/b.md')), drafts()]).toEqual([STORY, false, []]);
      rmSync(path('articles/filler.bin'));
      expect(await save(large)).toMatchObject({ kind: 'written' });
    } finally {
      execFileSync('umount', ['-l', path('articles')]);
    }
  },
);

test('drafts of a process that was killed are swept, and those of one that writes are not', async () => {
  const [old, fresh] = ['0', '1'].map((digit) =>
    path(`articles/.${digit.repeat(8)}-0000-0000-0000-${digit.repeat(12)}.tmp`),
  );
  for (const draft of [old, fresh]) writeFileSync(draft ?? '', 'draft');
  utimesSync(old ?? '', 1, 1);
  await sweepDrafts(site.folder, Date.now());
  expect([existsSync(old ?? ''), existsSync(fresh ?? '')]).toEqual([false, true]);
});

test('a process that is killed while it saves leaves a whole text and no lock', async () => {
  const script = new URL('./save-for-ever.ts', import.meta.url).pathname;
  for (let nth = 0; nth < 5; nth += 1) {
    const child = fork(script, [site.folder, join(site.dataDir, `${nth}`)], { execArgv: [] });
    const [told] = await once(child, 'message');
    for (let more = 0; more < nth * 3; more += 1) await once(child, 'message');
    child.kill('SIGKILL');
    await once(child, 'close');
    const text = (await site.text()) ?? '';
    expect(text).toMatch(/^---\ntitle: \d+\n---\n(?:line \d+\n){500}$/);
    expect(Number(/title: (\d+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(Number(told));
    const now = await site.writing.read(FILE);
    expect(await save(STORY, now?.digest ?? null)).toMatchObject({ kind: 'written' });
  }
});

test('two who save at the same moment: one is written, the other merged or kept', async () => {
  const [one, other] = await Promise.all([
    save(STORY.replace('One.', 'One, mine.')),
    save(STORY.replace('Three.', 'Three, mine.'), digest(STORY), FILE, BORIS),
  ]);
  expect([one.kind, other.kind]).toEqual(['written', 'written']);
  expect(await site.text()).toBe(STORY.replace('One.', 'One, mine.').replace('Three.', 'Three, mine.'));
});
