import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inspectContent } from '../../../src/ingest/build/inspect-content.ts';
import { SiteError } from '../../../src/ingest/read/site-error.ts';

const SITE = 'name: The Test Times\nlanguage: en\ntimeZone: Asia/Yerevan\n';
const ARTICLE = '---\ntitle: A\ndate: 2016-07-15\n---\nText.\n';
const LATIN1 = Buffer.from('name: Caf\u00e9\n', 'latin1');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-site-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const inspect = () => inspectContent(folder, { now: Date.now, threads: 1, onProgress: () => {} });

/** Writes a file of the content folder; null makes a folder of that name. */
function write(name: string, bytes: string | Buffer | null): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  if (bytes === null) mkdirSync(join(folder, name));
  else writeFileSync(join(folder, name), bytes);
}

async function failure(): Promise<SiteError> {
  const error = await inspect().catch((thrown: unknown) => thrown);
  if (!(error instanceof SiteError)) throw new Error('a folder without a site is refused', { cause: error });
  return error;
}

describe('site.yaml', () => {
  test('is enough', async () => {
    write('site.yaml', SITE);
    write('articles/a.md', ARTICLE);
    expect(await inspect()).toEqual({ articles: 1, problems: [], unjudged: [] });
  });

  test('that is missing is told with the cure', async () => {
    const { message, problems } = await failure();
    expect(message).toBe(
      `${join(folder, 'site.yaml')}: no such file. Set CONTENT_DIR to the newsroom's folder, or write the file as the README shows.`,
    );
    expect(problems).toEqual([]);
  });

  test.each<[string, string | Buffer | null, string, number]>([
    ['a folder', null, 'file-unreadable', 1],
    ['Latin-1', LATIN1, 'encoding-invalid', 1],
    ['too large', `${SITE}${'#'.repeat(2 * 1024 * 1024)}`, 'file-too-large', 1],
    ['wrong', SITE.replace('Asia/Yerevan', 'Asia/Nowhere'), 'time-zone-unknown', 3],
  ])('that is %s is told with its problems', async (_, bytes, code, line) => {
    write('site.yaml', bytes);
    const { message, contentDir, problems } = await failure();
    expect(message).toBe(`${join(folder, 'site.yaml')} cannot be used; mend it as follows.`);
    expect(contentDir).toBe(folder);
    expect(problems).toMatchObject([{ file: 'site.yaml', severity: 'error', code, line }]);
  });

  test('that has a warning is used, and told', async () => {
    write('articles/a.md', ARTICLE);
    write('site.yaml', `${SITE}plaec: Yerevan\n`);
    expect((await inspect()).problems).toMatchObject([
      { file: 'site.yaml', line: 4, severity: 'warning', code: 'key-unknown' },
    ]);
  });
});

test.each<[string, string | Buffer | null, string]>([
  ['a folder', null, 'file-unreadable'],
  ['Latin-1', LATIN1, 'encoding-invalid'],
  ['too large', '#'.repeat(2 * 1024 * 1024 + 1), 'file-too-large'],
])('partners.yaml and top-stories.yaml that are %s are problems, and no more', async (_, bytes, code) => {
  write('site.yaml', SITE);
  write('articles/a.md', ARTICLE);
  write('partners.yaml', bytes);
  write('top-stories.yaml', bytes);
  expect((await inspect()).problems).toMatchObject([
    { file: 'partners.yaml', severity: 'error', code },
    { file: 'top-stories.yaml', severity: 'error', code },
  ]);
});
