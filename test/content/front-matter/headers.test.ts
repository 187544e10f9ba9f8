import { describe, expect, test } from 'vitest';
import { brief } from '../test-site.ts';
import { wholeArticle } from '../whole-article.ts';

function parse(text: string, file = 'articles/x.md') {
  const { article, problems } = wholeArticle({ file, text });
  return { article, told: brief(problems), problems };
}

const names = (pages: readonly { readonly name: string }[] = []) => pages.map(({ name }) => name);

describe('front matter without our fences', () => {
  test.each([
    [
      'Pelican',
      'Title: T: a tale\nDate: 2016-07-15 09:30\nCategory: World\nTags: a, b\nAuthor: Jo Doe\n\nText.\n',
    ],
    [
      'MultiMarkdown and MkDocs',
      'Title:   T: a tale\nDate:    2016-07-15 09:30\nTags: a\nTags: b\nAuthors: Jo Doe\nempty:\n\nText.\n',
    ],
    [
      'lists below their keys',
      'title: T: a tale\ndate: 2016-07-15 09:30\ntags:\n  - a\n  - b\nauthor: "Jo Doe"\n\nText.',
    ],
    [
      'lists in brackets',
      'title: \'T: a tale\'\ndate: 2016-07-15 09:30\ntags: [a, "b"]\nauthor: Jo Doe\n\nText.',
    ],
    [
      'a value that goes on below',
      'Title: T:\n    a tale\nDate: 2016-07-15 09:30\nTags: a, b\nAuthor: Jo Doe\n\nText.',
    ],
    [
      'Nikola, in a comment',
      '<!--\n.. title: T: a tale\n.. slug: x\n.. date: 2016-07-15 05:30:00 UTC\n.. tags: a, b\n.. author: Jo Doe\n-->\n\nText.',
    ],
    ['Nikola', '.. title: T: a tale\n.. date: 2016-07-15 09:30\n.. tags: a, b\n.. author: Jo Doe\n\nText.'],
    ['Pico', '/*\nTitle: T: a tale\nDate: 2016-07-15 09:30\nTags: a, b\nAuthor: Jo Doe\n*/\n\nText.'],
    [
      'Kirby',
      'Title: T: a tale\n\n----\n\nDate: 2016-07-15 09:30\n\n----\n\nTags: a, b\n\n----\n\nAuthor: Jo Doe\n\n----\n\nText: Text.\n',
    ],
    [
      'Hexo, closed alone',
      'title: "T: a tale"\ndate: 2016/7/15 09:30:00\ntags:\n- a\n- b\nauthor: Jo Doe\n---\nText.',
    ],
    [
      'Hexo’s JSON',
      '"title": "T: a tale",\n"date": "2016-07-15 09:30",\n"tags": ["a", "b"],\n"author": "Jo Doe"\n;;;\nText.',
    ],
    [
      'JSON between semicolons',
      ';;;\n{"title": "T: a tale", "date": "2016-07-15 09:30",\n"tags": ["a", "b"], "author": "Jo Doe"}\n;;;\nText.',
    ],
    [
      'Hugo’s JSON',
      '{\n  "title": "T: a tale",\n  "date": "2016-07-15 09:30",\n  "tags": ["a", "b"],\n  "author": "Jo Doe"\n}\n\nText.',
    ],
    [
      'a comment first',
      '<!-- SPDX-License-Identifier: CC-BY-4.0 -->\n---\ntitle: "T: a tale"\ndate: 2016-07-15 09:30\ntags: [a, b]\nauthor: Jo Doe\n---\n\nText.',
    ],
    [
      'a comment line first',
      '# SPDX: CC\n\n---\ntitle: "T: a tale"\ndate: 2016-07-15 09:30\ntags: [a, b]\nauthor: Jo Doe\n---\n\nText.',
    ],
    [
      'a comment before a header',
      '<!-- a note -->\nTitle: T: a tale\nDate: 2016-07-15 09:30\nTags: a, b\nAuthor: Jo Doe\n\nText.',
    ],
    [
      'dots at its end',
      '---\ntitle: "T: a tale"\ndate: 2016-07-15 09:30\ntags: [a, b]\nauthor: Jo Doe\n...\n\nText.',
    ],
    [
      'a comment behind the fence',
      '--- # the fields\ntitle: "T: a tale"\ndate: 2016-07-15 09:30\ntags: [a, b]\nauthor: Jo Doe\n---\nText.',
    ],
    ['Bear Blog', 'title: "T: a tale"\ndate: 2016-07-15 09:30\ntags: [a, b]\nauthor: Jo Doe\n___\nText.'],
  ])('%s', (_, text) => {
    const { article, told } = parse(text);
    expect(told).toEqual([]);
    expect(article).toMatchObject({
      title: 'T: a tale',
      published: { iso: '2016-07-15T09:30:00+04:00' },
      bodyHtml: '<p>Text.</p>',
    });
    expect(names(article?.topics)).toEqual(['a', 'b']);
    expect(names(article?.authors)).toEqual(['Jo Doe']);
  });

  test('a day of the file’s name goes with a title of its own, and the other way round', () => {
    expect(parse('Title: T\n\nText.', 'articles/2016-07-15-x.md').article?.path).toBe('/2016/07/15/x');
    expect(parse('Date: 2016-07-15\n\n# Head\n\nText.').article?.title).toBe('Head');
  });

  test('several authors, one a line', () => {
    const { article } = parse('Title: T\nDate: 2016-07-15\nAuthors: Jo Doe,\n  Jane Roe\n\nText.');
    expect(names(article?.authors)).toEqual(['Jo Doe', 'Jane Roe']);
  });

  test('places are those of the file', () => {
    expect(parse('Title: T\nDate: never\n\nA <script>x</script>').told).toEqual([
      '2:7 error date-invalid',
      '4:3 warning html-removed',
    ]);
    expect(parse('<!--\n.. title: T\n.. date: never\n-->\nText.').told).toEqual(['3:10 error date-invalid']);
    expect(parse('{"title": "T",\n "date": "never"}\nText.').told).toEqual(['2:10 error date-invalid']);
    expect(parse('title: T\ndate: never\n---\nText.').told).toEqual(['2:7 error date-invalid']);
  });

  test.each([
    'Note: the ferry sailed\n\nText.',
    'Title: T\nand a line that is no field\n\nText.',
    'Update: it sailed\nDated: today\n\nText.',
    'Date: Monday\nPlace: Sevan\n\nText.',
    '<!-- a note: the title: is missing -->\n\nText.',
    '<!-- x -->\n---\n\nText.\n\n---\n',
    '{{< figure title: x >}}\n\nText.',
    '{ "quoted": "words" }\n\nText.',
    '"Title": he said\n\nText.',
    'https://example.com/date: x\n\nText.',
  ])('no front matter: %j', (text) => {
    const { article, told } = parse(text, 'articles/2016-07-15-x.md');
    expect(article?.title).toBe('X');
    expect(told).toContain('1:1 warning title-from-name');
  });
});

