import { expect, test } from 'vitest';
import { languageFor } from '../../src/words/languages.ts';

test('what is no language, and English, have no table', () => {
  expect(['en', 'en-GB', 'x-news', 'no tag', ''].map(languageFor)).toEqual([null, null, null, null, null]);
});
