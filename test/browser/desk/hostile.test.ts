import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PATIENCE } from '../../ingest/open-newsroom.ts';
import { openBrowser } from '../open-browser.ts';
import { openDeskOfSite, readPage } from './open-desk-of-site.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const EVIL =
  '<img src=x onerror="parent.name=top.name=window.name=\'caught\'"><script>window.name="caught"</script>';
const FILE = 'articles/it\'s "quoted" & <b>.md';
const TEXT = `---
title: ${JSON.stringify(`Title ${EVIL}`)}
description: ${JSON.stringify(`"><svg onload="window.name='caught'">`)}
date: tomorow${EVIL}
draft: true
topics: ['</script><script>window.name="caught"</script>']
---

${EVIL}

[link](javascript:window.name='caught') <iframe srcdoc="<script>top.name='caught'</script>"></iframe>
`;

/** Posts a form of the desk as a page of it does, with the word of the session. */
const post = (page: Page, path: string, fields: Record<string, string>) =>
  page.evaluate(
    async ([to, given]) => {
      const body = new URLSearchParams({ ...given, csrf: document.body.dataset['csrf'] ?? '' });
      const answer = await fetch(to, { method: 'POST', body });
      return { status: answer.status, text: await answer.text() };
    },
    [path, fields] as const,
  );

test('nothing that a contributor writes runs when an editor looks at it', async () => {
  const { room, desk, page: editor, join: letIn } = await openDeskOfSite(browser);
  room.write(FILE, TEXT);
  room.write('articles/plain.md', TEXT.replace(/^date: .*$/m, 'date: 2026-11-30'));
  const caught: string[] = [];
  editor.on('dialog', (dialog) => void dialog.dismiss().then(() => caught.push('dialog')));
  const contributor = await letIn('Guest', 'contributor');
  await contributor.goto(`${desk}/write?file=articles/plain.md`);
  for (const file of [FILE, 'articles/plain.md']) {
    const named = encodeURIComponent(file);
    for (const path of ['/', '/problems', '/files', '/files?folder=articles', '/schedule', '/audit'])
      await editor.goto(desk + path, { waitUntil: 'load' });
    await editor.goto(`${desk}/write?file=${named}`, { waitUntil: 'load' });
    await editor.locator('.cm-content').waitFor();
    await editor.locator('iframe').first().waitFor();
    await editor.waitForLoadState('networkidle');
    const names = await Promise.all(editor.frames().map((frame) => frame.evaluate(() => window.name)));
    expect(names.filter((name) => name === 'caught')).toEqual([]);
    await editor.goto(`${desk}/history?file=${named}`, { waitUntil: 'load' });
    expect(await editor.evaluate(() => window.name)).toBe('');
  }
  expect(caught).toEqual([]);
});

test('a contributor publishes nothing, by whatever form, and loses no word', async () => {
  const { room, url, desk, page } = await openDeskOfSite(browser, 'contributor');
  const ferry = readFileSync(join(room.contentDir, 'articles/ferry.md'), 'utf8');
  room.write('articles/mine.md', '---\ntitle: Mine\ndate: 2026-11-30\ndraft: true\n---\nText.\n');
  await page.goto(`${desk}/write?file=articles/mine.md`);
  const base = (await page.locator('input[name="base"]').first().getAttribute('value')) ?? '';
  const open = '---\ntitle: Mine\ndate: 2026-11-30\n---\nWords of mine.\n';
  for (const [path, fields] of [
    ['/save', { file: 'articles/mine.md', base, text: open }],
    ['/publish', { file: 'articles/mine.md', base, text: open }],
    ['/save', { file: 'articles/new.md', base: '', text: open }],
    ['/save', { file: 'articles/ferry.md', base, text: open }],
    ['/delete', { file: 'articles/ferry.md', base, text: ferry }],
    ['/save', { file: 'site.yaml', base, text: 'name: Mine\n' }],
    ['/save', { file: '../mine.md', base: '', text: open }],
    ['/save', { file: 'articles/../../mine.md', base: '', text: open }],
    ['/schedule', { file: 'articles/mine.md', base, text: open, at: '2020-01-01T00:00' }],
  ] as const) {
    const { status } = await post(page, path, fields);
    expect([path, fields.file, status >= 400]).toEqual([path, fields.file, true]);
  }
  const refused = await post(page, '/save', { file: 'articles/mine.md', base, text: open });
  expect(refused.text).toContain('Words of mine.');
  expect(readFileSync(join(room.contentDir, 'articles/ferry.md'), 'utf8')).toBe(ferry);
  expect(readFileSync(join(room.contentDir, 'site.yaml'), 'utf8')).toContain('The Lake Courier');
  expect(existsSync(join(room.contentDir, 'articles/new.md'))).toBe(false);
  expect(existsSync(join(room.contentDir, '..', 'mine.md'))).toBe(false);
  expect(await readPage(`${url}/`)).not.toContain('Mine');
  const saved = await post(page, '/save', {
    file: 'articles/mine.md',
    base,
    text: open.replace('2026-11-30\n', '2026-11-30\ndraft: true\n'),
  });
  expect(saved.status).toBe(200);
});

test('a story that is scheduled appears by itself', async () => {
  const { room, url, desk, page } = await openDeskOfSite(browser);
  room.write('articles/opera.md', '---\ntitle: Opera opens\ndate: 2040-11-30\n---\nText.\n');
  await page.goto(`${desk}/write?file=articles/opera.md`);
  await expect.poll(() => readPage(`${url}/`), PATIENCE).not.toContain('Opera opens');
  const base = (await page.locator('input[name="base"]').first().getAttribute('value')) ?? '';
  const soon = new Date(Date.now() + 4_000).toISOString().slice(0, 19);
  const text = `---\ntitle: Opera opens\ndate: ${soon}\n---\nText.\n`;
  expect((await post(page, '/save', { file: 'articles/opera.md', base, text })).status).toBe(200);
  expect(await readPage(`${url}/`)).not.toContain('Opera opens');
  await expect.poll(() => readPage(`${url}/`), PATIENCE).toContain('Opera opens');
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(`${soon}Z`));
});
