import { expect, test } from 'vitest';
import { buildShareLinks } from '../../../src/pages/parts/share-links.ts';
import { ENGLISH } from '../../../src/words/words-of.ts';
import { SAMPLE_SITE } from '../../support/sample-site.ts';

const URL_OF_STORY = 'https://courier.test/2016/07/15/boat';
const linksOf = (site: Partial<typeof SAMPLE_SITE> = {}, headline = 'Boat & “lake”') =>
  buildShareLinks({ words: ENGLISH, site: { ...SAMPLE_SITE, ...site } }, URL_OF_STORY, headline);

test('each network is handed the address and, where it takes one, the headline, both escaped', () => {
  const { networks } = linksOf();
  expect(networks.map(({ text }) => text)).toEqual([
    'WhatsApp',
    'Telegram',
    'X',
    'Facebook',
    'Bluesky',
    'Mastodon',
  ]);
  for (const { name, url } of networks) {
    expect(url).toContain(encodeURIComponent(URL_OF_STORY));
    expect(url.includes('Boat%20%26%20%E2%80%9Clake%E2%80%9D')).toBe(name !== 'facebook');
  }
});

test('what Mastodon’s page is handed stands behind the #, which no server gets', () => {
  const mastodon = linksOf().networks.find(({ name }) => name === 'mastodon');
  expect(mastodon?.url).toMatch(/^https:\/\/share\.joinmastodon\.org\/#text=/);
});

test('site.yaml decides which, and whether stories can be saved', () => {
  expect(linksOf({ share: ['x', 'telegram'] }).networks.map(({ name }) => name)).toEqual(['x', 'telegram']);
  expect(linksOf({ share: [] }).networks).toEqual([]);
  expect([linksOf().canSave, linksOf({ offline: false }).canSave]).toEqual([true, false]);
});

test('half a character in a headline is no fault', () => {
  expect(linksOf({}, 'Half \ud83d').networks).toHaveLength(6);
});
