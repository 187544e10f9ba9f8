import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureSite, openTestSite, type TestSite } from '../../support/open-test-site.ts';
import { makeRichSite } from '../../support/rich-site.ts';
import { openPreviews, ORIGIN, pageOf, SITE } from './open-previews.ts';
import { shownPage } from './shown-page.ts';

const NOON = Date.parse('2016-07-20T12:00+04:00');
const SEED = fileURLToPath(new URL('../../../content', import.meta.url));
const TODAY = Date.parse('2026-12-01T12:00+04:00');

/** A site with all its files, and folders that lack one each. */
async function openSite(folder: string, now: number) {
  const home = mkdtempSync(join(tmpdir(), 'dateline-previews-'));
  const whole: TestSite = await openTestSite(folder, { origin: ORIGIN, now });
  let count = 0;
  return {
    async published(path: string) {
      const { text, status } = await request(whole.app).get(path);
      expect(status).toBe(200);
      return text;
    },
    /** The preview of a file that is not there, and where its page will be. */
    async previewed(file: string, text = readFileSync(join(folder, file), 'utf8')) {
      count += 1;
      const contentDir = join(home, String(count));
      cpSync(folder, contentDir, { recursive: true });
      rmSync(join(contentDir, file));
      const site = await openTestSite(contentDir, { origin: ORIGIN, now });
      const previews = openPreviews({ contentDir, dataDir: site.dataDir }, now - Date.now());
      try {
        const draft = await previews.draft(file, Buffer.from(text));
        expect(draft).toMatchObject({ kind: 'page' });
        const path = draft.kind === 'page' ? draft.path : '';
        const view = { ...SITE, draft: { file, bytes: Buffer.from(text) } };
        const page = await pageOf(previews, path, view);
        expect(page.status).toBe(200);
        return { path, page, draft };
      } finally {
        await previews.close();
        await site.close();
      }
    },
    async close() {
      await whole.close();
      rmSync(home, { recursive: true });
    },
  };
}

describe.each([
  {
    name: 'rich stories',
    folder: () => makeRichSite(),
    now: NOON,
    files: ['articles/2016/ferry.md', 'articles/2016/ferry.ar.md', 'articles/2016/ferry.hy.md'],
  },
  {
    name: 'a newsroom',
    folder: async () => fixtureSite('newsroom'),
    now: NOON,
    files: [
      'articles/2016/07/everything.md',
      'articles/2016/07/arabic.md',
      'articles/2016/07/armenian.md',
      'articles/2016/07/short.md',
    ],
  },
  {
    name: 'the seed',
    folder: async () => SEED,
    now: TODAY,
    files: ['articles/2016/07/kerry-putin-talk-closer-cooperation-to-save-syria-plan.md'],
  },
])('the preview of a file of $name that is not saved', ({ folder, now, files }) => {
  let site: Awaited<ReturnType<typeof openSite>>;
  beforeAll(async () => {
    site = await openSite(await folder(), now);
  }, 300_000);
  afterAll(() => site.close());

  test.each(files)('%s is the page that readers get once it is', async (file) => {
    const { path, page } = await site.previewed(file);
    expect(page.text).toContain('class="desk-preview"');
    expect(page.text).toContain('<meta name="robots" content="noindex">');
    expect(page.text).not.toContain('rel="canonical"');
    expect(shownPage(page.text)).toBe(shownPage(await site.published(path)));
  });
});

test('a draft, and a story that is embargoed, are shown as readers will see them', async () => {
  const folder = fixtureSite('newsroom');
  for (const file of ['articles/2016/07/draft.md', 'articles/2016/07/embargoed.md']) {
    const text = readFileSync(join(folder, file), 'utf8');
    const site = await openSite(folder, NOON);
    const { path, page, draft } = await site.previewed(file);
    await site.close();
    const home = mkdtempSync(join(tmpdir(), 'dateline-previews-'));
    cpSync(folder, home, { recursive: true });
    writeFileSync(join(home, file), text.replace(/^draft:.*\n/m, ''));
    const published = draft.kind === 'page' ? (draft.facts.story?.publishedMs ?? 0) : 0;
    const later = await openTestSite(home, { origin: ORIGIN, now: Math.max(NOON, published) });
    const public_ = await request(later.app).get(path);
    await later.close();
    rmSync(home, { recursive: true });
    expect(public_.status).toBe(200);
    expect(shownPage(page.text)).toBe(shownPage(public_.text));
  }
});
