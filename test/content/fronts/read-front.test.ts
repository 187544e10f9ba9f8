import { expect, test } from 'vitest';
import { frontFileOf, frontNameOf, isFrontFile } from '../../../src/content/fronts/front-files.ts';
import { type FrontContext, readFront } from '../../../src/content/fronts/read-front.ts';
import { brief, TEST_SITE } from '../test-site.ts';

const PATHS: ReadonlyMap<string, string> = new Map([
  ['articles/2016/ferry.md', '/2016/07/15/ferry'],
  ['articles/2016/harbour.md', '/2016/07/15/harbour'],
]);
const NAMES = { topic: ['ferries'], series: ['night-trains'], author: ['news-desk'] };

const CONTEXT: FrontContext = {
  ...TEST_SITE,
  articles: {
    editionOf: () => '',
    fileNamed: (file) => (PATHS.has(file) ? file : null),
    hasPath: (path) => [...PATHS.values()].includes(path),
    files: () => PATHS.keys(),
    paths: () => PATHS.values(),
  },
  names: { find: (kind, slug) => (NAMES[kind].includes(slug) ? slug : null), slugs: (kind) => NAMES[kind] },
};

const read = (yaml: string, file = 'front.yaml') => readFront(yaml, file, CONTEXT);
const UNTIL = Date.parse('2016-07-20T18:00+04:00');

test('a whole front is read, in every form', () => {
  const { front, banner, problems, name } = read(`
banner: {text: "Ferries: none tonight", link: articles/2016/ferry.md, until: 2016-07-20 18:00}
lead:
  - article: articles/2016/ferry.md
    until: 2016-07-20 18:00
    with: [/2016/07/15/Harbour/]
  - articles/2016/harbour.md
seconds: [articles/2016/harbour.md, {article: /2016/07/15/ferry, until: 2016-07-20 18:00}]
latest: 0
blocks:
  - section: World
    show: 3
    layout: Wide
    title: Elsewhere
    until: 2016-07-20 18:00
  - topic: Ferries
  - series: Night trains
  - author: News desk
  - type: opinion
  - newest: true
  - stories: articles/2016/ferry.md
  - section: Armenia & Diaspora
    stories: [articles/2016/harbour.md]
`);
  expect(problems).toEqual([]);
  expect(name).toBe('');
  expect(banner).toEqual({
    text: 'Ferries: none tonight',
    url: null,
    article: 'articles/2016/ferry.md',
    untilMs: UNTIL,
  });
  const [ferry, harbour] = ['articles/2016/ferry.md', 'articles/2016/harbour.md'].map((article) => ({
    article,
    untilMs: null,
  }));
  expect(front.lead).toEqual([
    {
      article: 'articles/2016/ferry.md',
      untilMs: UNTIL,
      hanging: [{ article: '/2016/07/15/harbour', untilMs: null }],
    },
    { ...harbour, hanging: null },
  ]);
  expect(front.seconds).toEqual([harbour, { article: '/2016/07/15/ferry', untilMs: UNTIL }]);
  expect(front.latest).toBe(0);
  const plain = { picks: [], title: null, show: null, layout: null, untilMs: null };
  expect(front.blocks).toEqual([
    {
      source: { kind: 'section', slug: 'world' },
      picks: [],
      title: 'Elsewhere',
      show: 3,
      layout: 'wide',
      untilMs: UNTIL,
    },
    { ...plain, source: { kind: 'topic', slug: 'ferries' } },
    { ...plain, source: { kind: 'series', slug: 'night-trains' } },
    { ...plain, source: { kind: 'author', slug: 'news-desk' } },
    { ...plain, source: { kind: 'type', slug: 'opinion' } },
    { ...plain, source: { kind: 'newest' } },
    { ...plain, source: { kind: 'picked' }, picks: [ferry] },
    { ...plain, source: { kind: 'section', slug: 'armenia' }, picks: [harbour] },
  ]);
});

test.each([
  ['banner: Storm', { text: 'Storm', url: null, article: null, untilMs: null }],
  ['banner: {text: Storm, link: /about}', { text: 'Storm', url: '/about', article: null, untilMs: null }],
  [
    'banner: {text: Storm, link: /search?q=storm}',
    { text: 'Storm', url: '/search?q=storm', article: null, untilMs: null },
  ],
  [
    'banner: {text: Storm, link: /2016/07/15/ferry}',
    { text: 'Storm', url: null, article: '/2016/07/15/ferry', untilMs: null },
  ],
  [
    'banner: {text: Storm, link: https://weather.example/}',
    { text: 'Storm', url: 'https://weather.example/', article: null, untilMs: null },
  ],
])('%s is a banner', (yaml, expected) => {
  const { banner, problems } = read(yaml);
  expect([banner, problems]).toEqual([expected, []]);
});

