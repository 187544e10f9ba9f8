import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { check } from '../../src/cli/commands/check.ts';
import { inspectContent } from '../../src/ingest/build/inspect-content.ts';
import { MachineBusyError } from '../../src/problems/machine-busy-error.ts';
import { type Newsroom, openNewsroom, PATIENCE, SITE, story } from './open-newsroom.ts';

/** Limits of what the machine has no time for at the moment: bodies take 1,800 ms at most, whole YAML files 1,000. */
const BODY = 1_800;
const YAML = 1_000;
const busy = vi.hoisted(() => new Set<number>());

vi.mock('../../src/problems/reading/run-with-deadline.ts', async (original) => {
  const real = await original<typeof import('../../src/problems/reading/run-with-deadline.ts')>();
  return {
    ...real,
    // All at once would be one deadline.
    runForAWhile: () => false,
    runWithDeadline(work: () => unknown, limitMs: number) {
      if (busy.has(limitMs)) throw new MachineBusyError('read this');
      return real.runWithDeadline(work, limitMs);
    },
  };
});

const pictures = vi.hoisted(() => ({ isBusy: false, read: [] as string[] }));
vi.mock('../../src/media/pictures/probe-picture.ts', () => ({
  async probePicture(file: string) {
    pictures.read.push(file);
    if (pictures.isBusy) throw new MachineBusyError('read a picture');
    const facts = { width: 8, height: 8, format: 'jpeg', color: '#fff', hasAlpha: false, isAnimated: false };
    return { ...facts, hash: 'a'.repeat(20), bytes: 1 };
  },
}));

const A = '/2016/07/15/a';
let room: Newsroom;

beforeEach(() => {
  busy.clear();
  pictures.isBusy = false;
  pictures.read.length = 0;
  room = openNewsroom({ 'articles/a.md': story('A', '', 'A _body_.') });
});
afterEach(() => room.dispose());

const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);
const postponed = (): unknown[] =>
  room.logged.filter(({ msg }) => String(msg).startsWith('the machine was too busy')).map(({ file }) => file);
const errors = (): unknown[] => room.logged.filter(({ level }) => level === 'error');

