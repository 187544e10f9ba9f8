import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createArchive } from '../../bench/archive/archive.ts';
import { writeArchive } from '../../bench/archive/write-archive.ts';
import { type Answer, crawlSite } from '../long/crawl/crawl-site.ts';
import { expectedPaths } from '../long/crawl/expected-paths.ts';
import { type Finding, judgeCrawl } from '../long/crawl/judge-crawl.ts';
import { timesOf } from '../support/how-long.ts';
import { openTestSite } from '../support/open-test-site.ts';
import { listenHere } from './listen-here.ts';

/** Clicks from the front within which every page of an archive is to be found. */
const MAX_DEPTH = 4;

const ORIGIN = 'http://courier.test';
/** What programs find without a link. */
const ENTRIES = ['/robots.txt', '/sitemap.xml', '/sitemap-news.xml', '/llms.txt'];

interface Crawl {
  readonly findings: readonly Finding[];
  readonly pages: number;
  readonly depth: number;
}

async function crawl(contentDir: string, now: number, maxDepth: number): Promise<Crawl> {
  const site = await openTestSite(contentDir, { origin: ORIGIN, now });
  const server = await listenHere(site.app);
  const ask = async (path: string): Promise<Answer> => {
    const response = await fetch(server.url + path, { redirect: 'manual' });
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    return { status: response.status, type, text: await response.text() };
  };
  try {
    const found = await crawlSite({ origin: ORIGIN, ask, entries: ENTRIES });
    const paths = site.reader.read((catalog) => expectedPaths(catalog, now));
    const depths = [...found.values()].flatMap(({ html, depth }) => (html === null ? [] : (depth ?? [])));
    return {
      findings: judgeCrawl(found, { paths, maxDepth }),
      pages: depths.length,
      depth: Math.max(...depths),
    };
  } finally {
    server.close();
    await site.close();
  }
}

test('the shipped site is whole', async () => {
  const content = fileURLToPath(new URL('../../content', import.meta.url));
  const { findings, pages } = await crawl(content, Date.parse('2016-07-20T12:00+04:00'), 4);
  expect(pages).toBeGreaterThan(10);
  expect(findings).toEqual([]);
});

test('an archive is whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-whole-'));
  try {
    const articles = timesOf(120, 40);
    const archive = createArchive({ articles, seed: 1, folders: 'month', length: { kind: 'varied' } });
    writeArchive(archive, folder);
    const { findings, pages, depth } = await crawl(folder, Date.parse('2030-01-01'), MAX_DEPTH);
    // The archive names pictures that it does not have.
    const told = findings.filter(({ kind, path }) => kind !== 'broken-link' || !path.startsWith('/media/'));
    expect(told).toEqual([]);
    expect(pages).toBeGreaterThan(3 * articles);
    expect(depth).toBeLessThanOrEqual(MAX_DEPTH);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
