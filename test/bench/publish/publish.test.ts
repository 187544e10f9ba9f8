import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createArchive } from '../../../bench/archive/archive.ts';
import { createRandom } from '../../../bench/archive/random.ts';
import { writeArchive } from '../../../bench/archive/write-archive.ts';
import { connect } from '../../../bench/lib/connection.ts';
import { saveByRename, saveInPlace } from '../../../bench/lib/save.ts';
import { measureEdits } from '../../../bench/publish/edits.ts';
import { measureDeletions, measureRenames } from '../../../bench/publish/moves.ts';
import { measureNewArticles } from '../../../bench/publish/new-articles.ts';
import { publishTable } from '../../../bench/publish/report.ts';
import { createTaker, type Scene } from '../../../bench/publish/scene.ts';
import { type FileSite, serveFiles } from './file-site.ts';

const archive = createArchive({
  articles: 80,
  seed: 1,
  folders: 'month',
  length: { kind: 'even', words: 60 },
});

let contentDir: string;
let site: FileSite;
let scene: Scene;

beforeEach(async () => {
  contentDir = mkdtempSync(join(tmpdir(), 'dateline-publish-'));
  writeArchive(archive, contentDir);
  site = await serveFiles(contentDir);
  const random = createRandom(1);
  const connection = connect(site.origin);
  scene = {
    contentDir,
    archive,
    connection,
    random,
    timeoutMs: 120_000,
    takeArticle: createTaker(archive, random),
  };
});
afterEach(() => {
  scene.connection.close();
  site.close();
  rmSync(contentDir, { recursive: true });
});

describe('against a site that reads its files at every request', () => {
  test.each([
    ['renamed', saveByRename],
    ['in place', saveInPlace],
  ])('edits saved %s are all seen, warm-ups apart', async (name, save) => {
    const [pages, lists] = await measureEdits(scene, { name, save, edits: 10, warmUps: 5 });
    expect(pages).toMatchObject({ timeouts: 0, errors: [] });
    expect(pages?.samples).toHaveLength(10);
    expect(lists?.samples).toHaveLength(2);
  });

  test('new articles are seen on their page and in the lists', async () => {
    const [pages, lists] = await measureNewArticles(scene, 3);
    expect(pages?.samples).toHaveLength(3);
    expect(lists?.samples).toHaveLength(3);
  });

  test('renamed files are seen as redirects, deleted ones as gone', async () => {
    expect((await measureRenames(scene, 3)).samples).toHaveLength(3);
    expect((await measureDeletions(scene, 3)).samples).toHaveLength(3);
  });
});

test('a site that takes up no change is given up after the first', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'dateline-publish-'));
  writeArchive(archive, elsewhere);
  const options = { name: 'renamed', save: saveByRename, edits: 10, warmUps: 5 };
  const [pages] = await measureEdits({ ...scene, contentDir: elsewhere, timeoutMs: 50 }, options);
  rmSync(elsewhere, { recursive: true });
  expect(pages).toMatchObject({ timeouts: 1, samples: [] });
});

test('each older article is handed out once', () => {
  const take = createTaker(archive, createRandom(1));
  const taken = Array.from({ length: 40 }, () => take().index);
  expect(taken.toSorted((one, other) => one - other)).toEqual([...Array(40).keys()]);
  expect(take).toThrow('All of 40 articles were changed. Give more with --articles.');
});

test('the table has the figures, the verdicts and the trouble', () => {
  const tally = { name: 'renamed', samples: [5, 6, 40], timeouts: 1, errors: [404, 404] };
  const [, , row = ''] = publishTable([{ tally, target: { p50: 8, p99: 30 } }]).split('\n');
  expect(row.split('|').map((cell) => cell.trim())).toEqual([
    '',
    'renamed',
    '3',
    '6.00 ms',
    '40.0 ms',
    '40.0 ms',
    '40.0 ms',
    '8 / 30 ms',
    'met (75 % of it)',
    'missed by 10.0 ms',
    '1',
    '2 (404)',
    '',
  ]);
});
