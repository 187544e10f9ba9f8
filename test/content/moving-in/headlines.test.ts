import { describe, expect, test } from 'vitest';
import { plainHeadline } from '../../../src/content/document/plain-headline.ts';
import { parseStandingPage } from '../../../src/content/standing-pages/parse-standing-page.ts';
import { NOW, TEST_SITE } from '../test-site.ts';
import { wholeArticle } from '../whole-article.ts';

describe('marks in a headline', () => {
  test.each([
    ['Review: <i>The Book</i> and `code` and **bold**', 'Review: The Book and code and bold'],
    ['Arts &amp; Culture &#8217;s &rsquo;', 'Arts & Culture ’s ’'],
    ['&lt;em&gt;Twice&lt;/em&gt; escaped &amp;#8217;', 'Twice escaped ’'],
    ['_The Book_ and *another*', 'The Book and another'],
    ['***Both*** and __strong words__', 'Both and strong words'],
    ['~~No~~ Yes, ==marked==', 'No Yes, marked'],
    ['[The ferry](https://a.example/x_(y)) sails', 'The ferry sails'],
    ['[[boats|The ferry]] sails', 'The ferry sails'],
    ['H<sub>2</sub>O<br/>again', 'H2O again'],
    ['<span class="x"><a href="/y">The ferry</a></span>', 'The ferry'],
    ['# The ferry', 'The ferry'],
    ['Five \\* stars', 'Five * stars'],
  ])('are taken out of %j', (written, plain) => {
    expect(plainHeadline(written)).toBe(plain);
  });

  test.each([
    '5 < 6',
    'AT&T',
    'R&D; and more',
    'snake_case_name',
    '2 * 3 * 4',
    '2*3*4',
    'C#',
    '#1 in the charts',
    'I <3 boats',
    'The <canvas> element',
    'The <b> tag',
    'List<T> of boats',
    'What __init__ does',
    'M*A*S*H',
    '*.md and *.txt',
    '[Update] The ferry',
    'It costs 5* or 6*',
    '**',
    '***',
    '``',
    '== x ==',
    'C:\\dir\\file',
    'a &lt;!-- b',
    'Boats — “the ferry” — 50%',
  ])('%j has none', (written) => {
    expect(plainHeadline(written)).toBe(written);
  });

  test('long runs of marks take no time that grows with their square', () => {
    for (const piece of ['*a', '_a ', '`', '[a](', '<i>', '&amp;', '[[a|', '**a ', '~~', '<b x']) {
      expect(plainHeadline(piece.repeat(20_000)).length).toBeGreaterThan(0);
    }
  });

  test('are told, each with its repair', () => {
    const text =
      '---\ntitle: "A <i>b</i>"\ndate: 2020-01-08\ndescription: **C** & d\nimage: {src: a.jpg, alt: A, caption: "[E](/e)"}\n---\nText.\n';
    const { article, problems } = wholeArticle({ file: 'articles/x.md', text });
    expect(article).toMatchObject({ title: 'A b', description: 'C & d', image: { caption: 'E' } });
    const told = problems.filter(({ code }) => code === 'title-marks');
    expect(told.map(({ about }) => about)).toEqual(['title', 'description']);
    const lines = text.split('\n');
    for (const { line, column, fix, severity } of told) {
      expect(severity).toBe('warning');
      expect(lines[line - 1]?.slice(column - 1).startsWith(fix?.old ?? 'no fix')).toBe(true);
    }
    expect(told.map(({ fix }) => fix?.repaired)).toEqual(['"A b"', 'C & d']);
  });

  test('a repair keeps YAML what it was', () => {
    const fixOf = (title: string) =>
      wholeArticle({
        file: 'articles/x.md',
        text: `---\ntitle: ${title}\ndate: 2020-01-08\n---\nT.\n`,
      }).problems.find(({ code }) => code === 'title-marks')?.fix;
    expect(fixOf('A: <i>b</i>')?.repaired ?? '"A: b"').toBe('"A: b"');
    expect(fixOf('<i>true</i>')?.repaired).toBe('"true"');
    expect(fixOf('"a \\" <i>b</i>"')).toBeUndefined();
    expect(fixOf('<i>b</i> # c')).toBeUndefined();
  });
});

describe('a headline', () => {
  const titleOf = (front: string, body: string, file = 'articles/2020-01-08-the-ferry-sails.md') => {
    const { article, problems } = wholeArticle({
      file,
      text: `---\n${front}date: 2020-01-08\n---\n${body}\n`,
    });
    return { title: article?.title, codes: problems.map(({ code }) => code), problems };
  };

  test('is that of its key, else the first heading, else made of the file’s name', () => {
    expect(titleOf('title: Key\n', '# Heading\n\nText.')).toMatchObject({ title: 'Key', codes: [] });
    expect(titleOf('', '# Heading\n\nText.')).toMatchObject({ title: 'Heading', codes: [] });
    expect(titleOf('title:\n', '# Heading\n\nText.')).toMatchObject({ title: 'Heading', codes: [] });
    expect(titleOf('title: ""\n', 'Text.')).toMatchObject({
      title: 'The ferry sails',
      codes: ['title-from-name'],
    });
    expect(titleOf('', 'Text.').problems).toMatchObject([
      {
        severity: 'warning',
        code: 'title-from-name',
        about: 'title',
        message: expect.stringContaining('The ferry sails'),
      },
    ]);
  });

  test('of a file’s name keeps its letters', () => {
    expect(titleOf('', 'Text.', 'articles/2020-01-08-McKinsey_report.md').title).toBe('McKinsey report');
    expect(titleOf('', 'Text.', 'articles/паром-вернулся.md').title).toBe('Паром вернулся');
  });

  test('is missing only where the name has no letters either', () => {
    expect(titleOf('', 'Text.', 'articles/2020-01-08-17.md')).toMatchObject({
      title: undefined,
      codes: ['title-missing'],
    });
  });

  test('of a standing page likewise', () => {
    const parse = (file: string) => parseStandingPage({ file, text: 'Text.\n' }, TEST_SITE, NOW);
    expect(parse('pages/about-us.md')).toMatchObject({
      page: { title: 'About us' },
      problems: [{ severity: 'warning', code: 'title-from-name' }],
    });
  });
});
