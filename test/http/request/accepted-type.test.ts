import { expect, test } from 'vitest';
import { prefersJson, prefersMarkdown } from '../../../src/http/request/accepted-type.ts';

test.each<[string | undefined, boolean]>([
  [undefined, false],
  ['', false],
  ['*/*', false],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8', false],
  ['application/json', true],
  ['APPLICATION/Json', true],
  ['application/json, text/plain, */*', true],
  ['application/json;charset=utf-8', true],
  ['text/html, application/json', true],
  ['text/html, application/json;q=0.9', false],
  ['text/html;q=0.8, application/json;q=0.9', true],
  ['application/json;q=0.5, */*', false],
  ['application/json;q=0.5, text/*;q=0.4, */*', true],
  ['application/json;q=0', false],
  ['application/json;q=0, application/*', false],
  ['application/*', true],
  ['application/*, text/html', true],
  ['application/*;q=0.5, text/html', false],
  ['application/json;q=5', false],
  ['application/jsonx', false],
  ['application/problem+json', false],
  ['image/png', false],
  [`${'application/json;q=,'.repeat(500)}*/*`, false],
])('JSON for Accept: %s', (accept, expected) => {
  expect(prefersJson(accept)).toBe(expected);
});

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
])('Markdown for Accept: %s', (accept, expected) => {
  expect(prefersMarkdown(accept)).toBe(expected);
});
