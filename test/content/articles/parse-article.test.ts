import { describe, expect, test } from 'vitest';
import { articleSchemaOf } from '../../../src/content/articles/schema.ts';
import { brief, TEST_SITE } from '../test-site.ts';
import { wholeArticle } from '../whole-article.ts';

function parse(text: string, file = 'articles/2016/07/x.md') {
  const { article, problems } = wholeArticle({ file, text });
  return { article, problems, told: brief(problems) };
}

/** An article with these front matter lines besides its title and date. */
const withLines = (...lines: string[]) =>
  parse(`---\ntitle: T\ndate: 2016-07-15\n${lines.join('\n')}\n---\nText.\n`);

test('an article with every field', () => {
  const { article, problems } = parse(`---
title: Kerry, Putin talk
date: 2016-07-15 09:30
description: A standfirst.
authors: [Jane Doe, Joan Roe, Jane  Doe]
series: {name: The Long Peace, part: 2}
section: Armenia & Diaspora
topics: Syria, Russia,, Syria
image:
  src: media/talk 1.jpg
  alt: Two men
  caption: In Moscow
  credit: AP
  focus: [0.5, 30%]
updated: 2016-07-15T12:00:00Z
draft: yes
expires: 2030-01-01
slug: kerry-putin
id: news:1234
aliases: [/old/1234.html/, "/old/1234.html", https://old.example/x?id=1]
language: pt-br
source:
  name: The New York Times
  url: https://nyt.example
location: Moscow
type: Report
corrections:
  - date: 2016-07-16
    text: A name was wrong.
canonical: https://nyt.example/a
---
Text of **four words**.
`);
  expect(problems).toEqual([]);
  expect(article).toEqual({
    id: 'news:1234',
    file: 'articles/2016/07/x.md',
    path: '/pt-br/2016/07/15/kerry-putin',
    slug: 'kerry-putin',
    title: 'Kerry, Putin talk',
    description: 'A standfirst.',
    excerpt: null,
    language: 'pt-BR',
    published: expect.objectContaining({ iso: '2016-07-15T09:30:00+04:00', precision: 'minute' }),
    updated: expect.objectContaining({ iso: '2016-07-15T16:00:00+04:00' }),
    expires: expect.objectContaining({ day: '2030-01-01' }),
    isDraft: true,
    type: 'report',
    section: 'armenia',
    topics: [
      { name: 'Syria', slug: 'syria' },
      { name: 'Russia', slug: 'russia' },
    ],
    authors: [
      { name: 'Jane Doe', slug: 'jane-doe' },
      { name: 'Joan Roe', slug: 'joan-roe' },
    ],
    series: { name: 'The Long Peace', slug: 'the-long-peace', part: 2 },
    image: {
      src: '/media/talk%201.jpg',
      alt: 'Two men',
      caption: 'In Moscow',
      credit: 'AP',
      focus: { x: 0.5, y: 0.3 },
    },
    source: { name: 'The New York Times', url: 'https://nyt.example/' },
    location: 'Moscow',
    corrections: [{ date: expect.objectContaining({ day: '2016-07-16' }), text: 'A name was wrong.' }],
    canonical: 'https://nyt.example/a',
    aliases: ['/old/1234.html', '/x'],
    bodyHtml: '<p>Text of <strong>four words</strong>.</p>',
    wordCount: 4,
  });
});

test('an article with the least', () => {
  const { article } = parse('---\ntitle: T\ndate: 2016-07-15\n---\n');
  expect(article).toMatchObject({
    id: '2016/07/x',
    slug: 'x',
    type: 'news',
    isDraft: false,
    section: null,
    bodyHtml: '',
  });
});

test('the schema describes each field', () => {
  const { shape } = articleSchemaOf(TEST_SITE);
  expect(Object.entries(shape).filter(([, field]) => (field.description ?? '') === '')).toEqual([]);
  expect(Object.keys(shape)).toHaveLength(29);
});

describe('file names', () => {
  test.each([
    ['articles/2016-07-15-my-story.md', '/2016/07/15/my-story', '2016-07-15-my-story'],
    ['articles/deep/er/My Story!.markdown', null, null],
    ['articles/2016-13-45-x.md', null, null],
  ])('%s', (file, path, id) => {
    const { article } = parse('# A headline\n\nText.', file);
    expect(article?.path ?? null).toBe(path);
    expect(article?.id ?? null).toBe(id);
  });

  test('the front matter’s date wins over the prefix, which is not part of the slug', () => {
    const { article } = parse('---\ntitle: T\ndate: 2020-01-01\n---\n', 'articles/2016-07-15-x.md');
    expect(article?.path).toBe('/2020/01/01/x');
  });

  test('letters of all scripts stay, percent-encoded in the path', () => {
    const { article } = parse('---\ntitle: T\ndate: 2020-01-01\n---\n', 'articles/Լուր Մեկ.md');
    expect(article?.slug).toBe('լուր-մեկ');
    expect(article?.path).toBe(`/2020/01/01/${encodeURIComponent('լուր-մեկ')}`);
  });
});

