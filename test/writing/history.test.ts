import { expect, test } from 'vitest';
import {
  ANNA,
  BORIS,
  digest,
  FILE,
  openTestWriting,
  STORY,
  type Target,
  type TestWriting,
} from './open-test-writing.ts';

const TARGETS: readonly Target[] = ['folder', 'work tree', 'branch'];
const write = async (site: TestWriting, file: string, text: string | null, by = ANNA) => {
  const base = (await site.writing.read(file))?.digest ?? null;
  const bytes = text === null ? null : Buffer.from(text);
  return await site.writing.write({
    changes: [{ file, bytes, base }],
    by,
    why: `Write ${text ?? 'nothing'}`,
  });
};

test.each(TARGETS)(
  'versions of a file in a %s are told newest first, and can be restored',
  async (target) => {
    await using site = await openTestWriting(target);
    await write(site, FILE, 'one\n');
    await write(site, FILE, 'two\n', BORIS);
    expect(await site.past()).toEqual(['two\n', 'one\n', STORY]);
    const [two, one] = await site.writing.history(FILE);
    expect([two?.by, one?.by]).toEqual(['Boris <boris@desk.example.org>', 'Anna <anna@desk.example.org>']);
    expect([two?.why?.trim(), two?.digest]).toEqual(['Write two', digest('two\n')]);
    const old = await site.writing.textOf(FILE, one?.id ?? '');
    await write(site, FILE, old?.toString() ?? '');
    expect(await site.text()).toBe('one\n');
    expect(await site.writing.textOf('articles/other.md', one?.id ?? '')).toBeNull();
    expect(await site.writing.textOf('../secret', one?.id ?? '')).toBeNull();
    expect(await site.writing.history('../secret')).toEqual([]);
  },
);

test.each(TARGETS)(
  'a person takes back their last write in a %s, with all its files, and what others changed stays',
  async (target) => {
    await using site = await openTestWriting(target);
    await site.writing.read(FILE);
    const changes = [
      { file: FILE, bytes: Buffer.from(STORY.replace('One.', 'One, mine.')), base: digest(STORY) },
      { file: 'articles/new.md', bytes: Buffer.from('new\n'), base: null },
    ];
    await site.writing.write({ changes, by: ANNA, why: 'Save' });
    await write(site, FILE, STORY.replace('One.', 'One, mine.').replace('Three.', 'Three, theirs.'), BORIS);
    expect(await site.writing.undo(ANNA)).toMatchObject({ kind: 'written' });
    expect(await site.text()).toBe(STORY.replace('Three.', 'Three, theirs.'));
    expect(await site.text('articles/new.md')).toBeNull();
    expect(await site.writing.undo({ name: 'Nobody', email: 'n@example.org' })).toMatchObject({
      code: 'nothing-to-undo',
    });
  },
);

test.each(TARGETS)('a deleted story comes back in a %s', async (target) => {
  await using site = await openTestWriting(target);
  await write(site, FILE, null);
  expect(await site.text()).toBeNull();
  const [gone] = await site.writing.deleted();
  expect([gone?.file, gone?.by]).toEqual([FILE, 'Anna <anna@desk.example.org>']);
  const old = await site.writing.textOf(FILE, gone?.revision ?? '');
  expect(old?.toString()).toBe(STORY);
  await write(site, FILE, old?.toString() ?? '');
  expect(await site.writing.deleted()).toEqual([]);
});

test.each(TARGETS)(
  'a story of a folder is renamed in a %s with its pictures, and keeps its history',
  async (target) => {
    await using site = await openTestWriting(target);
    const from = 'articles/old/index.md';
    await write(site, from, 'one\n');
    await write(site, 'articles/old/quay.jpg', 'picture');
    await write(site, from, 'two\n');
    const rename = (to: string, base = digest('two\n')) =>
      site.writing.rename({ from, to, base, by: ANNA, why: 'Rename' });
    expect(await rename('articles/new/index.md', digest('one\n'))).toMatchObject({ kind: 'conflict' });
    expect(await rename('articles/x.php')).toMatchObject({ kind: 'refused' });
    expect(await rename('articles/new/index.md')).toMatchObject({ kind: 'written' });
    expect([await site.text(from), await site.text('articles/old/quay.jpg')]).toEqual([null, null]);
    expect(await site.text('articles/new/quay.jpg')).toBe('picture');
    expect(await site.past('articles/new/index.md')).toEqual(expect.arrayContaining(['two\n', 'one\n']));
    expect(await site.writing.list('articles')).toEqual([
      FILE,
      'articles/new/index.md',
      'articles/new/quay.jpg',
    ]);
  },
);

test.each(TARGETS)(
  'a file in a %s takes no name of another, and may have capitals changed',
  async (target) => {
    await using site = await openTestWriting(target);
    await write(site, 'articles/other.md', 'other\n');
    const rename = (to: string) =>
      site.writing.rename({ from: FILE, to, base: digest(STORY), by: ANNA, why: 'Rename' });
    expect(await rename('articles/other.md')).toMatchObject({ kind: 'refused', code: 'name-taken' });
    expect(await rename('articles/Ferry.md')).toMatchObject({ kind: 'written' });
    expect([await site.text('articles/Ferry.md'), await site.text('articles/other.md')]).toEqual([
      STORY,
      'other\n',
    ]);
    expect(await rename('articles/x.md')).toMatchObject({
      kind: target === 'branch' ? 'conflict' : 'refused',
    });
  },
);
