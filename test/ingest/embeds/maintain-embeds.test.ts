import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embedKey } from '../../../src/domain/surrogate-keys.ts';
import type { AskProvider } from '../../../src/ingest/embeds/ask-provider.ts';
import { findCatalog } from '../../../src/ingest/data-dir/catalog-files.ts';
import { startIngest } from '../../../src/ingest/ingest.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { openReader } from '../../../src/runtime/server/open-reader.ts';
import { shareCache } from '../../../src/runtime/server/share-cache.ts';

const WATCH = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
const NOW = Date.parse('2016-07-20T08:00Z');
const FACTS = { title: 'The launch', author: 'TV', text: null, pictureUrl: null, seconds: null };

let contentDir: string;
let dataDir: string;
beforeEach(() => {
  contentDir = mkdtempSync(join(tmpdir(), 'dateline-embeds-'));
  dataDir = mkdtempSync(join(tmpdir(), 'dateline-embeds-'));
  mkdirSync(join(contentDir, 'articles'));
  site();
});
afterEach(() => {
  rmSync(contentDir, { recursive: true });
  rmSync(dataDir, { recursive: true });
});

const site = (more = ''): void =>
  writeFileSync(join(contentDir, 'site.yaml'), `name: Paper\nlanguage: en\ntimeZone: UTC\n${more}`);
const story = (name: string, body: string, more = 'date: 2016-07-15'): void =>
  writeFileSync(
    join(contentDir, 'articles', `${name}.md`),
    `---\ntitle: ${name}\n${more}\n---\nText.\n\n${body}\n`,
  );

/** Runs an ingest, asks as `answer` does, and gives the addresses that were asked, the keys and what the catalog knows then. */
async function run(answer: AskProvider | null) {
  const asked: string[] = [];
  const keys: string[] = [];
  const ingest = await startIngest({
    contentDir,
    dataDir,
    log: createLogger({ level: 'silent' }),
    now: () => NOW,
    threads: 1,
    isLive: false,
    tell: { progress() {}, published: (publish) => keys.push(...publish.keys), lost() {}, damaged() {} },
  });
  if (answer !== null) {
    ingest.embeds.follow((embed) => {
      asked.push(embed.oembedUrl);
      return answer(embed);
    });
  }
  await ingest.embeds.idle();
  const reader = openReader(dataDir, shareCache(1_000_000));
  const known = reader.read((catalog) => catalog.embedFacts(WATCH));
  reader.close();
  await ingest.close();
  return { asked, keys, known };
}
const told: AskProvider = () => Promise.resolve({ kind: 'told', facts: FACTS });

test('a provider is asked once, for all stories and for good, and pages that show it are made anew', async () => {
  story('one', 'https://youtu.be/dQw4w9WgXcQ?t=10');
  story('two', WATCH);
  const first = await run(told);
  expect(first.asked).toEqual([
    `https://www.youtube.com/oembed?format=json&url=${encodeURIComponent(WATCH)}`,
  ]);
  expect(first.keys).toContain(embedKey(WATCH));
  expect(first.known).toEqual(FACTS);
  const second = await run(told);
  expect([second.asked, second.known]).toEqual([[], FACTS]);
  rmSync(findCatalog(dataDir));
  expect(await run(null)).toMatchObject({ asked: [], known: FACTS });
});

test('nobody learns of drafts, of what is to come, or of what is over', async () => {
  story('draft', WATCH, 'date: 2016-07-15\ndraft: true');
  story('embargoed', WATCH, 'date: 2016-08-01');
  story('expired', WATCH, 'date: 2016-07-01\nexpires: 2016-07-02');
  expect((await run(told)).asked).toEqual([]);
});

test('a provider that is down costs a link, and is not asked again at once', async () => {
  story('one', WATCH);
  const failed = await run(() => Promise.resolve({ kind: 'failed', retryAt: null }));
  expect(failed.asked).toHaveLength(1);
  expect(failed.known).toBeNull();
  expect(failed.keys).not.toContain(embedKey(WATCH));
  expect((await run(told)).asked).toEqual([]);
});

test('site.yaml turns asking off, and providers without an endpoint are never asked', async () => {
  story('one', 'https://www.instagram.com/p/Cabc/');
  expect((await run(told)).asked).toEqual([]);
  story('one', WATCH);
  site('askProviders: false\n');
  expect((await run(told)).asked).toEqual([]);
});

test('standing pages and profiles are asked about too', async () => {
  for (const folder of ['pages', 'authors']) mkdirSync(join(contentDir, folder));
  writeFileSync(join(contentDir, 'pages', 'about.md'), `---\ntitle: About\n---\n${WATCH}\n`);
  writeFileSync(join(contentDir, 'authors', 'a.md'), '---\nname: A\n---\nhttps://vimeo.com/1234\n');
  const { asked } = await run(told);
  expect(asked.map((url) => new URL(url).hostname).sort()).toEqual(['vimeo.com', 'www.youtube.com']);
});