describe('dialects', () => {
  test('Hugo', () => {
    const { article, told } = parse(
      '+++\ntitle = "T"\npublishDate = 2016-07-15T09:30:00Z\nlastmod = 2016-07-20\ntags = ["a", "b"]\nsummary = "S"\nexpiryDate = 2030-01-01\n+++\nText.',
    );
    expect(told).toEqual([]);
    expect(article).toMatchObject({
      published: { iso: '2016-07-15T13:30:00+04:00' },
      updated: { day: '2016-07-20' },
      expires: { day: '2030-01-01' },
      description: 'S',
      topics: [{ slug: 'a' }, { slug: 'b' }],
    });
  });

  test('Jekyll', () => {
    const { article, told } = parse(
      '---\nlayout: post\ntitle: T\nauthor: Jane Doe\ncategories: [news, World]\ntags: a\nredirect_from: /old\npublished: false\n---\nText.',
      'articles/2016-07-15-x.md',
    );
    expect(told).toEqual(['2:1 warning key-foreign']);
    expect(article).toMatchObject({
      section: 'world',
      topics: [{ slug: 'a' }, { slug: 'news' }],
      authors: [{ slug: 'jane-doe' }],
      aliases: ['/old'],
      isDraft: true,
    });
  });

  test('other spellings of our keys', () => {
    expect(withLines('Language: hy', 'TYPE: opinion', 'redirect-from: /a').article).toMatchObject({
      language: 'hy',
      type: 'opinion',
      aliases: ['/a'],
    });
  });

  test('a key and its synonym: ours wins, wherever it stands', () => {
    const { article, told } = withLines('tags: lost', 'topics: kept');
    expect(article?.topics).toEqual([{ name: 'kept', slug: 'kept' }]);
    expect(told).toEqual(['4:1 warning key-synonym']);
  });

  test('a misspelt key is told with a suggestion', () => {
    const { problems } = withLines('autor: Jane');
    expect(problems[0]).toMatchObject({
      code: 'key-unknown',
      hint: expect.stringContaining('Did you mean "author"?'),
    });
    expect(withLines('image:', '  src: /media/a.jpg', '  alt: A', '  captoin: C').told).toEqual([
      '7:3 warning key-unknown',
    ]);
  });
});

describe('wrong values are told at their place', () => {
  test.each([
    [['draft: "false "'], []],
    [['draft: 1'], ['4:8 error yes-no-invalid']],
    [['source:', '  url: https://nyt.example'], []],
    [['source: { name: NYT, url: "javascript:x" }'], ['4:27 warning url-invalid']],
    [['corrections: [{ date: soon, text: x }]'], ['4:23 warning date-invalid']],
    [['image: { alt: x }'], ['4:1 warning picture-unnamed']],
    [['aliases: [/ok, "//evil.example"]'], ['4:16 warning path-invalid']],
    [['aliases: /2016/07'], ['4:10 warning path-reserved']],
    [['aliases: /media/x.jpg'], ['4:10 warning path-reserved']],
    [['aliases: /sitemap-2016-07.xml'], ['4:10 warning path-reserved']],
    [['aliases: /corrections/feed.xml'], ['4:10 warning path-reserved']],
    [['expires: 2016-07-15'], []],
    [['expires: 2016-07-14'], ['4:10 warning expires-before-date']],
    [['section: [world]'], []],
    [['topics: "!!!, ok"'], ['4:9 warning name-invalid']],
    [['language: en_US'], []],
    [['updated: 2016-07-15'], []],
    [['updated: 2016-07-14 23:59'], ['4:10 warning updated-before-date']],
    [['image: https://other.example/x.jpg'], ['4:8 warning picture-external']],
    [['image: /media/../../secret'], ['4:8 warning picture-elsewhere']],
  ])('%j', (lines, told) => {
    const result = withLines(...lines);
    expect(result.told.filter((one) => !one.endsWith('picture-alt-missing'))).toEqual(told);
    expect(result.article === null).toBe(told.some((one) => one.includes('error')));
  });

  test('all of them are told at once, the body’s too', () => {
    expect(withLines('draft: 1', 'type: x', 'canonical: x').told).toHaveLength(3);
    expect(parse('---\ndate: x\n---\nA <iframe src="x"></iframe>').told).toEqual([
      '1:1 warning title-from-name',
      '2:7 error date-invalid',
      '4:3 warning frame-linked',
    ]);
  });

  test('a time that clocks skip is published with a warning', () => {
    const berlin = { ...TEST_SITE, timeZone: 'Europe/Berlin' };
    const text = '---\ntitle: T\ndate: 2026-03-29 02:30\n---\nText.\n';
    const { article, problems } = wholeArticle({ file: 'articles/x.md', text }, berlin);
    expect(article?.published.iso).toBe('2026-03-29T03:30:00+02:00');
    expect(brief(problems)).toEqual(['3:7 warning date-skipped']);
  });
});

describe('front matter that runs code', () => {
  test.each([
    '---js',
    '--- js',
    '---JS',
    '---javascript',
    '\ufeff---js',
    '---toString',
    '---coffee',
    '---cson',
    '---__proto__',
    '+++js',
    '\n---js',
  ])('%j is refused', (fence) => {
    const close = fence.includes('+++') ? '+++' : '---';
    const { article, told } = parse(`${fence}\n{ title: (globalThis.hacked = true) }\n${close}\nText.`);
    expect(article).toBeNull();
    expect(told.some((one) => one.endsWith('front-matter-language'))).toBe(true);
    expect('hacked' in globalThis).toBe(false);
  });

  test('two calls on the same broken text tell the same', () => {
    const text = '---\ntopics: [\n---\nText.';
    expect(parse(text).told).toEqual(parse(text).told);
    expect(parse(text).told).toContain('2:10 warning yaml-invalid');
  });
});

test('a hash, dashes and quotes in the body are nobody’s syntax', () => {
  const { article } = parse('---\ntitle: T\ndate: 2016-07-15\n---\nA — “b” -- c\n\n---\n\nD\n');
  expect(article?.bodyHtml).toBe('<p>A — “b” -- c</p>\n<hr>\n<p>D</p>');
});
