import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Catalog } from '../../../src/catalog/read/catalog.ts';
import { type Newsroom, openNewsroom, type Running, SITE, story } from '../../ingest/open-newsroom.ts';

let room: Newsroom;
let running: Running;

const ask = <Answer>(question: (catalog: Catalog, now: number) => Answer): Answer => running.ask(question);

beforeEach(async () => {
  room = openNewsroom({
    'site.yaml': SITE,
    'articles/2016/ferry/index.md': story('The ferry returns'),
    'articles/2016/bridge.md': story('The bridge', 'colour: red'),
    'articles/2016/broken.md': '---\ntitle: Broken\ndate: tomorow\n---\nText.\n',
    'articles/a-draft.md': story('A draft', 'draft: true\nexpires: 2030-01-01'),
    'articles/aliased.md': story(
      'Aliased',
      'aliases: [/old/one, /old/two]\nimage:\n  src: none.jpg\n  alt: None',
    ),
    'pages/about.md': '---\ntitle: About\n---\nWe.\n',
  });
  running = await room.start();
  await running.ingest.picturesRead;
});
afterEach(async () => {
  await running.close();
  await room.dispose();
});

test('files with errors and those with any problem are apart, and come a slice at a time', () => {
  const errors = ask((catalog, now) => catalog.troubledFiles('errors', '', 10, now));
  expect(errors.map(({ file, path }) => [file, path])).toEqual([['articles/2016/broken.md', null]]);
  expect(errors[0]?.problems.map(({ line, severity }) => [line, severity])).toContainEqual([3, 'error']);
  const all = ask((catalog, now) => catalog.troubledFiles('all', '', 1, now));
  expect(all.map(({ file }) => file)).toEqual(['articles/2016/bridge.md']);
  const rest = ask((catalog, now) => catalog.troubledFiles('all', all.at(-1)?.file ?? '', 10, now));
  expect(rest.map(({ file }) => file)).toEqual(['articles/2016/broken.md']);
  expect(ask((catalog, now) => catalog.troubledFile('articles/2016/bridge.md', now))).toEqual(all[0]);
  expect(ask((catalog, now) => catalog.troubledFile('articles/aliased.md', now))).toBeNull();
  expect(all[0]?.path).toBe('/2016/07/15/bridge');
});

test('folders are walked as they stand, without what is below them', () => {
  expect(ask((catalog) => catalog.foldersIn('', '', 10))).toEqual(['articles', 'pages']);
  expect(ask((catalog) => catalog.foldersIn('', 'articles', 10))).toEqual(['pages']);
  expect(ask((catalog) => catalog.foldersIn('articles', '', 10))).toEqual(['2016']);
  expect(ask((catalog) => catalog.foldersIn('articles/2016', '', 10))).toEqual(['ferry']);
  expect(ask((catalog) => catalog.foldersIn('articles/2016/ferry', '', 10))).toEqual([]);
  const files = ask((catalog) => catalog.filesIn('articles/2016', '', 10));
  expect(files).toMatchObject([
    {
      file: 'articles/2016/bridge.md',
      story: { title: 'The bridge', isDraft: false },
      errors: 0,
      warnings: 1,
    },
    { file: 'articles/2016/broken.md', story: null, errors: 1 },
  ]);
  expect(ask((catalog) => catalog.filesIn('articles', 'a-draft.md', 10)).map(({ file }) => file)).toEqual([
    'articles/aliased.md',
  ]);
});

test('a story is found by the beginning of its title, its address or its file, once', () => {
  const named = (text: string): string[] =>
    ask((catalog) => catalog.filesNamed(text, 10)).map(({ file }) => file);
  expect(named('the FERRY')).toEqual(['articles/2016/ferry/index.md']);
  expect(named('ferry')).toEqual(['articles/2016/ferry/index.md']);
  expect(named('articles/2016/')).toEqual(['articles/2016/bridge.md', 'articles/2016/ferry/index.md']);
  expect(named('A draft')).toEqual(['articles/a-draft.md']);
  expect(named('zebra')).toEqual([]);
  expect(ask((catalog) => catalog.storyAt('/2016/07/15/a-draft'))).toMatchObject({
    title: 'A draft',
    isDraft: true,
  });
  expect(ask((catalog) => catalog.storyAt('/2016/07/15/zebra'))).toBeNull();
});

test('pictures that are not there, and other addresses, are listed by their paths', () => {
  const pictures = ask((catalog) => catalog.troubledPictures('', 10));
  expect(pictures).toMatchObject([{ src: '/articles/none.jpg', lead: { title: 'Aliased' } }]);
  expect(pictures[0]?.problem.code).toBe('picture-missing');
  expect(ask((catalog) => catalog.aliasPaths('', 10))).toEqual(['/old/one', '/old/two']);
  expect(ask((catalog) => catalog.aliasPaths('/old/one', 10))).toEqual(['/old/two']);
});
