import { describe, expect, test } from 'vitest';
import { FieldEditError } from '../../../src/content/edits/field-edit-error.ts';
import type { FieldValue } from '../../../src/content/edits/field-value.ts';
import { setFields } from '../../../src/content/edits/set-fields.ts';

const NOW = Date.UTC(2026, 10, 22, 6, 30);
const ZONE = { timeZone: 'Asia/Yerevan' };

const file = (...lines: string[]): string => ['---', ...lines, '---', '', 'Text.', ''].join('\n');

interface Case {
  readonly name: string;
  readonly lines: readonly string[];
  readonly changes: Readonly<Record<string, FieldValue | null>>;
  readonly become: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'a value keeps its comment, and the lines around it theirs',
    lines: ['# The desk’s', 'title:  Old # working title', '', "date: '2026-01-02'"],
    changes: { title: 'New' },
    become: ['# The desk’s', 'title:  New # working title', '', "date: '2026-01-02'"],
  },
  {
    name: 'quotes stay as they were, and are put where YAML needs them',
    lines: ['title: "Old"', "description: 'Old'", 'kicker: Old'],
    changes: { title: 'Say “no”', description: 'It’s it', kicker: 'On: the lake' },
    become: ['title: "Say “no”"', "description: 'It’s it'", 'kicker: "On: the lake"'],
  },
  {
    name: 'the key that the file has is the one that is changed',
    lines: [
      'Title: Old',
      'author: Ann Lee',
      'publishDate: 2026-01-02T09:30:00Z',
      'params:',
      '  summary: Old',
    ],
    changes: { title: 'New', authors: ['Ann Lee', 'Bo Ray'], date: { epochMs: NOW }, description: 'New' },
    become: [
      'Title: New',
      'author: [Ann Lee, Bo Ray]',
      'publishDate: 2026-11-22T06:30:00Z',
      'params:',
      '  summary: New',
    ],
  },
  {
    name: 'a list in lines gets and loses lines, with the comments of those that stay',
    lines: [
      'title: A',
      'Tags:',
      '- ferries',
      '# the big one',
      '- "Lake Sevan" # a lake',
      '- fish',
      'date: 2026-01-02',
    ],
    changes: { topics: ['Lake Sevan', 'fish', 'boats'] },
    become: [
      'title: A',
      'Tags:',
      '# the big one',
      '- "Lake Sevan" # a lake',
      '- fish',
      '- boats',
      'date: 2026-01-02',
    ],
  },
  {
    name: 'a list in brackets keeps what stays as it is written',
    lines: ["topics: [ 'ferries', lake ] # two"],
    changes: { topics: ['ferries', 'lake', 'fish, fried'] },
    become: ["topics: [ 'ferries', lake, 'fish, fried' ] # two"],
  },
  {
    name: 'brackets over several lines get a line',
    lines: ['topics: [', '  ferries,', '  lake', ']', 'title: A'],
    changes: { topics: ['ferries', 'lake', 'fish'] },
    become: ['topics: [', '  ferries,', '  lake,', '  fish', ']', 'title: A'],
  },
  {
    name: 'names with commas stay one text',
    lines: ['authors: Ann Lee, Bo Ray'],
    changes: { authors: ['Ann Lee', 'Cy Fox'] },
    become: ['authors: Ann Lee, Cy Fox'],
  },
  {
    name: 'a folded text stays folded, and one over lines becomes one',
    lines: ['description: >-', '    Old one', '    goes on', 'title: Old', '  goes on', 'date: 2026-01-02'],
    changes: { description: 'New one', title: 'New' },
    become: ['description: >-', '    New one', 'title: New', 'date: 2026-01-02'],
  },
  {
    name: 'a key that is taken away leaves its comments',
    lines: [
      'title: A',
      '# why it waits',
      'expires: 2026-01-02 # by law',
      'topics:',
      '  - a',
      '  # - b',
      'date: 2026-01-02',
    ],
    changes: { expires: null, topics: null },
    become: ['title: A', '# why it waits', '# by law', '  # - b', 'date: 2026-01-02'],
  },
  {
    name: 'parts of a picture are changed, added and taken away in lines',
    lines: ['image:', '  src: a.jpg # the lead', '  alt: Old', 'title: A'],
    changes: { image: { alt: 'New', credit: 'Ann Lee', focus: '30% 40%' } },
    become: [
      'image:',
      '  src: a.jpg # the lead',
      '  alt: New',
      '  credit: Ann Lee',
      '  focus: 30% 40%',
      'title: A',
    ],
  },
  {
    name: 'and in brackets',
    lines: ['image: {src: a.jpg, alt: "Old"}'],
    changes: { 'image.alt': 'New', 'image.credit': 'Lee, Ann' },
    become: ['image: {src: a.jpg, alt: "New", credit: "Lee, Ann"}'],
  },
  {
    name: 'a picture that is a text becomes a map; one of another system gets a key beside it',
    lines: ['title: A', 'image: "a.jpg" # lead'],
    changes: { 'image.alt': 'A ferry' },
    become: ['title: A', 'image: # lead', '  src: "a.jpg"', '  alt: A ferry'],
  },
  {
    name: 'a key beside it',
    lines: ['coverImage: a.jpg', 'title: A'],
    changes: { 'image.alt': 'A ferry' },
    become: ['coverImage: a.jpg', 'title: A', 'coverImageAlt: A ferry'],
  },
  {
    name: 'a part by another name is found',
    lines: ['cover:', '  image: a.jpg', '  alt: Old'],
    changes: { image: { src: 'b.jpg', caption: 'A ferry' } },
    become: ['cover:', '  image: b.jpg', '  alt: Old', '  caption: A ferry'],
  },
  {
    name: 'a correction is added below the others',
    lines: ['corrections:', '  - date: 2026-01-02', '    text: It was a lake. # sic', 'title: A'],
    changes: {
      corrections: [
        { date: '2026-01-02', text: 'It was a lake.' },
        { date: '2026-01-03', text: 'It was two: lakes.' },
      ],
    },
    become: [
      'corrections:',
      '  - date: 2026-01-02',
      '    text: It was a lake. # sic',
      '  - date: 2026-01-03',
      '    text: "It was two: lakes."',
      'title: A',
    ],
  },
  {
    name: 'the first correction',
    lines: ['title: A'],
    changes: { corrections: [{ date: { epochMs: NOW }, text: 'It was a lake.' }] },
    become: ['title: A', 'corrections:', '  - date: 2026-11-22 10:30', '    text: It was a lake.'],
  },
  {
    name: 'what publishes in another system’s words is said in these',
    lines: ['title: A', 'published: false # for now', 'status: draft'],
    changes: { draft: false },
    become: ['title: A', 'published: true # for now', 'status: published'],
  },
  { name: 'a draft', lines: ['title: A'], changes: { draft: true }, become: ['title: A', 'draft: true'] },
  { name: 'no draft that is none', lines: ['title: A'], changes: { draft: false }, become: ['title: A'] },
  {
    name: 'a key without a value gets one',
    lines: ['title: # to come', 'summary:', 'image:', 'date: 2026-01-02'],
    changes: { title: 'New', description: 'New', 'image.src': 'a.jpg' },
    become: ['title: New # to come', 'summary: New', 'image:', '  src: a.jpg', 'date: 2026-01-02'],
  },
  {
    name: 'of a key that is given twice the one that counts is changed',
    lines: ['layout: a', 'kicker: One', 'kicker: Two'],
    changes: { kicker: 'Three' },
    become: ['layout: a', 'kicker: One', 'kicker: Three'],
  },
  {
    name: 'a category that is no section stays one',
    lines: ['title: A', 'category: release'],
    changes: { topics: ['ferries'], kicker: 'New' },
    become: ['title: A', 'category: release', 'topics: [ferries]', 'kicker: New'],
  },
  {
    name: 'words that other programs take for something else are quoted',
    lines: ['title: A'],
    changes: { title: 'No', description: '12:30', kicker: 'null' },
    become: ['title: "No"', 'description: "12:30"', 'kicker: "null"'],
  },
  {
    name: 'a header that is indented',
    lines: ['  title: A', '  date: 2026-01-02'],
    changes: { title: 'B', kicker: 'C' },
    become: ['  title: B', '  date: 2026-01-02', '  kicker: C'],
  },
  {
    name: 'an unquoted colon that is read as text',
    lines: ['title: Ferries: late', 'description: [Update] late'],
    changes: { title: 'Ferries: later', description: 'Late' },
    become: ['title: "Ferries: later"', 'description: Late'],
  },
];

