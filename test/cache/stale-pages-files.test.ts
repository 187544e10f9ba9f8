import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, type Running, SITE, story } from '../ingest/open-newsroom.ts';
import { addressesOf, type CachedSite, openCachedSite } from './cached-site.ts';

const NAMES = [
  '/about',
  '/topics/syria',
  '/authors/ann',
  '/authors/ben',
  '/authors/cy',
  '/series/rivers',
  '/series/lakes',
  '/archive',
  '/sections/world',
  '/2016/07/14',
  '/2016/07/15/kerry',
];

const OLD = '---\ntitle: Old\ndate: 2016-07-14\nsection: World\n---\nText.\n';
const FILES = {
  'articles/kerry.md': story('Kerry', 'section: World\ntopics: [Syria]'),
  'articles/talks.md': story('Talks', 'section: World\nauthor: Ann'),
  'articles/late.md': '---\ntitle: Late\ndate: 2016-07-16 23:30\n---\nText.\n',
  'articles/old.md': OLD,
  'articles/one.md': story('One', 'series: {name: Rivers, part: 1}'),
  'articles/three.md': story('Three', 'series: {name: Rivers, part: 3}\nauthor: Ben'),
  'pages/about.md': '---\ntitle: About\n---\nWe.\n',
  'authors/ben.md': '---\nname: Ben\n---\nHe writes.\n',
};

let room: Newsroom;
let running: Running;
let site: CachedSite;
let told = 0;
let related = 0;

beforeAll(async () => {
  room = openNewsroom(FILES);
  running = await room.start();
  await running.ingest.relatedFound;
  site = openCachedSite(
    (work) => running.ask(work),
    () => Date.now() + room.ahead,
  );
});
afterAll(() => room.dispose());

const warm = () => site.warm(running.ask((catalog, now) => addressesOf(catalog, now, NAMES)));

/** In this order, each upon the one before. */
const CHANGES: readonly (readonly [string, () => void])[] = [
  ['a body', () => room.write('articles/old.md', OLD.replace('Text.', 'More.'))],
  [
    'a correction',
    () =>
      room.write(
        'articles/old.md',
        OLD.replace('section', 'corrections: [{date: 2016-07-14, text: No.}]\nsection'),
      ),
  ],
  ['a new file', () => room.write('articles/new.md', story('New', 'section: World\ntopics: [Syria]'))],
  ['a file renamed', () => room.rename('articles/kerry.md', 'articles/kerry-in-moscow.md')],
  [
    'a slug',
    () => room.write('articles/talks.md', story('Talks', 'section: World\nauthor: Ann\nslug: peace')),
  ],
  [
    'an alias',
    () => room.write('articles/new.md', story('New', 'section: World\naliases: [/about, /before]')),
  ],
  ['a pin', () => room.write('top-stories.yaml', '- article: articles/old.md\n- text: Words\n')],
  [
    'the end of a pin, to come',
    () =>
      room.write(
        'top-stories.yaml',
        '- article: articles/old.md\n- text: Words\n  until: 2099-01-01 09:00\n- text: Others\n  until: 2098-01-01\n',
      ),
  ],
  [
    'the end of a pin, past',
    () =>
      room.write(
        'top-stories.yaml',
        '- article: articles/old.md\n- text: Words\n  until: 2020-01-01 09:00\n',
      ),
  ],
  ['the pinned file renamed', () => room.rename('articles/old.md', 'articles/older.md')],
  ['two files that swap names', swap],
  [
    'partners',
    () => room.write('partners.yaml', '- name: Herald\n  homePage: https://herald.test/\n  items: []\n'),
  ],
  ['a standing page', () => room.write('pages/about.md', '---\ntitle: About us\n---\nWe.\n')],
  ['no standing page', () => room.remove('pages/about.md')],
  ['the name of the site', () => room.write('site.yaml', SITE.replace('Test', 'Other'))],
  ['the time zone', () => room.write('site.yaml', SITE.replace('Asia/Yerevan', 'America/New_York'))],
  ['the language', () => room.write('site.yaml', SITE.replace('language: en', 'language: hy'))],
  ['a section more', () => room.write('site.yaml', SITE.replace('[World]', '[World, Economy]'))],
  ['no section', () => room.write('site.yaml', SITE.replace('[World]', '[Economy]'))],
  [
    'a part of a series inserted',
    () => room.write('articles/two.md', story('Two', 'series: {name: Rivers, part: 2}')),
  ],
  [
    'another part of a series',
    () => room.write('articles/one.md', story('One', 'series: {name: Rivers, part: 4}')),
  ],
  ['another spelling of a series', () => room.write('articles/one.md', story('One', 'series: RIVERS'))],
  [
    'the headline of a part',
    () => room.write('articles/two.md', story('Deux', 'series: {name: Rivers, part: 2}')),
  ],
  ['another series', () => room.write('articles/three.md', story('Three', 'series: Lakes\nauthor: Ben'))],
  ['no series', () => room.write('articles/three.md', story('Three', 'author: Ben'))],
  ['a part that is gone', () => room.remove('articles/two.md')],
  [
    'an author’s file',
    () => room.write('authors/ben.md', '---\nname: Ben B.\nslug: ben\nlinks: https://b.test/\n---\nHe.\n'),
  ],
  ['a new author’s file', () => room.write('authors/ann.md', '---\nname: Ann\nrole: Editor\n---\nShe.\n')],
  ['an author without stories', () => room.write('authors/cy.md', '---\nname: Cy\n---\n')],
  ['an author’s file renamed', () => room.rename('authors/cy.md', 'authors/cyrus.md')],
  ['an author’s file about another', () => room.write('authors/cyrus.md', '---\nname: Cyra\n---\n')],
  ['an author’s file that is gone', () => room.remove('authors/ben.md')],
  ['a broken file', () => room.write('articles/talks.md', '---\ntitle: [\n---\n')],
  ['a file that is gone', () => room.remove('articles/late.md')],
];

function swap(): void {
  room.rename('articles/new.md', 'articles/x.md');
  room.rename('articles/older.md', 'articles/new.md');
  room.rename('articles/x.md', 'articles/older.md');
}

test.each(CHANGES)('no finished page is out of date after %s', async (_name, change) => {
  await warm();
  change();
  await running.ingest.catchUp();
  for (const keys of [...running.published.slice(told), ...running.related.slice(related)])
    site.drop({ keys });
  told = running.published.length;
  related = running.related.length;
  expect(await site.stale()).toEqual([]);
});

test('the changes were published', () => {
  expect(told).toBeGreaterThanOrEqual(CHANGES.length - 1);
  expect(related).toBeGreaterThan(1);
  // A broken file changes no page.
  expect(running.titles()).toEqual(['Kerry', 'New', 'Old', 'One', 'Talks', 'Three']);
});
