import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMemoryCatalog } from '../../../src/catalog/store/open-catalog.ts';
import { openMemoryPermalinks } from '../../../src/catalog/permalinks/ledger.ts';
import { createPublisher } from '../../../src/catalog/publish/publisher.ts';
import { folderLists } from '../../../src/catalog/store/write-folder-lists.ts';
import { buildCatalog } from '../../../src/ingest/build/build-catalog.ts';
import { buildFromFolder } from '../../../src/ingest/build/build-source.ts';
import { chooseSite } from '../../../src/ingest/read/choose-site.ts';
import { isThere } from '../../../src/ingest/read/is-there.ts';
import { localPool } from '../../../src/ingest/read/parse-pool.ts';
import { filePublisher } from '../../../src/ingest/publish/publish-files.ts';
import { publishLog } from '../../../src/ingest/publish/publish-log.ts';
import { openWriter } from '../../../src/ingest/publish/writer.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { type Newsroom, openNewsroom, SITE, story } from '../open-newsroom.ts';

const NOW = Date.parse('2016-07-20T12:00+04:00');
const AZORES = SITE.replace('Asia/Yerevan', 'Atlantic/Azores');
const PARTNERS = '- name: Partner\n  homePage: https://partner.example/\n';

let room: Newsroom;
let work: Awaited<ReturnType<typeof open>>;

beforeEach(async () => {
  room = openNewsroom({
    'articles/a.md': story('A'),
    'articles/b.md': story('B'),
    'pages/about.md': page('About', 'We.'),
    'pages/contact.md': page('Contact', 'Write.'),
    'top-stories.yaml': '- article: articles/a.md\n',
    'partners.yaml': PARTNERS,
  });
  work = await open();
});
afterEach(async () => {
  work.close();
  await room.dispose();
});

function page(title: string, text: string): string {
  return `---\ntitle: ${title}\n---\n${text}\n`;
}

/** A catalog of the newsroom; `dirty` are the files that are being written, of which the watcher told. */
async function open() {
  const { contentDir } = room;
  const database = openMemoryCatalog();
  const ledger = openMemoryPermalinks();
  const isGone = (file: string): boolean => !isThere(contentDir, file);
  const { site, states } = chooseSite(contentDir, { catalog: null, lastGood: null });
  const now = (): number => NOW;
  const openPool = () => localPool({ contentDir, site });
  await buildCatalog({
    target: { database, ledger, version: 1 },
    contentDir,
    chosen: { site, states },
    from: buildFromFolder(contentDir, openPool),
    now,
    onProgress() {},
  });
  const log = createLogger({ level: 'silent', destination: { write() {} } });
  const publisher = createPublisher({ database, ledger, isGone });
  const dirty = new Set<string>();
  const during: { job: () => void } = { job() {} };
  const files = filePublisher(
    {
      contentDir,
      writer: openWriter({ database, log, now, damaged() {} }),
      publisher,
      log: publishLog(log),
      openPool: (_, current) => {
        const pool = localPool({ contentDir, site: current });
        return {
          ...pool,
          async run(job) {
            const answer = await pool.run(job);
            during.job();
            return answer;
          },
        };
      },
      isDirty: (file) => dirty.has(file),
      unjudged: { add() {}, has: () => false, judged() {} },
    },
    { between() {}, mergeRows: () => ({ added: 0, changed: [], conflicts: [] }) },
  );
  await files.topStories();
  const count = (table: string) =>
    Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);
  return {
    dirty,
    files,
    during,
    sources: publisher.sources,
    pages: () =>
      folderLists(database)
        .standingPages()
        .map(({ file, bodyHtml }) => `${file} ${bodyHtml.trim()}`),
    pins: () =>
      database
        .prepare('SELECT article FROM top_story')
        .all()
        .map((row) => row['article']),
    partners: () => count('partner_outlet'),
    hour: (file: string) => new Date(publisher.articles.ofFile(file)?.row.publishedMs ?? 0).getUTCHours(),
    close() {
      database.close();
      ledger.close();
    },
  };
}

