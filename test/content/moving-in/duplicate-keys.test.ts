import { describe, expect, test } from 'vitest';
import { wholeArticle } from '../whole-article.ts';

const read = (text: string) => wholeArticle({ file: 'articles/x.md', text });
const yaml = (lines: string) => read(`---\ntitle: T\ndate: 2020-01-13\n${lines}\n---\nText.\n`);

describe('the same key twice', () => {
  test('with one value is a warning, whose repair takes one line away', () => {
    const { article, problems } = yaml('expirydate: 2030-01-01\nsummary: x\nexpirydate: 2030-01-01');
    expect(article).toMatchObject({ expires: { day: '2030-01-01' }, description: 'x' });
    expect(problems).toMatchObject([
      {
        severity: 'warning',
        code: 'key-duplicate',
        about: 'expirydate',
        line: 6,
        column: 1,
        fix: { old: 'expirydate: 2030-01-01\n', repaired: '' },
      },
    ]);
  });

  test('with two values is a warning that says which one counts', () => {
    const { article, problems } = yaml('summary: x\nsummary: y');
    expect(article?.description).toBe('y');
    expect(problems).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('the last one counts'), line: 5 },
    ]);
    expect(problems[0]).not.toHaveProperty('fix');
    expect(yaml('tags: [a]\ntags:').article?.topics).toMatchObject([{ name: 'a' }]);
    expect(yaml('tags: [a]\ntags:\n  - b\n  - c').article?.topics).toMatchObject([
      { name: 'b' },
      { name: 'c' },
    ]);
  });

  test('has its repair only where the line is exactly that', () => {
    const fixes = (lines: string) =>
      yaml(lines).problems.flatMap(({ code, fix }) => (code === 'key-duplicate' ? [fix?.old] : []));
    expect(fixes('summary: x\nsummary: x # why')).toEqual([undefined]);
    expect(fixes('tags:\n  - a\ntags:\n  - a')).toEqual([undefined]);
    expect(fixes('summary: "x"\nsummary: x')).toEqual(['summary: x\n']);
    expect(fixes('image: {src: a.jpg, alt: A, alt: A}')).toEqual([undefined]);
  });

  test.each([
    'title: U',
    'date: 2020-01-14',
    'Headline: a\nHeadline: b',
    'draft: true\ndraft: false',
    'expires: 2030-01-01\nexpires: 2031-01-01',
    'embargo: 2019-01-01\nembargo: 2018-01-01',
    'archived: true\narchived: false',
    'extra: {hidden: no, hidden: yes}',
  ])('keeps the story off where no guess may be made: %j', (lines) => {
    const { article, problems } = yaml(lines);
    expect(article).toBeNull();
    expect(problems).toContainEqual(expect.objectContaining({ severity: 'error', code: 'key-duplicate' }));
  });

  test('beside a fault of syntax', () => {
    expect(yaml('draft: false\nsummary: "x\ndraft: true').article).toBeNull();
    expect(yaml('tags: [a\ndate: 2020-02-01').article).toBeNull();
  });

  test.each(['title: T', 'date: 2020-01-13', 'draft: false\ndraft: false'])('with one value: %j', (lines) => {
    expect(yaml(lines)).toMatchObject({ article: { title: 'T' }, problems: [{ severity: 'warning' }] });
  });

  test('in TOML', () => {
    const toml = (lines: string) => read(`+++\ntitle = "T"\ndate = 2020-01-13\n${lines}\n+++\nText.\n`);
    expect(toml('summary = "x"\nsummary = "x"')).toMatchObject({
      article: { description: 'x' },
      problems: [{ severity: 'warning', line: 5, column: 1, fix: { old: 'summary = "x"\n', repaired: '' } }],
    });
    expect(toml('summary = "x"\nsummary = "y"')).toMatchObject({
      article: { description: 'y' },
      problems: [{ severity: 'warning', code: 'key-duplicate', about: 'summary' }],
    });
    for (const lines of ['draft = true\ndraft = false', 'draft = false\ndraft = true']) {
      expect(toml(lines)).toMatchObject({
        article: null,
        problems: [{ severity: 'error', code: 'key-duplicate' }],
      });
    }
    expect(toml('title = "U"').article).toBeNull();
    expect(toml('tags = ["a"]\n[extra]\ntags = ["b"]').problems).toMatchObject([{ code: 'key-foreign' }]);
  });

  test('in JSON', () => {
    const json = (lines: string) =>
      read(`---json\n{"title": "T", "date": "2020-01-13", ${lines}}\n---\nText.\n`);
    expect(json('"summary": "x", "summary": "y"')).toMatchObject({
      article: { description: 'y' },
      problems: [{ severity: 'warning', code: 'key-duplicate' }],
    });
    expect(json('"draft": true, "draft": false').article).toBeNull();
  });
});

test('a value with a tag is left out alone, unless it says when or for whom', () => {
  expect(yaml('kicker: !ruby/object:Text {a: b}\nlocation: Sevan')).toMatchObject({
    article: { location: 'Sevan' },
    problems: [{ severity: 'warning', code: 'tag-refused', about: 'kicker', line: 4 }],
  });
  expect(yaml('draft: !ruby/object:Text {a: b}').article).toBeNull();
  expect(read('---\ntitle: T\ndate: !ruby/object:DateTime 2020-01-13\n---\nText.\n').article).toBeNull();
});
