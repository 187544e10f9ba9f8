import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ExpectedArchive,
  type OpenArchive,
  openArchive,
  readExpected,
} from '../support/open-archive.ts';

const ARCHIVES = fileURLToPath(new URL('../fixtures/archives', import.meta.url));
const names = readdirSync(ARCHIVES).filter((name) => existsSync(join(ARCHIVES, name, 'expected.json')));

/** One small archive of each system, in its own conventions: dropped in as it is, it must come out whole. */
describe.each(names)('an archive of %s', (name) => {
  const folder = join(ARCHIVES, name);
  const expected: ExpectedArchive = readExpected(folder);
  const { published, held = [], skipped = [], refused = {}, kinds = [] } = expected;
  let archive: OpenArchive;
  beforeAll(async () => {
    archive = await openArchive(folder);
  });
  afterAll(() => archive.close());

  const articleOf = (file: string) => archive.articles.find((article) => article.file === file);

  test('publishes its articles', () => {
    const shown = archive.articles.filter(({ isHeld }) => !isHeld);
    expect(Object.fromEntries(shown.map(({ file, path }) => [file, path]))).toEqual(published);
  });

  test('holds back what asks for it', () => {
    const back = archive.articles.filter(({ isHeld }) => isHeld);
    expect(back.map(({ file }) => file)).toEqual([...held].sort());
  });

  test('refuses only what has no title or no date', () => {
    const errors = [...archive.problems.values()].flat().filter(({ severity }) => severity === 'error');
    const told = errors.map(({ file, code }) => [file.replace(/^articles\//, ''), code]);
    expect(Object.fromEntries(told)).toEqual(refused);
  });

  test('tells every file that is no article', () => {
    const told = [...archive.problems].filter(([, problems]) => problems.length > 0).map(([file]) => file);
    for (const file of skipped)
      expect(told.some((name) => name === file || name === dirname(file))).toBe(true);
    const others = [...archive.problems.values()].flat().filter(({ code }) => code === 'kind-not-read');
    const extensions = others.map(({ file, message }) => `${file} ${message}`);
    expect(extensions.length).toBe(kinds.length);
    for (const kind of kinds) expect(extensions.join('\n')).toContain(`.${kind}`);
  });

  test('keeps titles, topics and times', () => {
    const { titles = {}, topics = {}, times = {} } = expected;
    for (const [file, title] of Object.entries(titles)) expect(articleOf(file)?.title, file).toBe(title);
    for (const [file, list] of Object.entries(topics)) expect(articleOf(file)?.topics, file).toEqual(list);
    for (const [file, time] of Object.entries(times)) {
      expect(new Date(articleOf(file)?.publishedMs ?? 0).toISOString(), file).toBe(
        new Date(time).toISOString(),
      );
    }
  });

  test('keeps old addresses', async () => {
    const { old = {} } = expected;
    const arrived = Object.keys(old).map(async (path) => [path, await archive.arrive(path)]);
    expect(Object.fromEntries(await Promise.all(arrived))).toEqual(old);
  });

  test('leads links between files to articles', async () => {
    for (const [file, targets] of Object.entries(expected.links ?? {})) {
      const { text } = await request(archive.site.app).get(encodeURI(articleOf(file)?.path ?? '/'));
      for (const target of targets) expect(text, file).toContain(`href="${target}"`);
    }
  });
});