const rewrite = (file: string, text: string): void => writeFileSync(join(room.contentDir, file), text);

describe('a page that is being written while another is saved', () => {
  test('keeps what it said, half written or away', async () => {
    rewrite('pages/about.md', '---\ntitle: About\n---\nHal');
    rewrite('pages/contact.md', page('Contact', 'Call.'));
    work.dirty.add('pages/about.md');
    await work.files.standingPages();
    expect(work.pages()).toEqual(['pages/about.md <p>We.</p>', 'pages/contact.md <p>Call.</p>']);
    rmSync(join(room.contentDir, 'pages/about.md'));
    await work.files.standingPages();
    expect(work.pages()).toHaveLength(2);
    expect(work.sources.get('pages/about.md')).not.toBeNull();
    work.dirty.clear();
    await work.files.standingPages();
    expect(work.pages()).toEqual(['pages/contact.md <p>Call.</p>']);
    expect(work.sources.get('pages/about.md')).toBeNull();
  });

  test('is not kept beside its new name', async () => {
    room.rename('pages/about.md', 'pages/us.md');
    work.dirty.add('pages/about.md');
    await work.files.standingPages();
    expect(work.pages()).toEqual(['pages/contact.md <p>Write.</p>', 'pages/us.md <p>We.</p>']);
  });

  test('is noticed by events that come right after it was read', async () => {
    rewrite('pages/about.md', '---\ntitle: About\n---\nHal');
    setImmediate(() => work.dirty.add('pages/about.md'));
    await work.files.standingPages();
    expect(work.pages()).toContain('pages/about.md <p>We.</p>');
  });
});

describe('what is being written is left alone', () => {
  test('top-stories.yaml and partners.yaml', async () => {
    rewrite('top-stories.yaml', '');
    rewrite('partners.yaml', '');
    for (const file of ['top-stories.yaml', 'partners.yaml']) work.dirty.add(file);
    await work.files.topStories();
    await work.files.partners();
    expect(work.pins()).toEqual(['articles/a.md']);
    expect(work.partners()).toBe(1);
    work.dirty.clear();
    await work.files.topStories();
    await work.files.partners();
    expect(work.pins()).toEqual([]);
    expect(work.partners()).toBe(0);
  });

  test('top-stories.yaml, when an article comes', async () => {
    rewrite('top-stories.yaml', '- article: articles/unknown.md\n');
    room.write('articles/c.md', story('C'));
    work.dirty.add('top-stories.yaml');
    await work.files.articles(['articles/c.md'], []);
    expect(work.pins()).toEqual(['articles/a.md']);
  });

  test('site.yaml', async () => {
    rewrite('site.yaml', AZORES);
    work.dirty.add('site.yaml');
    await work.files.site(() => ['articles/a.md', 'articles/b.md']);
    expect(work.hour('articles/a.md')).toBe(20);
  });
});

test('an article that is written while site.yaml changes is read by it later, though its text is the same', async () => {
  rewrite('site.yaml', AZORES);
  const away = join(room.contentDir, 'articles/b.md');
  rmSync(away);
  // Nothing but turns of the event loop brings the event in.
  work.during.job = () => void setImmediate(() => work.dirty.add('articles/a.md'));
  await work.files.site(() => ['articles/a.md']);
  expect([work.hour('articles/a.md'), work.hour('articles/b.md')]).toEqual([20, 20]);
  work.dirty.clear();
  appendFileSync(away, story('B'));
  await work.files.articles(['articles/a.md', 'articles/b.md'], []);
  expect([work.hour('articles/a.md'), work.hour('articles/b.md')]).toEqual([0, 0]);
});

test.each(['top-stories.yaml', 'partners.yaml', 'site.yaml'])(
  '%s that is removed is not known any more',
  async (file) => {
    expect(work.sources.get(file)).not.toBeNull();
    room.remove(file);
    if (file === 'site.yaml') await work.files.site(() => []);
    else await work.files.topStories();
    await work.files.partners();
    expect(work.sources.get(file)).toBeNull();
  },
);
