import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSite, type TestSite } from '../support/open-test-site.ts';

let folder: string;
let site: TestSite;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-authors-'));
  for (const name of ['articles', 'authors']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'site.yaml'), 'name: The Test Times\nlanguage: en\ntimeZone: Asia/Yerevan\n');
  writeFileSync(join(folder, 'authors/jdoe.md'), '---\nname: Jane Doe\n---\n');
  writeFileSync(
    join(folder, 'articles/a.md'),
    '---\ntitle: A\ndate: 2016-07-15\nauthors: [jdoe]\n---\nText.\n',
  );
  site = await openTestSite(folder);
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

test('the page says the name of the profile, and the address of an id leads to the author’s own', async () => {
  const page = await request(site.app).get('/2016/07/15/a');
  expect(page.text).toContain('<a href="/authors/jane-doe" rel="author" dir="auto">Jane Doe</a>');
  expect(page.text).not.toContain('jdoe');
  for (const path of ['', '/feed.xml', '/feed.json']) {
    const response = await request(site.app).get(`/authors/jdoe${path}`);
    expect([response.status, response.headers['location']]).toEqual([301, `/authors/jane-doe${path}`]);
  }
  expect((await request(site.app).get('/authors/jane-doe')).status).toBe(200);
  expect((await request(site.app).get('/authors/nobody')).status).toBe(404);
});
