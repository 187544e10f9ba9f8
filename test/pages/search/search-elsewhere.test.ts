import { expect, test } from 'vitest';
import { searchElsewhere } from '../../../src/pages/search/search-elsewhere.ts';
import { sampleContext } from '../../support/sample-catalog.ts';
import { SAMPLE_SITE } from '../../support/sample-site.ts';

const context = sampleContext({});
const editions = [{ ...SAMPLE_SITE, edition: 'ru', language: 'ru', publisherName: 'Courier' }];
const several = { ...context, site: { ...SAMPLE_SITE, editions } };
const filter = (value: string) => ({ name: 'lang' as const, value, isKnown: true });

test('a site in one language leads nowhere else', () => {
  expect(searchElsewhere(context, 'ferry', [])).toBeNull();
  expect(searchElsewhere(context, 'ferry lang:all', [filter('all')])).toBeNull();
});

test('a site with editions leads to all of them', () => {
  expect(searchElsewhere(several, 'ferry', [])?.url).toBe('/search?q=ferry%20lang%3Aall');
});

test.each([
  ['ferry lang:all', 'ferry'],
  ['LANG:ALL ferry', 'ferry'],
  ['a language:"all" b', 'a b'],
  ['slang:x lang:all', 'slang:x'],
])('from all of them, %s leads to %s', (text, rest) => {
  expect(searchElsewhere(several, text, [filter('all')])?.url).toBe(`/search?q=${encodeURIComponent(rest)}`);
});

test('neither where the reader chose a language, nor to a search for nothing', () => {
  expect(searchElsewhere(several, 'ferry lang:ru', [filter('ru')])).toBeNull();
  expect(searchElsewhere(several, 'lang:all', [filter('all')])).toBeNull();
});
