import { describe, expect, test } from 'vitest';
import { frontFileOf, frontNameOf } from '../../../src/content/fronts/front-files.ts';
import { readFront } from '../../../src/content/fronts/read-front.ts';
import { readLabels } from '../../../src/content/labels/read-labels.ts';
import { editionFile, listOfEdition } from '../../../src/content/source/edition-file.ts';
import { resolvePins } from '../../../src/content/top-stories/resolve-pins.ts';
import { FOUR } from '../editions-site.ts';
import { brief } from '../test-site.ts';

test.each([
  ['front.yaml', { stem: 'front', edition: '' }],
  ['front.ru.yaml', { stem: 'front', written: 'ru', edition: 'ru' }],
  ['front.RU.yaml', { stem: 'front', written: 'RU', edition: 'ru' }],
  ['front.pt_BR.yaml', { stem: 'front', written: 'pt_BR', edition: 'pt-br' }],
  ['fronts/world.ru.yaml', { stem: 'fronts/world', written: 'ru', edition: 'ru' }],
  ['front.de.yaml', { stem: 'front', written: 'de', edition: null }],
  ['front.hy.yaml', { stem: 'front', written: 'hy', edition: null }],
  ['front.ru.yml', null],
  ['front.a.b.yaml', null],
])('%s', (path, file) => {
  expect(editionFile(path, FOUR)).toEqual(file);
});

test('lists and fronts of editions are known by their names', () => {
  expect(['top-stories.yaml', 'top-stories.ru.yaml', 'partners.pt-BR.yaml'].map(listOfEdition)).toEqual([
    'top-stories',
    'top-stories',
    'partners',
  ]);
  expect(
    ['top-stories.yml', 'top-stories.ru.yaml.bak', 'articles/partners.yaml', 'partners-ru.yaml'].map(
      listOfEdition,
    ),
  ).toEqual([null, null, null, null]);
  expect(['front.ru.yaml', 'fronts/world.ru.yaml'].map((file) => frontNameOf(file, FOUR))).toEqual([
    'ru/',
    'ru/world',
  ]);
  expect(['ru/', 'ru/world'].map(frontFileOf)).toEqual(['front.ru.yaml', 'fronts/world.ru.yaml']);
});

const STORIES: ReadonlyMap<string, string> = new Map([
  ['articles/ferry.md', ''],
  ['articles/ferry.ru.md', 'ru'],
]);
const ARTICLES = {
  fileNamed: (file: string) => (STORIES.has(file) ? file : null),
  hasPath: () => false,
  editionOf: (article: string) => STORIES.get(article) ?? null,
  files: () => STORIES.keys(),
  paths: () => [],
};
const front = (yaml: string, file: string) =>
  readFront(yaml, file, { ...FOUR, articles: ARTICLES, names: { find: () => null, slugs: () => [] } });

describe('fronts of editions', () => {
  test('have a banner of their own and name their sections in any language', () => {
    const yaml = 'banner: Шторм\nlead: articles/ferry.ru.md\nblocks:\n  - section: Мир\n';
    const { name, banner, problems, front: read } = front(yaml, 'front.ru.yaml');
    expect([name, banner?.text, problems]).toEqual(['ru/', 'Шторм', []]);
    expect(read.blocks?.[0]?.source).toEqual({ kind: 'section', slug: 'world' });
    expect(front('lead: articles/ferry.ru.md', 'fronts/world.ru.yaml').name).toBe('ru/world');
  });

  test('a story of another edition is told, and stays', () => {
    const { front: read, problems } = front('seconds: [articles/ferry.md]', 'front.ru.yaml');
    expect(read.seconds).toHaveLength(1);
    expect(brief(problems)).toEqual(['1:11 warning article-edition']);
    expect(brief(front('lead: articles/ferry.ru.md', 'front.yaml').problems)).toEqual([
      '1:7 warning article-edition',
    ]);
  });

  test.each([
    [
      'front.de.yaml',
      'edition-unknown',
      'Add de to the languages of site.yaml, or name the file front.yaml,',
    ],
    ['front.russian.yaml', 'edition-unknown', 'Name the file front.yaml, front.ru.yaml,'],
    ['front.hy.yaml', 'edition-own', 'Name it front.yaml.'],
    [
      'fronts/world.de.yaml',
      'edition-unknown',
      'Add de to the languages of site.yaml, or name the file fronts/',
    ],
    ['fronts/wrold.ru.yaml', 'front-name', 'Name it fronts/world.ru.yaml.'],
  ])('%s is of none, and told', (file, code, hint) => {
    const { name, problems } = front('lead: articles/ferry.md', file);
    expect([name, problems.map((one) => one.code)]).toEqual([null, [code]]);
    expect(problems[0]?.hint.startsWith(hint)).toBe(true);
  });
});

test('a pin of another edition is told where it is written', () => {
  const pin = { text: null, article: 'articles/ferry.md', url: null, untilMs: null };
  const pins = [{ pin, articleAt: { line: 2, column: 3 } }];
  expect(brief(resolvePins(pins, ARTICLES, 'top-stories.ru.yaml', 'ru').problems)).toEqual([
    '2:3 warning article-edition',
  ]);
  expect(resolvePins(pins, ARTICLES, 'top-stories.yaml').problems).toEqual([]);
});

test('labels are shown in every edition, and told for other languages', () => {
  const read = (file: string) => readLabels('top-stories: X\n', file, FOUR).problems.map(({ code }) => code);
  expect(['labels.yaml', 'labels.hy.yaml', 'labels.ru.yaml', 'labels.pt.yaml'].flatMap(read)).toEqual([]);
  expect(read('labels.de.yaml')).toEqual(['labels-unshown']);
});
