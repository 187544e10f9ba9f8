import { beforeEach, expect, test } from 'vitest';
import { type FolderLists, folderLists } from '../../../src/catalog/store/write-folder-lists.ts';
import type { PartnerOutlet, TopStoryPin } from '../../../src/domain/sidebar.ts';
import { openSampleDesk, SAMPLE_NOW } from '../../support/sample-catalog.ts';

let lists: FolderLists;
beforeEach(() => {
  lists = folderLists(openSampleDesk().database);
});

const pin = (text: string, edition?: string): TopStoryPin => ({
  ...(edition === undefined ? {} : { edition }),
  text,
  article: null,
  url: null,
  untilMs: null,
});
const outlet = (name: string, edition?: string): PartnerOutlet => ({
  ...(edition === undefined ? {} : { edition }),
  name,
  homePage: 'https://outlet.example/',
  feed: null,
  show: 3,
  items: [],
});
const banner = (text: string) => ({ text, url: null, article: null, untilMs: null });

test('tells which editions have other top stories, and gives them back in the order of each', () => {
  expect(lists.putTopStories([pin('a'), pin('один', 'ru'), pin('b')])).toEqual(['', 'ru']);
  expect(lists.putTopStories([pin('a'), pin('b'), pin('один', 'ru')])).toEqual([]);
  // One more in an edition moves nothing in another.
  expect(lists.putTopStories([pin('a'), pin('b'), pin('c'), pin('один', 'ru')])).toEqual(['']);
  expect(lists.topStories()).toEqual([pin('a'), pin('b'), pin('c'), pin('один', 'ru')]);
  expect(lists.putTopStories([pin('a'), pin('b'), pin('c')])).toEqual(['ru']);
});

test('tells which editions have other partners and banners', () => {
  expect(lists.putPartners([outlet('A'), outlet('B', 'ru')])).toEqual(['', 'ru']);
  expect(lists.putPartners([outlet('A'), outlet('C', 'ru')])).toEqual(['ru']);
  expect(lists.partners()).toEqual([outlet('A'), outlet('C', 'ru')]);
  expect(lists.putBanners({ '': banner('Storm'), ru: banner('Шторм') })).toEqual(['', 'ru']);
  expect(lists.putBanners({ '': banner('Storm') })).toEqual(['ru']);
  expect(lists.banners()).toEqual({ '': banner('Storm') });
});

test('names the lists of an edition as its files are called, and their keys by its prefix', () => {
  const { publisher } = openSampleDesk();
  const front = { lead: [], seconds: null, latest: null, blocks: [] };
  const { lists: names, keys } = publisher.publish(
    {
      topStories: [pin('один', 'ru')],
      partners: [outlet('B', 'ru')],
      fronts: { 'ru/': front, 'ru/world': front },
      banners: { ru: banner('Шторм') },
    },
    SAMPLE_NOW,
  );
  expect(names).toEqual(['top-stories.ru', 'partners.ru', 'front.ru', 'fronts/world.ru']);
  expect([...keys]).toEqual(expect.arrayContaining(['ru/top-stories', 'ru/partners']));
});
