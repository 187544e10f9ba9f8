import { mkdirSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { openPermalinks, permalinksFile } from '../../src/catalog/permalinks/ledger.ts';
import { formerSlugsOf } from '../../src/domain/slug.ts';
import { articlePath, standingPath } from '../../src/domain/urls.ts';
import { type Newsroom, openNewsroom, story } from './open-newsroom.ts';

let room: Newsroom;
afterEach(() => room.dispose());

const PERSIAN = 'می\u200cخواهم';
const pathOf = (name: string): string => articlePath('2016-07-15', name);

/** What a server of the former rule has noted as published. */
function publishedBefore(links: readonly { path: string; owner: string; file: string }[]): void {
  mkdirSync(room.dataDir, { recursive: true });
  const ledger = openPermalinks(permalinksFile(room.dataDir));
  ledger.append(links, 1_000);
  ledger.close();
}

test('addresses of the former rule lead to those of today, for stories and pages', async () => {
  const files = { [`articles/${PERSIAN}.md`]: story('A'), 'articles/İzmir.md': story('B') };
  room = openNewsroom({ ...files, 'pages/Kısa\u00adca İş.md': '---\ntitle: About\n---\nWe.\n' });
  const [persian, turkish, page] = [PERSIAN, 'İzmir', 'Kısa\u00adca İş'].map((name) =>
    formerSlugsOf(name).at(-1),
  );
  publishedBefore([
    {
      path: pathOf(persian ?? ''),
      owner: `article:${PERSIAN}`,
      file: `articles/${PERSIAN}.md`,
    },
    { path: pathOf(turkish ?? ''), owner: 'article:İzmir', file: 'articles/İzmir.md' },
    {
      path: standingPath(page ?? ''),
      owner: 'page:pages/Kısa\u00adca İş.md',
      file: 'pages/Kısa\u00adca İş.md',
    },
  ]);
  const site = await room.start();
  expect(site.at(pathOf('میخواهم'))).toBe('A');
  expect(site.at(pathOf(persian ?? ''))).toBe(`-> ${pathOf('میخواهم')}`);
  expect(site.at(pathOf('izmir'))).toBe('B');
  expect(site.at(pathOf(turkish ?? ''))).toBe(`-> ${pathOf('izmir')}`);
  expect(site.at(standingPath(page ?? ''))).toBe(`-> ${standingPath('kısaca-iş')}`);
});

test('addresses with vowel points, gershayim and wide letters lead to those without', async () => {
  const names = ['عِـيد', 'צה״ל', 'ＡＢ-ｃ'];
  room = openNewsroom(Object.fromEntries(names.map((name) => [`articles/${name}.md`, story(name)])));
  publishedBefore(
    names.map((name) => ({
      path: pathOf(formerSlugsOf(name)[0] ?? ''),
      owner: `article:${name}`,
      file: `articles/${name}.md`,
    })),
  );
  const site = await room.start();
  const now = ['عيد', 'צהל', 'ab-c'];
  for (const [index, name] of names.entries()) {
    const path = pathOf(now[index] ?? '');
    expect(site.at(path)).toBe(name);
    expect(formerSlugsOf(name)[0]).not.toBe(now[index]);
    expect(site.at(pathOf(formerSlugsOf(name)[0] ?? ''))).toBe(`-> ${path}`);
  }
});

test('a file keeps its id when it comes back with composed letters under another name of folder', async () => {
  room = openNewsroom({ 'articles/new/é.md': story('E') });
  publishedBefore([{ path: pathOf('é'), owner: 'article:e\u0301', file: 'articles/e\u0301.md' }]);
  const site = await room.start();
  const found = site.ask((catalog, now) => catalog.resolve(pathOf('é'), now));
  expect(found).toMatchObject({ kind: 'article', article: { id: 'e\u0301' } });
});
