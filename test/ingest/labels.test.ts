import { afterEach, beforeEach, expect, test } from 'vitest';
import { discardCatalog } from '../../src/catalog/store/open-catalog.ts';
import { findCatalog } from '../../src/ingest/data-dir/catalog-files.ts';
import { wordsOf } from '../../src/words/words-of.ts';
import type { Words } from '../../src/words/words.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running, SITE, story } from './open-newsroom.ts';

const ARABIC = SITE.replace('language: en', 'language: ar');

let room: Newsroom;

beforeEach(() => {
  room = openNewsroom({ 'articles/a.md': story('A') });
});
afterEach(() => room.dispose());

const wordsIn = ({ ask }: Running): Words => ask((catalog) => wordsOf(catalog.site(), catalog.labels()));
const top = (site: Running): string => wordsIn(site).plain('top-stories');
const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);
const told = (file: string) => room.logged.flatMap((line) => (line['file'] === file ? [line['msg']] : []));

test('the newsroom’s own words are published as they are saved, broken ones keep the last good, and gone are gone', async () => {
  room.write('labels.yaml', 'top-stories: Best\n');
  const site = await room.start({ isLive: true });
  expect(top(site)).toBe('Best');

  room.save('labels.yaml', 'top-stories: Better\n');
  await eventually(() => top(site)).toBe('Better');
  expect(site.published.map((keys) => [...keys])).toEqual([['site']]);

  room.save('labels.yaml', 'top-stories: "{"\npartner-news: Others\n');
  await eventually(() => told('labels.yaml')).toContain('file has errors, its last good version stays');
  expect([top(site), wordsIn(site).plain('partner-news')]).toEqual(['Better', 'Partner news']);
  expect(site.published).toHaveLength(1);

  room.save('labels.yaml', 'top-stories: Best of all\n');
  await eventually(() => top(site)).toBe('Best of all');
  room.remove('labels.yaml');
  await eventually(() => top(site)).toBe('Top stories');
});

test('a file of another language is published when the site has that language, and told while it has not', async () => {
  room.write('labels.ar.yaml', 'top-stories: الأهم\n');
  const site = await room.start({ isLive: true });
  expect(top(site)).toBe('Top stories');
  expect(told('labels.ar.yaml')).toEqual(['file has warnings']);
  room.save('site.yaml', ARABIC);
  await eventually(() => top(site)).toBe('الأهم');
  expect(site.at('/2016/07/15/a')).toBe('A');
  room.save('labels.ar.yaml', 'top-stories: أهم الأخبار\n');
  await eventually(() => top(site)).toBe('أهم الأخبار');
});

test('a new file is noticed, and all plurals of its language are said', async () => {
  room.write('site.yaml', ARABIC);
  const site = await room.start({ isLive: true });
  room.save(
    'labels.ar.yaml',
    'story-count: "{count, plural, zero {لا أخبار} one {خبر واحد} two {خبران} few {# أخبار} many {# خبرًا} other {# خبر}}"\n',
  );
  const count = (value: number) => wordsIn(site).say('story-count', { count: value });
  await eventually(() => count(2)).toBe('خبران');
  expect([0, 1, 3, 11, 100].map(count).map((said) => said.replace(/[\d٠-٩]+/, '#'))).toEqual([
    'لا أخبار',
    'خبر واحد',
    '# أخبار',
    '# خبرًا',
    '# خبر',
  ]);
  expect(told('labels.ar.yaml')).toEqual([]);
});

test('a catalog that is built again has the last good words of a file that is broken', async () => {
  room.write('labels.yaml', 'top-stories: Best\n');
  const before = await room.start();
  await before.ingest.versionsKept;
  await before.close();
  room.write('labels.yaml', 'top-stories: "{"\n');
  discardCatalog(findCatalog(room.dataDir));
  expect(top(await room.start())).toBe('Best');
});

test('words that changed while nobody watched are published at the next start', async () => {
  room.write('labels.yaml', 'top-stories: Best\n');
  await (await room.start()).close();
  room.write('labels.yaml', 'top-stories: Better\n');
  expect(top(await room.start())).toBe('Better');
});