describe('a file that is half saved', () => {
  const FIELDS =
    'title: The ferry\ndate: 2016-07-15\ntopics:\n  - Lakes\n  - Boats\ndescription: It sails on Sunday.\n';

  test.each([
    ['YAML', `---\n${FIELDS}---\n\nThe ferry sailed.\n`, '---\n\n'],
    [
      'TOML',
      '+++\ntitle = "The ferry"\ndate = 2016-07-15\ntopics = ["Lakes"]\n+++\n\nIt sailed.\n',
      '+++\n\n',
    ],
    ['JSON', '{"title": "The ferry", "date": "2016-07-15", "topics": ["Lakes"]}\n\nIt sailed.\n', '}\n\n'],
    [
      'lines',
      'Title: The ferry\nDate: 2016-07-15\nTags: lakes, boats\nSummary: It sails.\n\nIt sailed.\n',
      '\n\n',
    ],
    ['a comment', '<!--\n.. title: The ferry\n.. date: 2016-07-15\n-->\n\nIt sailed.\n', '-->\n\n'],
  ])('is no story as long as its front matter is not whole: %s', (_, text, closing) => {
    const whole = text.lastIndexOf(closing);
    for (let end = 1; end < whole; end += 1) {
      expect([end, parse(text.slice(0, end), 'articles/ferry.md').article?.title]).toEqual([end, undefined]);
      // The name may say the day and give a title: then a fence alone tells that more is to come.
      const dated = parse(text.slice(0, end), 'articles/2016-07-15-ferry.md');
      if (/^(?:---|\+\+\+)/.test(text.slice(0, end)))
        expect([end, dated.article?.title]).toEqual([end, undefined]);
    }
    expect(parse(text, 'articles/ferry.md').article?.title).toBe('The ferry');
  });

  test('is told with what is missing', () => {
    expect(parse('---\ntitle: T\ndate: 2016-07-15\n').told).toContain('4:1 error front-matter-cut');
    expect(parse('Title: T\nDate: 2016-07-15\n').told).toContain('3:1 error front-matter-cut');
  });
});