test.each([
  ['', true],
  ['# nothing yet', true],
  ['- a list', false],
  ['lead: [a', false],
])('whether %j may take the place of the last good front: %s', (yaml, isUsable) => {
  const { front, ...rest } = read(yaml);
  expect(rest.isUsable).toBe(isUsable);
  expect(rest.problems.length > 0).toBe(!isUsable);
  expect(front).toEqual({ lead: [], seconds: null, latest: null, blocks: null });
});

test.each([
  ['laed: articles/2016/ferry.md', ['1:1 warning key-unknown'], 'Did you mean "lead"? '],
  ['lead: articles/2016/fery.md', ['1:7 warning article-unknown'], 'Did you mean "articles/2016/ferry.md"? '],
  [
    'lead: {artcle: x.md}',
    ['1:7 error value-missing', '1:8 warning key-unknown'],
    'Add a line "article: …".',
  ],
  ['lead: [[a.md]]', ['1:8 error value-form'], 'Write the article’s file'],
  [
    'lead: {article: /2016/07/15/ferry, untill: 2016}',
    ['1:36 warning key-unknown'],
    'Did you mean "until"? ',
  ],
  ['lead: {article: /2016/07/15/ferry, until: soon}', ['1:43 warning date-invalid'], 'Write'],
  [
    'seconds: [{article: /2016/07/15/ferry, with: []}]',
    ['1:40 warning key-unknown'],
    'Known keys: article, until.',
  ],
  ['latest: 13', ['1:9 warning number-invalid'], 'Write a whole number from 0 to 12.'],
  ['latest: some', ['1:9 warning number-invalid'], 'Write a whole number from 0 to 12.'],
  ['blocks: World', ['1:9 error value-form'], 'Write each block on a line'],
  ['blocks: [World]', ['1:10 error value-form'], 'Write it as'],
  ['blocks: [{section: Wrold}]', ['1:20 warning section-unknown'], 'Did you mean "World"? '],
  ['blocks: [{topic: Feries}]', ['1:18 warning topic-unknown'], 'Did you mean "ferries"? '],
  ['blocks: [{topic: "…"}]', ['1:18 warning name-invalid'], 'Write a name'],
  ['blocks: [{series: Night train}]', ['1:19 warning series-unknown'], 'Did you mean "night-trains"? '],
  ['blocks: [{author: Nws desk}]', ['1:19 warning author-unknown'], 'Did you mean "news-desk"? '],
  ['blocks: [{type: opinon}]', ['1:17 warning type-unknown'], 'Did you mean "opinion"? '],
  ['blocks: [{newest: perhaps}]', ['1:19 warning yes-no-invalid'], 'Write true'],
  [
    'blocks: [{section: World, show: 0}]',
    ['1:33 warning number-invalid'],
    'Write a whole number from 1 to 12.',
  ],
  ['blocks: [{section: World, layout: colums}]', ['1:35 warning layout-unknown'], 'Did you mean "columns"? '],
  ['blocks: [{section: World, until: never}]', ['1:34 warning date-invalid'], 'Write'],
  ['blocks: [{section: World, topic: Ferries}]', ['1:27 warning block-source'], 'Make two blocks of it.'],
  ['blocks: [{title: Nothing}]', ['1:10 error value-missing'], 'Add "section: …"'],
  ['blocks: [{newest: no}]', ['1:10 error value-missing'], 'Add "section: …"'],
  ['blocks: [{stories: [articles/2016/fery.md]}]', ['1:21 warning article-unknown'], 'Did you mean'],
  ['banner: {link: /about}', ['1:9 error value-missing'], 'Add a line "text: …".'],
  ['banner: ""', ['1:9 error value-missing'], 'Write its text.'],
  ['banner: [Storm]', ['1:9 error value-form'], 'Write one text'],
  [
    'banner: {text: Storm, link: javascript:alert(1)}',
    ['1:29 warning url-invalid'],
    'Write the file of an article',
  ],
  ['banner: {text: Storm, link: articles/2016/fery.md}', ['1:29 warning article-unknown'], 'Did you mean'],
  ['- a list', ['1:1 error value-form'], 'Write lines such as'],
])('%s is told with a cure', (yaml, expected, hint) => {
  const { problems } = read(yaml);
  expect(brief(problems)).toEqual(expected);
  expect(problems.map((problem) => problem.hint).join('\n')).toContain(hint);
});