describe('YAML: only the lines of the key change', () => {
  test.each(CASES)('$name', ({ lines, changes, become }) => {
    expect(setFields(file(...lines), changes, ZONE)).toBe(file(...become));
  });
});

describe('other forms', () => {
  test('line ends and the byte order mark stay', () => {
    const text = '\ufeff---\r\ntitle: A\r\ndate: 2026-01-02\n---\r\n\r\nText.\r\n';
    expect(setFields(text, { title: 'B', kicker: 'C' })).toBe(
      '\ufeff---\r\ntitle: B\r\ndate: 2026-01-02\nkicker: C\r\n---\r\n\r\nText.\r\n',
    );
  });

  test('a text without front matter gets one', () => {
    expect(setFields('Text.\n', { title: 'A: b', draft: true })).toBe(
      '---\ntitle: "A: b"\ndraft: true\n---\n\nText.\n',
    );
    expect(setFields('', { title: 'A' })).toBe('---\ntitle: A\n---\n');
    expect(setFields('Text.\n', { title: null })).toBe('Text.\n');
  });

  test('a header without a line gets one', () => {
    expect(setFields('---\n---\n\nText.\n', { title: 'A' })).toBe('---\ntitle: A\n---\n\nText.\n');
  });

  test('TOML: texts, times, lists, tables', () => {
    const text = [
      '+++',
      "title = 'Old' # sic",
      'date = 2026-01-02T09:30:00Z',
      'draft = true',
      '',
      '[params]',
      'author = "Ann Lee"',
      '[taxonomies]',
      'tags = ["a", "b"]',
      '+++',
      'Text.',
      '',
    ].join('\n');
    const edited = setFields(
      text,
      {
        title: 'New',
        date: { epochMs: NOW },
        draft: false,
        authors: ['Bo Ray'],
        topics: ['a', 'b', 'c'],
        kicker: 'K',
      },
      ZONE,
    );
    expect(edited).toBe(
      text
        .replace("'Old'", "'New'")
        .replace('2026-01-02T09:30:00Z', '2026-11-22T06:30:00Z')
        .replace('draft = true', 'draft = false\nkicker = "K"')
        .replace('"Ann Lee"', '["Bo Ray"]')
        .replace('"b"]', '"b", "c"]'),
    );
    expect(setFields(edited, { kicker: null })).toBe(edited.replace('kicker = "K"\n', ''));
  });

  test('TOML: a picture and tables of corrections', () => {
    const text =
      '+++\ntitle = "A"\n\n[image]\nsrc = "a.jpg"\n\n[[corrections]]\ndate = "2026-01-02"\ntext = "One."\n+++\nText.\n';
    const corrections = [
      { date: '2026-01-02', text: 'One.' },
      { date: '2026-01-03', text: 'Two.' },
    ];
    expect(setFields(text, { 'image.alt': 'A ferry', corrections })).toBe(
      text
        .replace('"a.jpg"\n', '"a.jpg"\nalt = "A ferry"\n')
        .replace('"One."\n', '"One."\n\n[[corrections]]\ndate = "2026-01-03"\ntext = "Two."\n'),
    );
  });

  test('JSON, between fences and alone', () => {
    const object = '{\n  "title": "Old",\n  "tags": ["a"],\n  "weight": 3\n}\n';
    expect(setFields(`${object}\nText.\n`, { title: 'N"w', topics: ['a', 'b'], description: 'D' })).toBe(
      '{\n  "title": "N\\"w",\n  "tags": ["a", "b"],\n  "weight": 3,\n  "description": "D"\n}\n\nText.\n',
    );
    const fenced = `---json\n${object}---\nText.\n`;
    expect(setFields(fenced, { title: null })).toBe(fenced.replace('"title": "Old",\n  ', ''));
  });

  test('lines of a header without fences', () => {
    const text = 'Title: Old\nDate: 2026-01-02 09:30\nTags: a, b\n\nText.\n';
    expect(setFields(text, { title: 'New: late', topics: ['a', 'c'], description: 'D' }, ZONE)).toBe(
      'Title: New: late\nDate: 2026-01-02 09:30\nTags: a, c\nDescription: D\n\nText.\n',
    );
  });
});

describe('refused, with nothing changed', () => {
  const codeOf = (text: string, changes: Readonly<Record<string, FieldValue>>): string => {
    try {
      setFields(text, changes);
    } catch (error) {
      if (error instanceof FieldEditError) return error.code;
      throw error;
    }
    return 'done';
  };

  test('a header that is cut, or in a language that runs', () => {
    expect(codeOf('---\ntitle: A\n', { title: 'B' })).toBe('front-matter-refused');
    expect(codeOf('---js\n{}\n---\n', { title: 'B' })).toBe('front-matter-refused');
  });

  test('a description of no picture', () => {
    expect(codeOf(file('title: A'), { 'image.alt': 'A ferry' })).toBe('part-of-nothing');
  });

  test('an anchor that another key needs', () => {
    expect(
      codeOf(file('title: A', 'section: &here world', 'layout: *here'), {
        kicker: 'K',
        section: 'culture',
      }),
    ).toBe('value-not-kept');
  });
});
