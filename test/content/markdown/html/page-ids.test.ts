import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PAGE_IDS } from '../../../../src/content/markdown/html/page-ids.ts';
import { renderBody } from '../../../../src/content/markdown/render-body.ts';

const VIEWS = new URL('../../../../views/', import.meta.url).pathname;

test('they are those of the views, and the label of the footnotes', () => {
  const inViews = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ejs') && !name.startsWith('desk/'))
    .flatMap((name) => [...readFileSync(join(VIEWS, name), 'utf8').matchAll(/\sid="([^"]*)"/g)])
    .map(([, id = '']) => id)
    // Those of the indexes of names, whose pages have no body.
    .filter((id) => !id.includes('<%'));
  expect([...PAGE_IDS].sort()).toEqual([...new Set([...inViews, 'footnote-label'])].sort());
});

test('a heading takes none of them, and any other', () => {
  const text = '## Main\n\n## Top stories\n\n## Search\n';
  const { html } = renderBody({ text, file: 'articles/x.md', title: 'T', language: 'en' });
  expect([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
    'main-2',
    'top-stories-2',
    'search',
  ]);
});
