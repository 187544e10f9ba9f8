import type { Problem } from '../../problems/problem.ts';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import { createProblemLog, type Finding } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import type { PermalinkRow } from './permalink.ts';

const HEADER = '# Dateline permalinks 1';
const HEADER_FORM = /^# Dateline permalinks (?<version>\d+)\s*$/;
const FIELDS = ['time', 'path', 'owner', 'file'] as const;

/** What git writes around two versions that it could not put together. */
const CONFLICT_MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;

/**
 * Writes rows as text: the header, then a line per row of time (RFC 3339 in UTC, with milliseconds), path,
 * owner and file, with tabs between. A tab, line break or backslash inside a field is `\t`, `\n`, `\r` or `\\`.
 */
export function* formatLedgerText(rows: Iterable<PermalinkRow>): Generator<string> {
  yield `${HEADER}\n`;
  for (const { atMs, path, owner, file } of rows) {
    yield `${[timeText(atMs), ...[path, owner, file].map(escapeField)].join('\t')}\n`;
  }
}

/**
 * Reads what formatLedgerText writes. CRLF, a byte order mark, blank lines and lines that begin with `#`
 * are allowed. The rows are whole only where there is no problem; each has line and column. `name` is what
 * problems call the text. Never throws.
 */
export function parseLedgerText(text: string, name: string): { rows: PermalinkRow[]; problems: Problem[] } {
  const log = createProblemLog(name);
  const rows: PermalinkRow[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const header = lines.findIndex((line) => line.trim() !== '' && !CONFLICT_MARKER.test(line));
  const version = HEADER_FORM.exec(lines[header] ?? '')?.groups?.['version'];
  if (version !== '1') {
    log.error(version === undefined ? NO_HEADER : otherVersion(version), {
      line: Math.max(header, 0) + 1,
      column: 1,
    });
    return { rows, problems: log.list() };
  }
  lines.forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    if (CONFLICT_MARKER.test(line)) {
      log.error(conflictMarker(line), { line: index + 1, column: 1 });
      return;
    }
    const parsed = parseLine(line);
    if ('row' in parsed) rows.push(parsed.row);
    else log.error(parsed.finding, { line: index + 1, column: parsed.column });
  });
  return { rows, problems: log.list() };
}

type ParsedLine = { readonly row: PermalinkRow } | { readonly finding: Finding; readonly column: number };

function parseLine(line: string): ParsedLine {
  const fields = line.split('\t');
  if (fields.length !== FIELDS.length) {
    return { finding: wrongFieldCount(fields.length), column: 1 };
  }
  const [time = '', path = '', owner = '', file = ''] = fields;
  const wrong = [
    readTime(time) === null,
    !/^\/\S*$/.test(path),
    !/^(?:article|page):./.test(owner),
    !(/^(?:articles|pages)\//.test(file) && MARKDOWN_NAME.test(file)),
  ].indexOf(true);
  const key = FIELDS[wrong];
  if (key !== undefined) {
    const column = fields.slice(0, wrong).reduce((sum, field) => sum + field.length + 1, 1);
    return { finding: wrongField(key, fields[wrong] ?? ''), column };
  }
  const atMs = readTime(time) ?? 0;
  return { row: { atMs, path: unescapeField(path), owner: unescapeField(owner), file: unescapeField(file) } };
}

const timeText = (atMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toString({ smallestUnit: 'millisecond' });

function readTime(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/.test(text)) return null;
  const atMs = Date.parse(text);
  // Date.parse takes 24:00 and, in some years, days that the month has not.
  return Number.isNaN(atMs) || timeText(atMs).slice(0, 19) !== text.slice(0, 19) ? null : atMs;
}

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };
const CHARACTERS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };

const escapeField = (text: string): string => text.replace(/[\t\n\r\\]/g, (found) => ESCAPES[found] ?? found);
const unescapeField = (text: string): string =>
  text.replace(/\\([tnr\\])/g, (found, letter: string) => CHARACTERS[letter] ?? found);

const NO_HEADER: Finding = {
  code: 'permalinks-header',
  message: `The text does not begin with the line "${HEADER}".`,
  hint: 'Give a file that "dateline permalinks export" wrote.',
};

const conflictMarker = (line: string): Finding => ({
  code: 'permalinks-conflict',
  message: `The line ${quoteText(line)} was left by a merge of git.`,
  hint: 'Remove such lines and keep all others; with "permalinks.txt merge=union" in .gitattributes git puts both together by itself.',
});

const otherVersion = (version: string): Finding => ({
  code: 'permalinks-version',
  message: `The text has version ${version}, and this Dateline reads version 1.`,
  hint: 'Import it with the Dateline that wrote it, or a later one.',
});

const wrongFieldCount = (count: number): Finding => ({
  code: 'permalinks-line',
  message: `The line has ${count === 1 ? '1 field' : `${count} fields`} in place of ${FIELDS.length}.`,
  hint: `Write ${FIELDS.join(', ')} with one tab between each, or remove the line.`,
});

const FORMS: Readonly<Record<(typeof FIELDS)[number], string>> = {
  time: 'a time in UTC such as 2016-07-15T05:30:00.000Z',
  path: 'a path such as /2016/07/15/slug, without spaces',
  owner: 'article: or page: and an id after it',
  file: 'a Markdown file below articles/ or pages/, such as articles/slug.md',
};

const wrongField = (key: (typeof FIELDS)[number], text: string): Finding => ({
  code: `permalinks-${key}`,
  message: `${key}: ${quoteText(text)} is not ${FORMS[key]}.`,
  hint: 'Write it so, or fetch the export once more if the file was cut or changed on its way.',
});
