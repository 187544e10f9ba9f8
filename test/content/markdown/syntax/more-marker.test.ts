import { expect, test } from 'vitest';
import { findMoreMarker } from '../../../../src/content/markdown/syntax/more-marker.ts';
import { renderBody } from '../../../../src/content/markdown/render-body.ts';

test.each([
  '<!--more-->',
  '<!-- more -->',
  '<!--more Read on-->',
  '<!-- TEASER_END -->',
  '<!-- TEASER_END: Read the rest -->',
  '<!-- truncate -->',
  '<!-- Truncate -->',
  '<!-- excerpt -->',
  '<!-- end excerpt -->',
  '<!-- excerpt-end -->',
  '{/* truncate */}',
  '===',
])('%s ends the beginning, and is not shown', (mark) => {
  const text = `It sailed.\n\n${mark}\n\nIt came back.`;
  expect(findMoreMarker(text)).toBe(12);
  const { html, readOpening } = renderBody({ text, file: 'articles/x.md', title: 'T', language: 'en' });
  expect(html).toBe('<p>It sailed.</p>\n<p>It came back.</p>');
  expect(readOpening()).toBe('It sailed.');
});

test.each([
  '<!-- no more boats -->',
  'It sailed.\n===',
  '`<!--more-->`',
  '====',
  'a === b',
  '```\n\n===\n```',
])('%j is no mark', (text) => expect(findMoreMarker(`Text.\n\n${text}\n\nMore.`)).toBeNull());
