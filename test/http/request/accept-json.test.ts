import { expect, test } from 'vitest';
import { prefersJson } from '../../../src/http/request/accept-json.ts';

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
])('Accept: %s', (accept, expected) => {
  expect(prefersJson(accept)).toBe(expected);
});
