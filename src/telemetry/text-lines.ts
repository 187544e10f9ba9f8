import { isAbsolute, join } from 'node:path';
import type { Problem } from '../problems/problem.ts';
import { formatPlace } from '../problems/show/format-problem.ts';
import type { Paint } from '../problems/show/paint.ts';
import { showHidden } from '../problems/show/visible-text.ts';

/** A line of the log as JSON has it. */
export interface LogRecord {
  readonly level: string;
  /** ISO 8601. */
  readonly time: string;
  readonly msg?: string;
  readonly [key: string]: unknown;
}

export interface TextLinesOptions {
  /** The content folder as it is shown before the names of its files. */
  readonly folder: string;
  readonly paint: Paint;
  /** Whether the house’s own work is told as well, such as that pictures were read. */
  readonly tellsAll: boolean;
}

/** Information that a person at a terminal did not ask for; what goes wrong with this work is told in any case. */
export const HOUSEKEEPING: ReadonlySet<string> = new Set([
  'building the catalog',
  'catalog built',
  'reading articles',
  'content folder read',
  'pictures read',
  'pictures of all articles read',
  'related stories found',
  'search index complete',
  'request',
]);

/** What has a place of its own in a line, or is of no use to people. */
const PLACED: ReadonlySet<string> = new Set([
  'level',
  'time',
  'msg',
  'pid',
  'err',
  'reason',
  'hint',
  'problems',
  'file',
  'keys',
]);

/**
 * Tells a record of the log to a person, in one line with a line break at its end: the time of day, what happened, the
 * facts, and the cure after an arrow. Problems of a file come before it as `check` tells them, two lines each. What strangers
 * sent cannot steer a terminal. Returns '' for what is left out.
 */
export function formatRecord(record: LogRecord, options: TextLinesOptions): string {
  const { level, msg = '' } = record;
  if (level === 'info' && !options.tellsAll && HOUSEKEEPING.has(msg)) return '';
  const { paint } = options;
  const time = paint('context', clockTime(record.time));
  const word = WORDS.get(level);
  const severity = level === 'warn' ? 'warning' : 'error';
  const tag = word === undefined ? '' : `${paint(severity, `${word}:`)} `;
  const text = TEXTS.get(msg)?.(record, options) ?? null;
  const problems = problemLines(record, options);
  // The problems say it themselves.
  if (problems !== '' && msg === 'file has warnings') return problems;
  return `${problems}${time} ${tag}${text ?? generalText(record, options)}\n`;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['warn', 'warning'],
  ['error', 'error'],
  ['fatal', 'error'],
  ['debug', 'debug'],
  ['trace', 'trace'],
]);

type Tell = (record: LogRecord, options: TextLinesOptions) => string | null;

const published: Tell = (record, options) => {
  const { url, file, change, fields, from, ms } = record;
  if (typeof url !== 'string') return null;
  const what =
    Array.isArray(fields) && fields.length > 0 ? `${change}: ${fields.join(', ')}` : String(change);
  const whence = typeof from === 'string' ? `, before ${from}` : '';
  const cost = typeof ms === 'number' ? `, ${Math.round(ms)} ms` : '';
  const facts = showHidden(`(${what}${whence}${cost})`);
  return `${record.msg} ${options.paint('message', showHidden(url))} ${pathOf(file, options)} ${options.paint('context', facts)}`;
};

const ready: Tell = ({ site, stories, files, errors, warnings }, { folder, paint }) => {
  const many = (count: unknown, noun: string): string =>
    `${count} ${count === 1 ? noun : noun.replace(/y$/, 'ie').concat('s')}`;
  const wrong =
    files === 0
      ? 'nothing is wrong with the files'
      : `${paint('error', many(errors, 'error'))}, ${paint('warning', many(warnings, 'warning'))} in ${many(files, 'file')}, told above`;
  return `${paint('message', showHidden(String(site)))}, from ${showHidden(folder)}: ${many(stories, 'story')}; ${wrong}`;
};

const listening: Tell = ({ url }, { paint }) => {
  const shown = String(url).replace(/^http:\/\/(?:127\.0\.0\.1|\[::1\])(?=:|$)/, 'http://localhost');
  return `serving ${paint('place', showHidden(shown))} (Ctrl-C stops it)`;
};

const request: Tell = ({ method, url, status, ms, referer }) => {
  const whence = typeof referer === 'string' ? `, from ${referer}` : '';
  return showHidden(`answered ${status} to ${method} ${url} (${ms} ms${whence})`);
};

/** What is told in words of its own. */
const TEXTS: ReadonlyMap<string, Tell> = new Map([
  ['published', published],
  ['stored, not public', published],
  ['content is ready', ready],
  ['listening', listening],
  ['request', request],
]);

function generalText(record: LogRecord, options: TextLinesOptions): string {
  const { msg = '', file, reason, hint, err } = record;
  const where = file === undefined ? '' : `${pathOf(file, options)}: `;
  const why = [reasonOf(reason), errorText(err)].map((text) => (text === '' ? '' : `: ${text}`)).join('');
  const facts = Object.entries(record)
    .filter(([key]) => !PLACED.has(key))
    .map(([key, value]) => `${key} ${plainValue(value)}`);
  const shown = facts.length === 0 ? '' : ` ${options.paint('context', showHidden(`(${facts.join(', ')})`))}`;
  const cure = typeof hint === 'string' ? ` ${options.paint('cure', `→ ${showHidden(hint)}`)}` : '';
  return `${where}${showHidden(`${msg}${why}`)}${shown}${cure}`;
}

const reasonOf = (reason: unknown): string => (reason === undefined ? '' : plainValue(reason));

const plainValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What an error says; where only its stack tells whence it comes, that as well, on the same line. */
function errorText(err: unknown): string {
  if (err === undefined || err === null) return '';
  if (typeof err !== 'object') return plainValue(err);
  const { message = '', code, stack, type } = err as Readonly<Record<string, unknown>>;
  const text = `${message}`;
  if (typeof code === 'string') return text.includes(code) ? text : `${text} (${code})`;
  if (typeof stack !== 'string') return text;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [`${type ?? 'Error'}: ${text}`, ...frames.map((line) => line.trim())].join(' ');
}

function problemLines({ problems, file }: LogRecord, { folder, paint }: TextLinesOptions): string {
  if (!Array.isArray(problems)) return '';
  return (problems as Problem[])
    .map((problem) => {
      const place = formatPlace({ ...problem, file: problem.file ?? String(file) }, folder);
      const { severity, message, hint } = problem;
      const head = `${paint('place', place)}: ${paint(severity, severity)}: ${paint('message', showHidden(message))}`;
      return `${head}\n${paint('cure', `→ ${showHidden(hint)}`)}\n`;
    })
    .join('');
}

function pathOf(file: unknown, { folder }: TextLinesOptions): string {
  const path = String(file);
  return showHidden(isAbsolute(path) ? path : join(folder, path));
}

/** `09:30:05`, by this machine's clock, whose log it is. */
function clockTime(iso: string): string {
  const date = new Date(iso);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
