import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { formatProblem } from '../../../src/problems/show/format-problem.ts';
import { type CheckReport, formatOffers, formatSummary } from '../../../src/cli/report/check-report.ts';
import { formatAnnotation } from '../../../src/cli/report/github-report.ts';
import { formatJsonReport } from '../../../src/cli/report/json-report.ts';
import { choosePaint, paintNothing } from '../../../src/problems/show/paint.ts';
import { formatTextReport } from '../../../src/cli/report/text-report.ts';
import { escapeHiddenInJson, showHidden } from '../../../src/problems/show/visible-text.ts';
import type { Problem } from '../../../src/problems/problem.ts';

const date: Problem = {
  file: 'articles/a.md',
  line: 2,
  column: 7,
  severity: 'error',
  code: 'date-invalid',
  message: 'date: "soon" is not a date.',
  hint: 'Write it as 2026-11-22 09:30.',
};
const key: Problem = {
  ...date,
  line: 3,
  column: 1,
  severity: 'warning',
  code: 'key-unknown',
  message: '"sectoin" is not a known key; it was ignored.',
  hint: 'Did you mean "section"?',
};
const elsewhere: Problem = { ...key, file: 'pages/b.md', line: 1 };
const evil: Problem = {
  ...date,
  file: 'articles/\u001b[31m.md',
  message: 'not\u001b]0;x\u0007 \u009b31m',
  hint: 'mend\r\nit',
};

const report = (changes: Partial<CheckReport> = {}): CheckReport => ({
  folder: 'content',
  articleCount: 41,
  problems: [date, key, elsewhere],
  unjudged: [],
  failure: null,
  ...changes,
});

