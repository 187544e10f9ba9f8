import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ArchiveOptions, createArchive } from '../../../bench/archive/archive.ts';
import { AUTHORS, SECTIONS, TOPICS } from '../../../bench/archive/names.ts';
import { writeArchive } from '../../../bench/archive/write-archive.ts';

const OPTIONS: ArchiveOptions = { articles: 300, seed: 1, folders: 'month', length: { kind: 'varied' } };
const indices = [...Array(OPTIONS.articles).keys()];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function filesOf(options: ArchiveOptions): string[] {
  const out = join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  writeArchive(createArchive(options), out);
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();
}

function hashOf(options: ArchiveOptions): string {
  const hash = createHash('sha256');
  for (const file of filesOf(options))
    hash.update(`${file}\n`).update(readFileSync(join(folder, 'out', file)));
  return hash.digest('hex');
}

const wordsOf = (text: string): number =>
  text
    .slice(text.indexOf('\n---\n') + 5)
    .split(/\s+/)
    .filter(Boolean).length;

describe('a written archive', () => {
  test('has the same bytes for the same options, and others for another seed', () => {
    const first = hashOf(OPTIONS);
    expect(hashOf(OPTIONS)).toBe(first);
    expect(hashOf({ ...OPTIONS, seed: 2 })).not.toBe(first);
  });

  test('has the same bytes on every machine', () => {
    expect(hashOf({ ...OPTIONS, articles: 50 })).toBe(
      '400578ac04b8a4f8b8710a815359924e84bb0078da2aa4b47afd7e70f0ce85f4',
    );
  });

  test('has its articles, lists, pages and settings', () => {
    const files = filesOf({ ...OPTIONS, articles: 20 });
    expect(files.filter((file) => /^articles\/20\d\d\/[01]\d\/[^/]+\.md$/.test(file))).toHaveLength(20);
    expect(files.filter((file) => !file.startsWith('articles/'))).toEqual([
      'pages/about.md',
      'pages/contact.md',
      'pages/terms.md',
      'partners.yaml',
      'site.yaml',
      'top-stories.yaml',
    ]);
  });

  test('may have a folder for each day', () => {
    const files = filesOf({ ...OPTIONS, articles: 20, folders: 'day' });
    expect(files.filter((file) => /^articles\/20\d\d\/[01]\d\/[0-3]\d\/[^/]+\.md$/.test(file))).toHaveLength(
      20,
    );
  });

  test('is not written over anything', () => {
    writeFileSync(join(folder, 'kept.txt'), '');
    expect(() => writeArchive(createArchive(OPTIONS), folder)).toThrow(`${folder} is not empty`);
  });
});

describe('the articles', () => {
  const archive = createArchive(OPTIONS);
  const outlines = indices.map(archive.outlineAt);
  const texts = outlines.map(archive.textOf);

  test('follow each other in time, from 2006 to 2026', () => {
    const times = outlines.map(({ published }) => `${published.day} ${published.time}`);
    expect(times).toEqual(times.toSorted());
    expect(times[0]).toMatch(/^2006-/);
    expect(times.at(-1)).toMatch(/^2026-/);
  });

  test('have addresses of their own', () => {
    expect(new Set(outlines.map(({ path }) => path)).size).toBe(OPTIONS.articles);
    for (const { path, published } of outlines) {
      expect(path.replace(/^\/[a-z]{2}(?=\/)/, '')).toMatch(`/${published.day.replaceAll('-', '/')}/`);
      expect(new URL(path, 'http://a').pathname).toBe(path);
    }
  });

  test('say what their outlines say', () => {
    texts.forEach((text, index) => {
      const outline = outlines[index];
      expect(text).toContain(outline?.title);
      for (const topic of outline?.topics ?? []) expect(text).toContain(topic);
    });
  });

  test('are of all lengths, some 450 words on average', () => {
    const words = texts.filter((text) => !/^language: (zh|ja)$/m.test(text)).map(wordsOf);
    const mean = words.reduce((sum, count) => sum + count, 0) / words.length;
    expect(mean).toBeGreaterThan(400);
    expect(mean).toBeLessThan(550);
    expect(Math.min(...words)).toBeLessThan(100);
    expect(Math.max(...words)).toBeGreaterThan(1_500);
  });

  test.each(['language: hy', 'language: ru', 'language: ar', 'language: zh'])('come in %s', (line) => {
    expect(texts.filter((text) => text.includes(`\n${line}\n`)).length).toBeGreaterThan(0);
  });

  test.each([
    'updated: ',
    'corrections:\n',
    'aliases: ',
    'source:\n',
    'location: ',
    'image:\n',
    '## ',
    '> ',
    '- ',
    '](/20',
    '](https://example.org/',
  ])('have among them some with %j', (part) => {
    expect(texts.filter((text) => text.includes(part)).length).toBeGreaterThan(0);
  });

  test('are spread over sections evenly, over topics by Zipf’s law', () => {
    const counted = (names: readonly string[]) =>
      Object.values(Object.groupBy(names, (name) => name)).map((same) => same?.length ?? 0);
    expect(counted(outlines.map(({ section }) => section.slug))).toHaveLength(SECTIONS.length);
    const topics = counted(outlines.flatMap(({ topics: named }) => named)).sort((one, other) => other - one);
    expect(topics[0]).toBeGreaterThan(30);
    expect(topics.filter((count) => count === 1).length).toBeGreaterThan(100);
  });

  test('name roles and desks, never persons', () => {
    expect(AUTHORS).toHaveLength(300);
    for (const author of AUTHORS) expect(author).toMatch(/^(Desk|Correspondent|Night Desk|Photo Desk) \d+$/);
    expect(new Set(TOPICS).size).toBe(2_000);
  });
});

test('flat articles have just a title, a date and so many words', () => {
  const archive = createArchive({ ...OPTIONS, length: { kind: 'flat', words: 450 } });
  for (const index of [0, 7, 299]) {
    const text = archive.textOf(archive.outlineAt(index));
    expect(wordsOf(text)).toBe(450);
    expect(text).toMatch(
      /^---\ntitle: [A-Za-z ]+\ndate: \d{4}-\d\d-\d\dT\d\d:\d\d:00Z\n---\n\n[A-Za-z ,.\n]+$/,
    );
  }
});

test('even articles are all of one length', () => {
  const archive = createArchive({ ...OPTIONS, length: { kind: 'even', words: 450 } });
  for (const index of indices) {
    const { prose } = archive.outlineAt(index);
    const words = wordsOf(archive.textOf(archive.outlineAt(index)));
    if (prose.model.space === ' ') expect(Math.abs(words - 450)).toBeLessThan(80);
  }
});
