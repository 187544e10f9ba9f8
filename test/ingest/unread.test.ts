import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, PATIENCE, story } from './open-newsroom.ts';

let room: Newsroom;

beforeEach(() => {
  room = openNewsroom({ 'articles/a.md': story('A'), 'media/2016/a.jpg': '' });
});
afterEach(() => room.dispose());

const path = (file: string): string => join(room.contentDir, file);
const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);
const told = (): string[] =>
  room.logged
    .filter(({ msg }) => String(msg).startsWith('file has'))
    .flatMap(({ file, problems }) =>
      (problems as { code: string }[]).map(({ code }) => `${String(file)} ${code}`),
    );

test('what is put into a running site and not read is told', async () => {
  await room.start({ isLive: true });
  writeFileSync(join(room.contentDir, '../secret.md'), story('Secret'));
  symlinkSync('../../secret.md', path('articles/out.md'));
  await eventually(told).toEqual(['articles/out.md link-outside']);
  symlinkSync('../..', path('articles/folder'));
  await eventually(told).toContain('articles/folder link-outside');
  symlinkSync('../media', path('articles/pictures'));
  await eventually(told).toContain('articles/pictures link-to-folder');
  symlinkSync('../../../secret.md', path('media/2016/out.jpg'));
  await eventually(told).toContain('media/2016/out.jpg link-outside');
  writeFileSync(path('articles/story.docx'), 'x');
  await eventually(told).toContain('articles/story.docx kind-not-read');
  room.save('articles/b.md', story('B'));
  await eventually(() => room.logged.at(-1)?.['file']).toBe('articles/b.md');
  expect(told()).toHaveLength(5);
});

test('what comes with a folder is told as well', async () => {
  await room.start({ isLive: true });
  const deep = Array.from({ length: 17 }, (_, at) => at + 1).join('/');
  mkdirSync(join(room.contentDir, '../new', deep), { recursive: true });
  writeFileSync(join(room.contentDir, '../new/story.odt'), 'x');
  symlinkSync('/etc/hostname', join(room.contentDir, '../new/out.md'));
  renameSync(join(room.contentDir, '../new'), path('articles/new'));
  await eventually(() => told().sort()).toEqual([
    `articles/new/${deep.slice(0, deep.lastIndexOf('/'))} folder-too-deep`,
    'articles/new/out.md link-outside',
    'articles/new/story.odt kind-not-read',
  ]);
});

test('a name that is not UTF-8 is told, at the start and later', async ({ skip }) => {
  try {
    writeFileSync(Buffer.concat([Buffer.from(path('media/2016/')), Buffer.from('\xe9.jpg', 'latin1')]), 'x');
  } catch {
    skip();
  }
  await room.start({ isLive: true });
  await eventually(told).toEqual(['media/2016/\ufffd.jpg name-not-utf8']);
  writeFileSync(
    Buffer.concat([Buffer.from(path('articles/')), Buffer.from('\xe9.md', 'latin1')]),
    story('B'),
  );
  await eventually(told).toContain('articles/\ufffd.md name-not-utf8');
});

test('the folders of pages and authors tell what is not read in them at every start', async () => {
  const first = await room.start();
  room.write('pages/about.txt', 'x');
  room.write('authors/a.doc', 'x');
  await first.close();
  await room.start();
  expect(told()).toEqual(['pages/about.txt kind-not-read', 'authors/a.doc kind-not-read']);
});