describe('the text report', () => {
  const texts: Readonly<Record<string, string>> = { 'articles/a.md': '---\ndate: soon\nsectoin: x\n---\n' };
  const print = (problems: readonly Problem[], paint = paintNothing, readText = readSample) =>
    [
      ...formatTextReport(problems, { contentDir: 'content', readText, width: 80, paint, isWhole: true }),
    ].join('');
  const readSample = (file: string): string | null => texts[file] ?? null;

  test('tells place, message, lines and cure; without the file, all but the lines', () => {
    expect(print([date, elsewhere])).toBe(`content/articles/a.md:2:7: error: date: "soon" is not a date.
  1 | ---
> 2 | date: soon
    |       ^
  3 | sectoin: x
→ Write it as 2026-11-22 09:30.

content/pages/b.md:1:1: warning: "sectoin" is not a known key; it was ignored.
→ Did you mean "section"?

`);
  });

  test('reads each file once for its errors and once for its warnings', () => {
    const readText = vi.fn(readSample);
    print([date, key, elsewhere], paintNothing, readText);
    expect(readText.mock.calls).toEqual([['articles/a.md'], ['articles/a.md'], ['pages/b.md']]);
  });

  test('tells errors before warnings', () => {
    const heads = print([key, date]).match(/: (?:error|warning): /g);
    expect(heads).toEqual([': error: ', ': warning: ']);
  });

  test('says the same in colour', () => {
    const coloured = print([date, key, elsewhere], choosePaint('always', null));
    expect(coloured).toContain('\u001b[31m\u001b[1merror');
    expect(coloured).toContain('\u001b[33m\u001b[1m^');
    expect(stripVTControlCharacters(coloured)).toBe(print([date, key, elsewhere]));
  });

  test('neither names nor messages reach the terminal raw', () => {
    expect(print([evil])).not.toMatch(/[^\P{Cc}\n]/u);
    expect(print([evil])).toContain('content/articles/␛[31m.md:2:7: error: not␛]0;x␇ <U+009B>31m\n');
    expect(formatProblem(evil, 'content')).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

describe('colours', () => {
  afterEach(() => vi.unstubAllEnvs());

  const terminal = Object.assign(new Writable(), { isTTY: true, getColorDepth: () => 8 });
  const pipe = new Writable();
  const isColoured = (choice: 'auto' | 'always' | 'never', output: unknown): boolean =>
    choosePaint(choice, output)('error', 'x') !== 'x';

  test('are for terminals, unless the call says otherwise', () => {
    vi.stubEnv('FORCE_COLOR', undefined);
    vi.stubEnv('NO_COLOR', undefined);
    expect(isColoured('auto', terminal)).toBe(true);
    expect(isColoured('auto', pipe)).toBe(false);
    expect(isColoured('auto', { write: () => true })).toBe(false);
    expect(isColoured('always', pipe)).toBe(true);
    expect(isColoured('never', terminal)).toBe(false);
  });

  test('follow FORCE_COLOR', () => {
    vi.stubEnv('NO_COLOR', undefined);
    vi.stubEnv('FORCE_COLOR', '1');
    expect(isColoured('auto', pipe)).toBe(true);
    expect(isColoured('never', pipe)).toBe(false);
  });
});

describe('the summary', () => {
  test('counts articles, problems and files', () => {
    expect(formatSummary(report())).toBe('content: 41 articles, 1 error, 2 warnings in 2 files\n');
    expect(formatSummary(report({ problems: [key], articleCount: 1 }))).toBe(
      'content: 1 article, 0 errors, 1 warning in 1 file\n',
    );
    expect(formatSummary(report({ problems: [] }))).toBe('content: 41 articles, 0 errors, 0 warnings\n');
    expect(formatSummary(report({ problems: [], unjudged: ['articles/a.md', 'media/b.jpg'] }))).toBe(
      'content: 41 articles, 0 errors, 0 warnings; 2 files not judged\n',
    );
  });

  test('does not count the articles of a folder that cannot be read', () => {
    const failure = 'no such file';
    expect(formatSummary(report({ failure, problems: [] }))).toBe('content: cannot be published\n');
    expect(formatSummary(report({ failure, problems: [date] }))).toBe(
      'content: cannot be published, 1 error, 0 warnings in 1 file\n',
    );
  });
});

test('more is offered where there is more', () => {
  const mendable = { ...key, fix: { old: 'a', repaired: 'b' } };
  expect(formatOffers(report(), false)).toBe('');
  expect(formatOffers(report({ problems: [date, mendable] }), true)).toBe(
    '--all lists each of them; --fix repairs 1 of them, and shows how before it asks.\n',
  );
});

describe('the JSON report', () => {
  test('has this shape', () => {
    expect(JSON.parse(formatJsonReport(report(), [date]))).toEqual({
      version: 1,
      folder: 'content',
      articles: 41,
      errors: 1,
      warnings: 2,
      unjudged: [],
      problems: [{ ...date, about: null, fixable: false }],
    });
  });

  test('says what a problem is about, and whether it can be repaired', () => {
    const problem = { ...key, about: 'sectoin', fix: { old: 'a', repaired: 'b' } };
    const [told] = JSON.parse(formatJsonReport(report(), [problem])).problems;
    expect(told).toEqual({ ...key, about: 'sectoin', fixable: true });
  });

  test('tells a failure', () => {
    const text = formatJsonReport(report({ failure: 'no such file', problems: [], articleCount: 0 }), []);
    expect(JSON.parse(text)).toMatchObject({ failure: 'no such file', articles: 0, problems: [] });
  });

  test('holds no control character, and gives every one back', () => {
    const text = formatJsonReport(report({ problems: [evil] }), [{ ...evil, hint: '\u007f\u2028\u202e' }]);
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202e]/u);
    expect(JSON.parse(text).problems[0]).toMatchObject({ ...evil, hint: '\u007f\u2028\u202e' });
  });
});

describe('the annotation for GitHub', () => {
  const annotate = (changes: Partial<Problem>, contentDir = 'content'): string =>
    formatAnnotation({ ...date, ...changes }, contentDir, '/repo');

  test('names file, line, column and code', () => {
    expect(annotate({})).toBe(
      '::error file=content/articles/a.md,line=2,col=7,title=date-invalid::date: "soon" is not a date. Write it as 2026-11-22 09:30.\n',
    );
    expect(annotate({ severity: 'warning' })).toMatch(/^::warning file=/);
  });

  test('tells the file from the working directory', () => {
    expect(annotate({}, '/repo/news/content')).toContain('file=news/content/articles/a.md,');
    expect(annotate({}, './content/')).toContain('file=content/articles/a.md,');
  });

  test('escapes what would end a property, the text or the line', () => {
    expect(annotate({ file: 'articles/50%: a,b.md' })).toContain('file=content/articles/50%25%3A a%2Cb.md,');
    expect(annotate({ message: '100%, a: b', hint: 'one\r\n::error::two' })).toMatch(
      /::100%25, a: b one%0D%0A::error::two\n$/,
    );
    expect(annotate({ message: '%0A' })).toContain('::%250A ');
    expect(formatAnnotation(evil, 'content', '/repo')).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

test('hidden characters become visible, and the letters that need joiners stay whole', () => {
  expect(showHidden('\u0000\u001f\u007f\u0080\ufeff\ud800\n\t')).toBe('␀␟␡<U+0080><U+FEFF>�␊␉');
  expect(showHidden('می‌خواهم 👩‍👩‍👧 \u200f')).toBe('می‌خواهم 👩‍👩‍👧 \u200f');
  expect(escapeHiddenInJson('"\u007f\u202e"')).toBe('"\\u007f\\u202e"');
});
