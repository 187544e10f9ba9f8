import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { findCatalog } from '../../src/ingest/data-dir/catalog-files.ts';
import { createArchive } from '../../bench/archive/archive.ts';
import { writeArchive } from '../../bench/archive/write-archive.ts';
import { bodyRenderer } from '../../src/catalog/read/render-stored-body.ts';
import { renderArticleBody } from '../../src/content/document/render-article-body.ts';
import { articleMarkdown } from '../../src/feeds/article-markdown.ts';
import { buildFeedModel } from '../../src/feeds/build-feed-model.ts';
import type { FeedScope } from '../../src/feeds/feed-model.ts';
import { buildNewsSitemap } from '../../src/feeds/news-sitemap.ts';
import { buildMonthSitemap, buildPagesSitemap, buildSitemapIndex } from '../../src/feeds/sitemap.ts';
import { parseSitemapPath } from '../../src/feeds/sitemap-paths.ts';
import { writeAtom } from '../../src/feeds/write-atom.ts';
import { writeJsonFeed } from '../../src/feeds/write-json-feed.ts';
import { writeRss } from '../../src/feeds/write-rss.ts';
import { startIngest } from '../../src/ingest/ingest.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { wordsOf } from '../../src/words/words-of.ts';
import { timesOf } from '../support/how-long.ts';
import { jsonFeedFaults } from './check-json-feed.ts';
import { sitemapFaults } from './check-sitemap.ts';
import { expectWellFormed } from './check-xml.ts';
import { type DeskContext, readAll } from './feed-desk.ts';
import { readByFeedparser, readByRowanManning, readByRssParser } from './read-feeds.ts';

const ORIGIN = 'https://courier.test';
const ARTICLES = timesOf(1000, 200);
const scratch = mkdtempSync(join(tmpdir(), 'dateline-feeds-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Publishes a content folder and opens what the disk holds then, at the moment of its newest article. */
async function openContent(contentDir: string, name: string): Promise<DeskContext> {
  const dataDir = join(scratch, `data-${name}`);
  const ingest = await startIngest({
    now: () => Date.parse('2030-01-01T00:00Z'),
    log: createLogger({ level: 'silent' }),
    contentDir,
    dataDir,
    threads: 1,
    isLive: false,
    tell: { progress() {}, published() {}, lost() {}, damaged() {} },
  });
  await ingest.close();
  const database = new DatabaseSync(findCatalog(dataDir));
  const render = bodyRenderer((record, { text, bodyStart }) =>
    renderArticleBody({ ...record, text, bodyStart, language: record.language ?? 'en' }),
  );
  const catalog = readAll(database, render);
  const newest = catalog.list({ kind: 'all' }, { now: Date.parse('2030-01-01'), limit: 1, offset: 0 })[0];
  if (newest === undefined) throw new Error(`${contentDir} has no articles`);
  const now = newest.published.epochMs + 1;
  const site = catalog.site();
  return {
    site,
    at: (path) => path,
    words: wordsOf(site, {}),
    catalog,
    origin: ORIGIN,
    now,
    hubs: [],
    picture: () => null,
  };
}

async function feedFaults(context: DeskContext, scope: FeedScope): Promise<void> {
  const built = buildFeedModel(context, scope);
  if (built === null) throw new Error(JSON.stringify(scope));
  const { model } = built;
  const formats = [writeRss(model), writeAtom(model)];
  expect(jsonFeedFaults(writeJsonFeed(model))).toEqual([]);
  expectWellFormed(...formats);
  for (const xml of formats) {
    for (const read of [readByRowanManning, readByFeedparser, readByRssParser]) {
      const items = await read(xml);
      expect(items.map(({ id }) => id)).toEqual(model.items.map(({ id }) => id));
      expect(items.map(({ published }) => published)).toEqual(
        model.items.map(({ published }) => published.epochMs),
      );
    }
  }
  for (const { contentHtml } of model.items) {
    expect(contentHtml).not.toMatch(/<[^>]* (?:href|src)="(?![a-z]+:)/);
  }
}

/** The pages of all sitemaps that the index lists, each sitemap checked. */
function pagesOfSitemaps(context: DeskContext, perFile: number): string[] {
  const index = buildSitemapIndex(context, perFile);
  expect(sitemapFaults(index, ORIGIN)).toEqual([]);
  const sitemaps = [...index.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, loc = '']) => {
    const name = parseSitemapPath(new URL(loc).pathname);
    const xml =
      name?.kind === 'month'
        ? buildMonthSitemap(context, name.month, name.file, perFile)
        : buildPagesSitemap(context, name?.kind === 'pages' ? name.file : 0, perFile);
    expect(sitemapFaults(xml ?? '', ORIGIN)).toEqual([]);
    return xml ?? '';
  });
  expectWellFormed(...sitemaps);
  return sitemaps.flatMap((xml) => [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, page = '']) => page));
}

const archiveDir = join(scratch, 'archive');
writeArchive(
  createArchive({ articles: ARTICLES, seed: 1, folders: 'month', length: { kind: 'varied' } }),
  archiveDir,
);
const seed = await openContent(fileURLToPath(new URL('../../content', import.meta.url)), 'seed');
const archive = await openContent(archiveDir, 'archive');

describe.each([
  ['the seed', seed],
  ['an archive', archive],
] as const)('%s', (_, context) => {
  const { catalog, site, now } = context;

  test('has good feeds of every scope', async () => {
    const labels = [...catalog.labelSlugs()]
      .slice(0, timesOf(20, 6))
      .flatMap(({ kind, slug }) => (kind === 'series' ? [] : [{ kind, slug } as const]));
    const scopes: FeedScope[] = [
      { kind: 'all' },
      { kind: 'corrections' },
      ...site.sections.map(({ slug }) => ({ kind: 'section', slug }) as const),
      ...labels,
    ];
    for (const scope of scopes) await feedFaults(context, scope);
  });

  test('has good sitemaps, which hold every article once', () => {
    const pages = pagesOfSitemaps(context, 10_000);
    expect(new Set(pages).size).toBe(pages.length);
    const articles = pages.filter((page) => /\/\d{4}\/\d{2}\/\d{2}\//.test(page));
    const shown = catalog.list({ kind: 'all' }, { now, limit: 2 * ARTICLES, offset: 0 });
    expect(articles.sort()).toEqual(shown.map(({ path }) => ORIGIN + path).sort());
    if (context === archive) expect(shown).toHaveLength(ARTICLES);
    expect(pagesOfSitemaps(context, 29).sort()).toEqual(pages.sort());
    expect(sitemapFaults(buildNewsSitemap(context).xml, ORIGIN)).toEqual([]);
  });

  test('has Markdown of its articles', () => {
    for (const { path } of catalog.list({ kind: 'all' }, { now, limit: 50, offset: 0 })) {
      const source = catalog.articleSource(path, now);
      if (source === null) throw new Error(path);
      const text = articleMarkdown(source.article, source.bodyMarkdown, {
        site,
        words: wordsOf(site, {}),
        origin: ORIGIN,
        picture: () => null,
        file: () => null,
        linkedPath: () => null,
      });
      expect(text).toContain(`<${ORIGIN}${path}>`);
      expect(text.length).toBeGreaterThan(source.bodyMarkdown.length * 0.9);
      expect(text).not.toContain('\n---\n');
    }
  });
});
