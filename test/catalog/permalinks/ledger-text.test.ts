import { expect, test } from 'vitest';
import { formatLedgerText, parseLedgerText } from '../../../src/catalog/permalinks/ledger-text.ts';

const rows = [
  {
    atMs: Date.parse('2016-07-15T05:30:00.007Z'),
    path: '/2016/07/15/a',
    owner: 'article:a',
    file: 'articles/a.md',
  },
  { atMs: -1, path: '/about', owner: 'page:pages/about.md', file: 'pages/about.md' },
  { atMs: 0, path: '/b', owner: 'article:x\ty', file: 'articles/back\\slash\ttab\nline.markdown' },
];
const text = [...formatLedgerText(rows)].join('');
const HEADER = '# Dateline permalinks 1\n';

test('writes a header and one line per row', () => {
  expect(text).toBe(
    HEADER +
      '2016-07-15T05:30:00.007Z\t/2016/07/15/a\tarticle:a\tarticles/a.md\n' +
      '1969-12-31T23:59:59.999Z\t/about\tpage:pages/about.md\tpages/about.md\n' +
      '1970-01-01T00:00:00.000Z\t/b\tarticle:x\\ty\tarticles/back\\\\slash\\ttab\\nline.markdown\n',
  );
});

test('reads what it writes', () => {
  expect(parseLedgerText(text, 'x')).toEqual({ rows, problems: [] });
});

test('an empty ledger is the header alone', () => {
  expect(parseLedgerText([...formatLedgerText([])].join(''), 'x')).toEqual({ rows: [], problems: [] });
});

test('allows CRLF, a byte order mark, blank lines, comments and a last line without end', () => {
  const edited = `\ufeff\n${text.trimEnd().replace(HEADER, `${HEADER}\n# copied on Friday\n`)}`.replaceAll(
    '\n',
    '\r\n',
  );
  expect(parseLedgerText(edited, 'x')).toEqual({ rows, problems: [] });
});

test('tells every wrong line with its place and cure', () => {
  const good = '2016-07-15T05:30:00.000Z\t/a\tarticle:a\tarticles/a.md';
  const { problems } = parseLedgerText(
    [
      HEADER.trim(),
      good,
      '2016-07-15\t/a\tarticle:a\tarticles/a.md',
      '2016-02-30T05:30:00.000Z\t/a\tarticle:a\tarticles/a.md',
      good.replace('/a', 'a'),
      good.replace('article:a', 'author:a'),
      good.slice(0, -1),
      good.replace('\t/a', ''),
    ].join('\n'),
    'x.tsv',
  );
  expect(problems.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual([
    '3:1 permalinks-time',
    '4:1 permalinks-time',
    '5:26 permalinks-path',
    '6:29 permalinks-owner',
    '7:39 permalinks-file',
    '8:1 permalinks-line',
  ]);
  for (const { file, hint } of problems) {
    expect(file).toBe('x.tsv');
    expect(hint).not.toBe('');
  }
});

test('a text without the header, or of a later form, is not read', () => {
  for (const [wrong, code] of [
    ['', 'permalinks-header'],
    ['# Permalinks\n', 'permalinks-header'],
    ['# Dateline permalinks 2\n', 'permalinks-version'],
  ]) {
    expect(parseLedgerText(wrong ?? '', 'x').problems).toMatchObject([{ line: 1, column: 1, code }]);
  }
});
