import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { writeOpenSearch } from '../../src/feeds/write-open-search.ts';
import { wordsOf } from '../../src/words/words-of.ts';
import { SAMPLE_SITE } from '../support/sample-site.ts';

const ORIGIN = 'https://courier.test';

function read(site = SAMPLE_SITE) {
  const xml = writeOpenSearch({ site, words: wordsOf(site, {}), origin: ORIGIN, at: (path) => path });
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
  return parser.parse(xml).OpenSearchDescription;
}

test('says how to search the site', () => {
  const template = `${ORIGIN}/search?q={searchTerms}&page={startPage?}`;
  expect(read()).toEqual({
    xmlns: 'http://a9.com/-/spec/opensearch/1.1/',
    ShortName: 'The Sample',
    Description: 'Search the stories of The Sample Courier.',
    LongName: 'The Sample Courier',
    Url: [
      { type: 'text/html', template },
      { type: 'application/json', template },
      { type: 'application/opensearchdescription+xml', rel: 'self', template: `${ORIGIN}/opensearch.xml` },
    ],
    Image: [
      { width: '32', height: '32', type: 'image/x-icon', '#text': `${ORIGIN}/favicon.ico` },
      { width: '180', height: '180', type: 'image/png', '#text': `${ORIGIN}/apple-touch-icon.png` },
    ],
    Query: { role: 'example', searchTerms: 'section:world' },
    Language: 'en',
    InputEncoding: 'UTF-8',
    OutputEncoding: 'UTF-8',
  });
});

test.each([
  ['Sixteen letters.', 'Sixteen letters.'],
  ['Seventeen letters', 'Seventeen'],
  ['Sixteen letterss and more', 'Sixteen letterss'],
  ['Pan<&>Armenian.Network.Of.News', 'Pan<&>Armenian.N'],
  ['😀'.repeat(20), '😀'.repeat(16)],
])('%s has the short name %s', (name, shortName) => {
  expect(read({ ...SAMPLE_SITE, name, sections: [] }).ShortName).toBe(shortName);
});
