import { expect, test } from 'vitest';
import { BY_SCRIPT } from '../../src/catalog/search/stemming.ts';
import { makeSnippet } from '../../src/search/make-snippet.ts';

const terms = [{ phrases: [['bridg']], isPrefix: false, isExcluded: false }] as never;
const plain = (text: string): string =>
  makeSnippet(text, terms, BY_SCRIPT)
    .map((piece) => piece.text)
    .join('');

test('a snippet at the end of a text ends with it', () => {
  expect(plain(`${'word '.repeat(100)}the bridge.`)).toMatch(/^… .* the bridge\.$/);
});

test('a snippet at the last word that is looked through does not bring the rest of the text', () => {
  const text = `${'word '.repeat(4_999)}bridge ${'more '.repeat(10_000)}`;
  expect(plain(text)).toMatch(/^… (?:word )*bridge …$/);
});
