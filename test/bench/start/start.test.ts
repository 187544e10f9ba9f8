import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createArchive } from '../../../bench/archive/archive.ts';
import { createRandom } from '../../../bench/archive/random.ts';
import { writeArchive } from '../../../bench/archive/write-archive.ts';
import { changeWhileDown, FILES_CHANGED } from '../../../bench/start/change-while-down.ts';
import { type Results, startTable } from '../../../bench/start/report.ts';
import { samplePages } from '../../../bench/start/sample-pages.ts';
import { targetsFor } from '../../../bench/targets.ts';

const archive = createArchive({
  articles: 500,
  seed: 1,
  folders: 'month',
  length: { kind: 'even', words: 60 },
});

test('some 200 pages are sampled, the oldest and the newest article among them', () => {
  const pages = samplePages(archive, createRandom(1));
  const paths = pages.map(({ path }) => path);
  expect(pages.length).toBeGreaterThanOrEqual(200);
  expect(pages.length).toBeLessThan(210);
  expect(paths).toEqual(
    expect.arrayContaining([archive.outlineAt(0).path, archive.outlineAt(499).path, '/', '/feed.xml']),
  );
  expect(paths.filter((path) => path.startsWith('/sections/'))).toHaveLength(7);
});

test('ten files are changed, and what is expected of them is in the folder', () => {
  const contentDir = mkdtempSync(join(tmpdir(), 'dateline-start-'));
  writeArchive(archive, contentDir);
  const expected = changeWhileDown(contentDir, archive, createRandom(2));
  const articles = expected.filter(({ path }) => /^\/\d{4}\//.test(path));
  expect(articles).toHaveLength(FILES_CHANGED);
  expect(articles.filter(({ status }) => status === 410)).toHaveLength(3);
  for (let index = 0; index < archive.count; index += 1) {
    const { path, file } = archive.outlineAt(index);
    const page = articles.find((article) => article.path === path);
    const target = join(contentDir, file);
    expect(existsSync(target)).toBe(page?.status !== 410);
    for (const text of page?.texts ?? []) expect(readFileSync(target, 'utf8')).toContain(text);
  }
  rmSync(contentDir, { recursive: true });
});

test('the table says what was met, what was missed and what was wrong', () => {
  const memory = { processes: 1, rss: 300 * 1_048_576, pss: 300 * 1_048_576, peak: 300 * 1_048_576 };
  const results: Results = {
    cold: {
      readyMs: 900,
      sampled: 201,
      wrong: ['/a: 404 instead of 200'],
      searchIndexMs: null,
      memory,
      problems: 2,
    },
    warm: [400, 450, 700],
    changed: { readyMs: 600, wrong: [] },
    reading: { pageTimes: [], memoryAtStart: null, memory, pages: 10_000, wrong: 1 },
  };
  const text = startTable(results, targetsFor(1_000)).replace(/ {2,}/g, ' ');
  expect(text).toContain('| cold start until ready | 900 ms | 1.00 s | met (90 % of it) |');
  expect(text).toContain(
    '| cold start until the search index is complete | the log did not say | 1.50 s | – |',
  );
  expect(text).toContain('| warm start until ready, median of 3 | 450 ms | 500 ms | met (90 % of it) |');
  expect(text).toContain('| warm start after 10 files changed | 600 ms | 500 ms | missed by 100 ms |');
  expect(text).toContain(
    '| resident memory after 10,000 random pages | 300 MB | 200 MB | missed by 100 MB |',
  );
  expect(text).toContain(
    '- 200 of 201 sampled pages right at once after the cold start.\n - /a: 404 instead of 200',
  );
  expect(text).toContain('- 9,999 of 10,000 random pages answered by 200.\n- 2 problems');
});

test('there are no targets above 100,000 articles', () => {
  expect(targetsFor(100_001)).toBeNull();
});
