import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSite, SiteError } from '../../src/runtime/load-site.ts';

const SITE = 'name: The Test Times\nlanguage: en\ntimeZone: Asia/Yerevan\n';
const LATIN1 = Buffer.from('name: Caf\u00e9\n', 'latin1');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-site-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function failure(): Promise<SiteError> {
  const error = await loadSite(folder).catch((thrown: unknown) => thrown);
  if (!(error instanceof SiteError)) throw new Error('loadSite throws a SiteError', { cause: error });
  return error;
}

test('site.yaml is enough', async () => {
  await writeFile(join(folder, 'site.yaml'), SITE);
  const { site, content, problems } = await loadSite(folder);
  expect(site.name).toBe('The Test Times');
  expect(content).toEqual({ articles: [], standingPages: [], topStories: [], partners: [] });
  expect(problems).toEqual([]);
});

describe('site.yaml', () => {
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
    const path = join(folder, 'site.yaml');
    await (bytes === null ? mkdir(path) : writeFile(path, bytes));
    const { message, contentDir, problems } = await failure();
    expect(message).toBe(`${path} cannot be used; mend it as follows.`);
    expect(contentDir).toBe(folder);
    expect(problems).toMatchObject([{ file: 'site.yaml', severity: 'error', code, line }]);
  });
});

test.each<[string, string | Buffer | null, string]>([
  ['a folder', null, 'file-unreadable'],
  ['Latin-1', LATIN1, 'encoding-invalid'],
  ['too large', '#'.repeat(2 * 1024 * 1024 + 1), 'file-too-large'],
])('partners.yaml that is %s is a problem, and the site is served', async (_, bytes, code) => {
  await writeFile(join(folder, 'site.yaml'), SITE);
  const path = join(folder, 'partners.yaml');
  await (bytes === null ? mkdir(path) : writeFile(path, bytes));
  const { content, problems } = await loadSite(folder);
  expect(content.partners).toEqual([]);
  expect(problems).toMatchObject([{ file: 'partners.yaml', severity: 'error', code }]);
});
