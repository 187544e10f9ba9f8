import { expect, test } from 'vitest';
import { prefersMarkdown } from '../../../src/http/request/accept-markdown.ts';

test.each<[string | undefined, boolean]>([
  [undefined, false],
  ['', false],
  ['*/*', false],
  ['text/*', false],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
  ['text/markdown', true],
  ['TEXT/Markdown', true],
  ['text/markdown, text/html, */*', true],
  ['text/html, text/markdown', true],
  ['text/markdown;q=0.9, text/html;q=0.8', true],
  ['text/markdown;q=0.5, text/html', false],
  ['text/markdown;q=0.5, */*', false],
  ['text/markdown;q=0.5, */*;q=0.1', true],
  ['text/markdown;q=0.5, text/*;q=0.9, */*;q=0.1', false],
  ['text/markdown;q=0', false],
  ['text/markdown;q=0, */*', false],
  ['text/markdown;q=2', false],
  ['text/markdown;charset=utf-8;q=0.4, text/html;q=0.3', true],
  ['text/markdown ; q=1.000 , text/html', true],
  ['xtext/markdownx', false],
  [`${'text/markdown;q=,'.repeat(500)}*/*`, false],
])('Accept: %s', (accept, expected) => {
  expect(prefersMarkdown(accept)).toBe(expected);
});
