import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../src/search/parse-query.ts';

/** Terms as words, an excluded one with a minus before it. */
function termsOf(query: string): string[] {
  return parseQuery(query).terms.map(
    ({ words, isExcluded }) => `${isExcluded ? '-' : ''}${words.map(({ text }) => text).join(' ')}`,
  );
}

describe('a filter', () => {
  test.each([
    ['section:world', [{ name: 'section', value: 'world' }]],
    ['AUTHOR:"Jane Doe" ferry', [{ name: 'author', value: 'Jane Doe' }]],
    [
      'after:2016 before:2017',
      [
        { name: 'after', value: '2016' },
        { name: 'before', value: '2017' },
      ],
    ],
  ])('%s', (query, filters) => {
    expect(parseQuery(query).filters).toEqual(filters);
  });

  // A story is wanted that is not of the section: taken as a filter it would find nothing but those.
  test.each(['-section:world', '−topic:lakes', '–author:"Jane Doe"', 'ferry -after:2016'])(
    'is none with a minus before it: %s',
    (query) => {
      const { filters, terms } = parseQuery(query);
      expect(filters).toEqual([]);
      expect(terms.at(-1)?.isExcluded).toBe(true);
    },
  );

  test('with a minus is the words that it is made of, excluded side by side', () => {
    expect(termsOf('ferry -section:world')).toEqual(['ferry', '-section world']);
  });

  test('without a value is a word', () => {
    expect(parseQuery('section: ferry').filters).toEqual([]);
    expect(termsOf('section: ferry')).toEqual(['section', 'ferry']);
  });
});
