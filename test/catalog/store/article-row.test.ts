import { expect, test } from 'vitest';
import { storedRow, toArticleRow } from '../../../src/catalog/store/article-row.ts';
import { sampleArticle } from '../../support/sample-site.ts';

test('a stored article is the row that it was, and its record stays the text that it is', () => {
  const { bodyHtml: _html, wordCount: _words, ...record } = sampleArticle({ title: 'A', topics: [] });
  const row = toArticleRow(record);
  expect(storedRow(row.record)).toEqual(row);
  const spaced = JSON.stringify(record, null, 1);
  expect(storedRow(spaced)).toEqual({ ...row, record: spaced });
});