describe('fences that are not quite right', () => {
  test.each([
    ['---\ntitle: T\ndate: 2016-07-15\n\nText.\n', '4:1 warning front-matter-unclosed'],
    ['---\ntitle: T\ndate: 2016-07-15\nText.\n\nMore.\n', '4:1 warning front-matter-unclosed'],
    ['+++\ntitle = "T"\ndate = 2016-07-15\n\nText.\n', '4:1 warning front-matter-unclosed'],
    ['---\ntitle: T\ndate: 2016-07-15\n\nText.\n\n---\n\nMore.\n', '4:1 warning front-matter-unclosed'],
    [
      '---\ntitle: T\ndate: 2016-07-15\n\nText words: it has a colon.\n\n---\n',
      '4:1 warning front-matter-unclosed',
    ],
    ['----\ntitle: T\ndate: 2016-07-15\n----\nText.', '1:1 warning fence-repaired'],
  ])('%j', (text, told) => {
    const parsed = parse(text);
    expect(parsed.told).toContain(told);
    expect(parsed.article?.title).toBe('T');
    if (text.includes('Text')) expect(parsed.article?.bodyHtml).toContain('Text');
  });

  test('the cure of an open one is known where a blank line follows', () => {
    const { problems } = parse('---\ntitle: T\ndate: 2016-07-15\n\nText.\n');
    expect(problems[0]?.fix).toEqual({ old: '\n', repaired: '---\n\n' });
  });

  test('fields behind a blank line belong to it, text does not', () => {
    expect(parse('---\ntitle: T\ndate: 2016-07-15\n\ndraft: true\n\nText.').article?.isDraft).toBe(true);
    expect(parse('---\ntitle: T\ndate: 2016-07-15\n\nNote: it sailed.').article?.bodyHtml).toBe(
      '<p>Note: it sailed.</p>',
    );
  });

  test('rules of a text without fields are rules', () => {
    const file = 'articles/2016-07-15-x.md';
    expect(parse('---\n\n# Head\n\nText.', file).article).toMatchObject({ title: 'Head' });
    expect(parse('---\n\n# Head\n\nText.\n\n---\n\nMore.', file).article?.bodyHtml).toContain('More.');
    expect(parse('--- A row of words ---\n\n# Head\n\nText.', file).article).toMatchObject({ title: 'Head' });
  });
});

describe('faults of syntax cost their own line alone', () => {
  test.each([
    ['topics: [a, b', 'a'],
    ['this is no field\ntopics: a', 'a'],
    ['<<<<<<< HEAD\ntopics: a\n=======', 'a'],
    ['image: {src: x\n  y\ntopics: a', 'a'],
    ['summary: "open\ntopics: a', 'a'],
    ['}\ntopics: a', 'a'],
  ])('%j', (lines, topic) => {
    const { article, told } = parse(`---\ntitle: T\ndate: 2016-07-15\n${lines}\n---\nText.\n`);
    expect(article).toMatchObject({ title: 'T', published: { day: '2016-07-15' }, bodyHtml: '<p>Text.</p>' });
    expect(names(article?.topics)).toContain(topic);
    expect(told.join()).toMatch(/^\d+:\d+ warning/);
    expect(told.join()).not.toContain('error');
  });

  test('in TOML and JSON as well', () => {
    const toml = parse('+++\ntitle = Words without quotes\ndate = 2016-07-15\n[extra]\nx = 1\n+++\nText.');
    expect(toml.article?.title).toBe('Words without quotes');
    const json = parse('---json\n{"title": "T", "date": "2016-07-15",}\n---\nText.');
    expect(json.article?.title).toBe('T');
  });

  test('a line that says nothing is told where it stands', () => {
    const { told } = parse('---\ntitle: T\nwhat\ndate: 2016-07-15\n---\nText.');
    expect(told).toContain('3:1 warning field-unread');
  });

  test('without any field that can be read the file is refused', () => {
    expect(parse('---\n[[[\n---\nText.', 'articles/2016-07-15-x.md').told).toContain(
      '2:4 error yaml-invalid',
    );
  });

  test('many comments before a fence take no time', () => {
    parse(`${'#'.repeat(3900)}\n---\ntitle: T`);
    parse(`${'%%'.repeat(1900)}\n---\ntitle: T`);
    parse(`${'<!--->'.repeat(600)}\n---\ntitle: T`);
  });
});
