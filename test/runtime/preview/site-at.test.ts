import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { expect, test } from 'vitest';
import { fixtureSite, openTestSite } from '../../support/open-test-site.ts';
import { openPreviews, ORIGIN, pageOf, SITE } from './open-previews.ts';
import { shownPage } from './shown-page.ts';

const NOON = Date.parse('2016-07-20T12:00+04:00');
const STORIES: Readonly<Record<string, string>> = {
  'articles/bridge.md':
    '---\ntitle: The bridge will open\ndate: 2016-07-21 09:30\nsection: world\ntopics: [Ports]\nlanguage: en\n---\nThe bridge of the lake.\n',
  'articles/fair.md':
    '---\ntitle: The fair is over soon\ndate: 2016-07-19 09:30\nexpires: 2016-07-21 12:00\nsection: world\n---\nThe fair.\n',
  'articles/far.md': '---\ntitle: Not before August\ndate: 2016-08-01 09:30\n---\nFar away.\n',
  'front.yaml': '- lead: [articles/bridge.md]\n',
};
const PATHS = [
  '/',
  '/sections/world',
  '/2016/07/21/bridge',
  '/2016/07/19/fair',
  '/2016/07',
  '/topics/ports',
  '/archive',
];
const DOCUMENTS = [
  '/feed.xml',
  '/feed.json',
  '/sitemap.xml',
  '/sitemap-news.xml',
  '/sections/world/feed.xml',
];

function makeNewsroom(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-at-'));
  cpSync(fixtureSite('newsroom'), folder, { recursive: true });
  for (const [file, text] of Object.entries(STORIES)) writeFileSync(join(folder, file), text);
  return folder;
}

test.each([
  { name: 'before anything happens', at: Date.parse('2016-07-20T23:00+04:00') },
  { name: 'when a story has come and another is about to go', at: Date.parse('2016-07-21T10:00+04:00') },
  { name: 'when both have happened', at: Date.parse('2016-07-22T08:00+04:00') },
])('the site as of a time ahead is the site that a clock shows then: $name', async ({ at }) => {
  const folder = makeNewsroom();
  const today = await openTestSite(folder, { origin: ORIGIN, now: NOON });
  const then = await openTestSite(folder, { origin: ORIGIN, now: at });
  const previews = openPreviews({ contentDir: folder, dataDir: today.dataDir }, NOON - Date.now());
  const view = { ...SITE, at };
  try {
    for (const path of PATHS) {
      const page = await pageOf(previews, path, view);
      const real = await request(then.app).get(path);
      expect({ path, status: page.status }).toEqual({ path, status: real.status });
      if (page.status === 200) {
        expect(page.text).toContain('as it will be on');
        expect(shownPage(page.text)).toBe(shownPage(real.text));
      }
    }
    for (const path of DOCUMENTS) {
      const document = await pageOf(previews, path, view);
      const real = await request(then.app)
        .get(path)
        .buffer(true)
        .parse((response, done) => {
          const chunks: Buffer[] = [];
          response
            .on('data', (chunk: Buffer) => chunks.push(chunk))
            .on('end', () => done(null, Buffer.concat(chunks)));
        });
      expect(settled(document.text)).toBe(settled(String(real.body)));
    }
    const found = await pageOf(previews, '/search?q=bridge', view);
    const isOut = at > Date.parse('2016-07-21T09:30+04:00');
    expect(found.text.includes('The bridge will open')).toBe(isOut);
    // The site of now, asked in between, is as it is.
    expect((await pageOf(previews, '/2016/07/21/bridge', SITE)).status).toBe(404);
  } finally {
    await previews.close();
    await then.close();
    await today.close();
    rmSync(folder, { recursive: true });
  }
});

/** Without when the catalog itself was last changed, which is when the two were built. */
const settled = (text: string): string =>
  text
    .replace(/<(lastBuildDate|updated|lastmod)>[^<]*<\/\1>/g, '')
    .replace(/"date_modified": ?"[^"]*",?/g, '');

test('a time that has come is now', async () => {
  const folder = makeNewsroom();
  const site = await openTestSite(folder, { origin: ORIGIN, now: NOON });
  const ahead = Date.parse('2016-07-21T10:00+04:00');
  const previews = openPreviews({ contentDir: folder, dataDir: site.dataDir }, ahead - Date.now());
  try {
    const view = { ...SITE, at: NOON };
    expect((await pageOf(previews, '/2016/07/21/bridge', view)).status).toBe(200);
  } finally {
    await previews.close();
    await site.close();
    rmSync(folder, { recursive: true });
  }
});