describe('what the machine has no time to judge', () => {
  test('of a first build is told so, refused by nobody, and published soon', async () => {
    busy.add(BODY);
    const site = await room.start({ isLive: true });
    expect(site.titles()).toEqual([]);
    expect(postponed()).toEqual(['articles/a.md']);
    busy.clear();
    await eventually(() => site.at(A)).toBe('A');
    expect(errors()).toEqual([]);
    expect(postponed()).toHaveLength(1);
  });

  test('is read after a restart, though its file did not change', async () => {
    busy.add(BODY);
    const before = await room.start();
    expect(before.titles()).toEqual([]);
    await before.close();
    busy.clear();
    const after = await room.start();
    expect(after.titles()).toEqual(['A']);
    expect(errors()).toEqual([]);
  });

  test('of an article that readers have keeps its last good version', async () => {
    const site = await room.start({ isLive: true });
    busy.add(BODY);
    room.save('articles/a.md', story('A, again'));
    await eventually(postponed).toEqual(['articles/a.md']);
    expect(site.at(A)).toBe('A');
    busy.clear();
    await eventually(() => site.at(A)).toBe('A, again');
    expect(errors()).toEqual([]);
  });

  test('of an article is read again, and keeps that version over a restart in between', async () => {
    const site = await room.start({ isLive: true });
    busy.add(BODY);
    room.save('articles/a.md', story('A, again'));
    await eventually(postponed).toHaveLength(1);
    await site.close();
    const busyStill = await room.start();
    expect(busyStill.at(A)).toBe('A');
    await busyStill.close();
    busy.clear();
    const rested = await room.start();
    expect(rested.at(A)).toBe('A, again');
  });

  test('of pages, authors and lists keeps what is known of them', async () => {
    room.write('pages/about.md', '---\ntitle: About\n---\nWe.\n');
    room.write('authors/eva.md', '---\nname: Eva\n---\nShe.\n');
    room.write('top-stories.yaml', '- text: Pinned\n  article: articles/a.md\n');
    room.write('partners.yaml', '- name: Other\n  homePage: https://example.com/\n');
    const site = await room.start({ isLive: true });
    const seen = () =>
      site.ask((catalog, now) => ({
        name: catalog.site().name,
        pages: catalog.standingPages().map(({ title }) => title),
        pins: catalog.topStories(now).map(({ text }) => text),
      }));
    const before = seen();
    expect(before).toMatchObject({ name: 'The Test Times', pages: ['About'] });
    busy.add(BODY).add(YAML);
    room.save('pages/about.md', '---\ntitle: About us\n---\nWe.\n');
    room.save('authors/eva.md', '---\nname: Eva M.\n---\nShe.\n');
    room.save('site.yaml', SITE.replace('Test', 'Busy'));
    room.save('top-stories.yaml', '- text: Other\n  article: articles/a.md\n');
    room.save('partners.yaml', '- name: Others\n  homePage: https://example.com/\n');
    const all = ['authors/eva.md', 'pages/about.md', 'partners.yaml', 'site.yaml', 'top-stories.yaml'];
    await eventually(() => [...new Set(postponed())].sort()).toEqual(all);
    expect(seen()).toEqual(before);
    busy.clear();
    await eventually(seen).toMatchObject({ name: 'The Busy Times', pages: ['About us'] });
    await eventually(() => JSON.stringify(seen().pins)).toContain('Other');
    expect(errors()).toEqual([]);
  });

  test('of a picture is read again, and after a restart too', async () => {
    mkdirSync(join(room.contentDir, 'media'));
    writeFileSync(join(room.contentDir, 'media/a.jpg'), 'x');
    room.write('articles/a.md', story('A', 'image: { src: /media/a.jpg, alt: A }'));
    pictures.isBusy = true;
    const before = await room.start({ isLive: true });
    await before.ingest.picturesRead;
    expect(pictures.read).toHaveLength(1);
    expect(postponed()).toEqual(['media/a.jpg']);
    await before.close();
    const after = await room.start({ isLive: true });
    await eventually(() => pictures.read.length).toBeGreaterThan(1);
    pictures.isBusy = false;
    const facts = () => after.ask((catalog) => catalog.picture('/media/a.jpg'));
    await eventually(facts).toMatchObject({ width: 8 });
    expect(errors()).toEqual([]);
  });
});

describe('check', () => {
  test('names what it could not judge, and says nothing else of it', async () => {
    room.write('top-stories.yaml', '- text: Pinned\n');
    busy.add(BODY);
    const inspected = await inspectContent(room.contentDir, { now: Date.now, threads: 1, onProgress() {} });
    expect(inspected).toEqual({ articles: 0, problems: [], unjudged: ['articles/a.md'] });
  });

  test('has an exit code of its own for that, which an error outweighs', async () => {
    const run = async () => {
      const [output, told] = [[] as string[], [] as string[]];
      const code = await check(
        [room.contentDir],
        { write: (text) => output.push(text) },
        { write: (text) => told.push(text) },
      );
      return { code, output: output.join(''), told: told.join('') };
    };
    expect(await run()).toMatchObject({ code: 0 });
    busy.add(BODY);
    const { code, output, told } = await run();
    expect(code).toBe(3);
    expect(output).toContain('0 articles, 0 errors, 0 warnings; 1 file not judged\n');
    expect(told).toContain('  articles/a.md\n');
    room.write('articles/b.md', '---js\n({})\n---\n');
    expect(await run()).toMatchObject({ code: 1 });
    busy.add(YAML);
    expect(await run()).toMatchObject({ code: 3, told: expect.stringContaining('too busy') });
  });
});
