import { describe, expect, test } from 'vitest';
import { applyRepairs } from '../../support/apply-repairs.ts';
import { wholeArticle } from '../whole-article.ts';

const FILE = 'articles/2016/07/x.md';
const parse = (text: string) => wholeArticle({ file: FILE, text });

/** An article with these front matter lines besides its title and date. */
const withLines = (...lines: string[]) =>
  `---\ntitle: T\ndate: 2016-07-15\n${lines.join('\n')}\n---\nText.\n`;
const withBody = (...lines: string[]) => `---\ntitle: T\ndate: 2016-07-15\n---\n${lines.join('\n')}\n`;

/** Applies repairs until there are none. */
function repair(text: string): string {
  let repaired = text;
  for (let round = 0; round < 10; round += 1) {
    const next = applyRepairs(repaired, parse(repaired).problems);
    if (next === repaired) break;
    repaired = next;
  }
  return repaired;
}

/** What is published of a text, and that anything is. */
function published(text: string) {
  const { article } = parse(text);
  expect(article).not.toBeNull();
  return article;
}

/** A kind of fault, a text that has it, and what stands there when it is repaired. */
const CASES: readonly (readonly [code: string, text: string, repaired: string])[] = [
  ['slug-changed', withLines('slug: Foo_Bar Baz'), 'slug: foo-bar-baz'],
  ['slug-changed', withLines('slug: "Foo Bar" # old'), 'slug: "foo-bar" # old'],
  ['slug-changed', withLines("slug: 'Foo Bar'   "), "slug: 'foo-bar'   "],
  ['slug-changed', '+++\ntitle = "T"\ndate = 2016-07-15\nslug = "Foo Bar"\n+++\nText.\n', 'slug = "foo-bar"'],
  [
    'slug-changed',
    '---json\n{"title": "T", "date": "2016-07-15", "slug": "Foo Bar"}\n---\nText.\n',
    '"slug": "foo-bar"',
  ],
  ['fence-repaired', '---\ntitle: T\ndate: 2016-07-15\n-----  \nText.\n', '\n---  \nText'],
  ['quotes-added', withLines('description: Well: it rains'), "description: 'Well: it rains'"],
  [
    'quotes-added',
    withLines('description: [Update] it’s on # note'),
    "description: '[Update] it’s on' # note",
  ],
  ['quotes-added', withLines("description: @who said 'no'"), "description: '@who said ''no'''"],
  [
    'tabs-repaired',
    withLines('image:', '\tsrc: /media/a.jpg', '\talt: A', 'topics: [a]'),
    '\n  src: /media/a.jpg\n  alt: A\n',
  ],
  ['space-odd', withLines('updated: 2016-07-16\u00a009:30'), 'updated: 2016-07-16 09:30'],
  ['space-odd', withLines('section:\u00a0armenia-diaspora'), 'section: armenia-diaspora'],
  [
    'space-odd',
    withLines('image:', '\u00a0\u00a0src: /media/a.jpg', '\u00a0\u00a0alt: A'),
    '\n  src: /media/a.jpg\n  alt: A\n',
  ],
  ['space-odd', withLines('\u00a0section\u00a0: armenia-diaspora'), '\nsection : armenia-diaspora'],
  ['no-break-space', withBody('-\u00a0one', '- two', '', '##\u202fHead'), '- one\n- two\n\n## Head'],
  ['address-with-spaces', withBody('A [b](/a file.pdf "t") c'), '[b](</a file.pdf> "t")'],
  ['address-with-spaces', withBody('![b](/media/my photo.jpg)'), '![b](</media/my photo.jpg>)'],
  [
    'link-mended',
    withBody('A [b](htp://example.org/a_(b)) and [c](www.example.org).'),
    '[b](http://example.org/a_(b)) and [c](https://www.example.org)',
  ],
  ['link-mended', withBody('A <a href="htp://example.org/a">b</a>.'), '<a href="http://example.org/a">'],
];

const FORMS: readonly (readonly [name: string, form: (text: string) => string])[] = [
  ['LF', (text) => text],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['CR', (text) => text.replaceAll('\n', '\r')],
  ['a byte order mark', (text) => `\ufeff${text}`],
  ['characters beyond the first plane', (text) => text.replace('title: T', 'title: 😀 T')],
];

describe.each(FORMS)('a repair in a file with %s', (_name, form) => {
  test.each(CASES)('%s: %j', (code, text, repaired) => {
    const before = form(text);
    expect(parse(before).problems.map((problem) => problem.code)).toContain(code);
    const after = repair(before);
    expect(after).toContain(form(repaired).replace('\ufeff', ''));
    const left = parse(after).problems;
    expect(left.filter((problem) => problem.code === code || problem.fix !== undefined)).toEqual([]);
    expect(published(after)).toEqual(published(before));
    expect(repair(after)).toBe(after);
  });
});

test('all of them at once, and nothing besides', () => {
  const front = CASES.flatMap(([, text]) => (/^---\n[\s\S]*\n---\nText/.test(text) ? [text] : [])).map(
    (text) => text.split('\n').slice(3, -3).join('\n'),
  );
  const [first = ''] = front;
  const body = CASES.map(([, text]) => text).filter((text) => !text.includes('Text.'));
  const text = `---\ntitle: T\ndate: 2016-07-15\n${first}\ndescription: Well: it rains  \nunknown: key\n---\n${body.map((one) => one.split('---\n')[2]).join('\n')}`;
  const after = repair(text);
  expect(parse(after).problems.filter(({ fix }) => fix !== undefined)).toEqual([]);
  expect(published(after)).toEqual(published(text));
  expect(after).toContain("description: 'Well: it rains'  \nunknown: key\n");
});

test.each([
  // What the value ends with cannot be told, or the repair would need quotes.
  withLines('slug: >', '  Foo', '  Bar'),
  withLines('slug: "Foo\\u0020Bar"'),
  // Whether something may be removed is for editors.
  withLines('comments: true', 'layout: post', 'unknwon: x'),
  withBody('A <span style="color:red">b</span> <iframe src="x"></iframe>'),
])('%j is left to its editor', (text) => {
  expect(repair(text)).toBe(text);
});