test('a broken entry costs only itself', () => {
  const { front, banner } = read(`
banner: {text: Storm, link: nowhere}
lead: [[], articles/2016/ferry.md]
latest: many
blocks:
  - {section: Wrold}
  - {section: World, show: 99, layout: heap}
`);
  expect(banner).toEqual({ text: 'Storm', url: null, article: null, untilMs: null });
  expect(front.lead.map(({ article }) => article)).toEqual(['articles/2016/ferry.md']);
  expect(front.latest).toBe(null);
  expect(front.blocks).toEqual([
    {
      source: { kind: 'section', slug: 'world' },
      picks: [],
      title: null,
      show: null,
      layout: null,
      untilMs: null,
    },
  ]);
});

test('what is left empty is chosen, what is an empty list is none', () => {
  expect(read('lead:\nseconds:\nblocks:\n').front).toEqual({
    lead: [],
    seconds: null,
    latest: null,
    blocks: null,
  });
  const { front } = read('lead: {article: /2016/07/15/ferry, with: []}\nseconds: []\nblocks: []\n');
  expect([front.lead[0]?.hanging, front.seconds, front.blocks]).toEqual([[], [], []]);
});

test('what cannot be read at all is chosen, as if it were not there', () => {
  const { front } = read('seconds: [[], {until: 2016-07-20}]\nblocks: [{section: Wrold}, World]\n');
  expect([front.seconds, front.blocks]).toEqual([null, null]);
  expect(read('seconds: {until: 2016-07-20}\nblocks: World\n').front).toMatchObject({
    seconds: null,
    blocks: null,
  });
});

test('a pick whose article is none stays, for it may come', () => {
  expect(read('seconds: [articles/later.md]').front.seconds).toEqual([
    { article: 'articles/later.md', untilMs: null },
  ]);
});

test('the front of a section has neither a banner nor the newest', () => {
  const { name, front, banner, problems } = read(
    'banner: Storm\nlatest: 3\nlead: /2016/07/15/ferry\nblock: []\n',
    'fronts/world.yaml',
  );
  expect(name).toBe('world');
  expect([banner, front.latest]).toEqual([null, null]);
  expect(front.lead).toHaveLength(1);
  expect(brief(problems)).toEqual([
    '1:1 warning key-unknown',
    '2:1 warning key-unknown',
    '4:1 warning key-unknown',
  ]);
  expect(problems.map(({ hint }) => hint)).toEqual([
    'Write it into front.yaml: the banner stands above every page.',
    'Remove it: the section’s other new stories are listed below its blocks.',
    'Did you mean "blocks"? Known keys: lead, seconds, blocks.',
  ]);
});

test.each([
  ['Front.yaml', 'Name it front.yaml.'],
  ['front.yml', 'Name it front.yaml.'],
  ['fronts/world.yml', 'Name it fronts/world.yaml. '],
  ['fronts/World.yaml', 'Name it fronts/world.yaml. '],
  ['fronts/wrold.yaml', 'Name it fronts/world.yaml. '],
  ['fronts/deeper/world.yaml', 'Name it fronts/world.yaml. '],
  ['fronts/sport.yaml', 'Files of fronts/ are called by the slugs of sections: world.yaml, armenia.yaml.'],
])('%s is no front, and told', (file, hint) => {
  expect(isFrontFile(file)).toBe(true);
  const { name, problems } = read('lead: /2016/07/15/ferry', file);
  expect(name).toBe(null);
  expect(brief(problems)).toEqual(['1:1 warning front-name']);
  expect(problems[0]?.hint.startsWith(hint)).toBe(true);
});

test('files of fronts are told from others by their paths', () => {
  expect(
    ['fronts/.world.yaml', 'fronts/world.yaml~', 'fronts/a.md', 'front.yaml.bak'].filter(isFrontFile),
  ).toEqual([]);
  expect(['front.yaml', 'fronts/world.yaml'].map((file) => frontNameOf(file, TEST_SITE))).toEqual([
    '',
    'world',
  ]);
  expect(['', 'world'].map(frontFileOf)).toEqual(['front.yaml', 'fronts/world.yaml']);
});

test('lists and suggestions are bounded', () => {
  const many = Array.from({ length: 500 }, (_, n) => `  - articles/2016/none-${n}.md`).join('\n');
  const { front, problems } = read(`seconds:\n${many}\nblocks:\n${'  - newest: true\n'.repeat(500)}`);
  expect([front.seconds?.length, front.blocks?.length]).toEqual([40, 40]);
  expect(problems.filter(({ code }) => code === 'value-too-long')).toHaveLength(2);
});
