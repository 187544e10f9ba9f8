import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { paintNothing } from '../../src/problems/show/paint.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { formatRecord, HOUSEKEEPING, type LogRecord } from '../../src/telemetry/text-lines.ts';

const AT = '2026-11-22T09:30:05.000Z';
const options = { folder: 'content', paint: paintNothing, tellsAll: false };

/** What people read of a record, without the time of day. */
const said = (record: Omit<LogRecord, 'time'> & { level: string }, more = {}): string =>
  formatRecord({ time: AT, ...record }, { ...options, ...more }).replace(/^\d\d:\d\d:\d\d /m, '');

describe('a line of the log for people', () => {
  test('a publish is one short line: where it is, its file, what changed, and how long it took', () => {
    const record = {
      level: 'info',
      msg: 'published',
      file: 'articles/a.md',
      url: '/2026/11/22/a',
      change: 'moved',
    };
    expect(said({ ...record, fields: ['title', 'body'], from: '/2026/11/22/b', ms: 11.6, keys: 9 })).toBe(
      'published /2026/11/22/a content/articles/a.md (moved: title, body, before /2026/11/22/b, 12 ms)\n',
    );
    expect(said({ ...record, change: 'added', msg: 'stored, not public' })).toBe(
      'stored, not public /2026/11/22/a content/articles/a.md (added)\n',
    );
    expect(said({ level: 'info', msg: 'published', file: 'partners.yaml', change: 'changed', keys: 1 })).toBe(
      'content/partners.yaml: published (change changed)\n',
    );
  });

  test('problems are told as check tells them, with the cure, and what becomes of the file', () => {
    const problem = {
      line: 4,
      column: 7,
      code: 'date-invalid',
      message: 'date: "tomorow" is not a date.',
      hint: 'Write it as 2026-11-22 09:30.',
    };
    const file = 'articles/a.md';
    expect(
      said({
        level: 'error',
        msg: 'file has errors and is not published',
        file,
        problems: [{ ...problem, severity: 'error' }],
      }),
    ).toBe(
      'content/articles/a.md:4:7: error: date: "tomorow" is not a date.\n→ Write it as 2026-11-22 09:30.\n' +
        'error: content/articles/a.md: file has errors and is not published\n',
    );
    const warned = said({
      level: 'warn',
      msg: 'file has warnings',
      file,
      problems: [{ ...problem, severity: 'warning' }],
    });
    expect(warned.split('\n')).toHaveLength(3);
  });

  test('says what is served, how many stories, what is wrong, and where to look', () => {
    const ready = {
      level: 'info',
      msg: 'content is ready',
      site: 'The Lake Courier',
      stories: 1,
      files: 0,
      errors: 0,
      warnings: 0,
    };
    expect(said(ready)).toBe('The Lake Courier, from content: 1 story; nothing is wrong with the files\n');
    expect(said({ ...ready, stories: 12, files: 2, errors: 1, warnings: 3 })).toBe(
      'The Lake Courier, from content: 12 stories; 1 error, 3 warnings in 2 files, told above\n',
    );
    const listening = { level: 'info', msg: 'listening' };
    expect(said({ ...listening, url: 'http://127.0.0.1:3000' })).toBe(
      'serving http://localhost:3000 (Ctrl-C stops it)\n',
    );
    expect(said({ ...listening, url: 'http://[::1]:3000' })).toContain('http://localhost:3000 ');
    expect(said({ ...listening, url: 'http://10.0.0.7:80' })).toContain('http://10.0.0.7:80 ');
  });

  test('a warning is one line with its reason, its facts and the cure', () => {
    const record = {
      level: 'warn',
      pid: 7,
      msg: 'partner feed failing',
      outlet: 'The Courier',
      failures: 2,
      reason: 'No server has that name.',
      hint: 'Check the spelling.',
    };
    expect(said(record)).toBe(
      'warning: partner feed failing: No server has that name. (outlet The Courier, failures 2) → Check the spelling.\n',
    );
  });

  test('an error says what it is; its stack is told where nothing else tells whence it comes', () => {
    const known = {
      type: 'Error',
      message: 'ENOSPC: no space left',
      code: 'ENOSPC',
      stack: 'Error: …\n    at a (b.ts:1:2)',
    };
    expect(said({ level: 'error', msg: 'cannot be kept', err: known })).toBe(
      'error: cannot be kept: ENOSPC: no space left\n',
    );
    const fault = {
      type: 'TypeError',
      message: 'x is no function',
      stack: 'TypeError: x\n    at a (b.ts:1:2)\n    at c',
    };
    expect(said({ level: 'fatal', msg: 'publishing failed', err: fault })).toBe(
      'error: publishing failed: TypeError: x is no function at a (b.ts:1:2) at c\n',
    );
  });

  test('a request that could not be answered is one line, and one that could none', () => {
    const record = {
      msg: 'request',
      id: 'a',
      method: 'GET',
      url: '/x',
      status: 404,
      bytes: 1,
      ms: 3.1,
      userAgent: 'b',
    };
    expect(said({ level: 'warn', ...record, referer: 'http://localhost/y' })).toBe(
      'warning: answered 404 to GET /x (3.1 ms, from http://localhost/y)\n',
    );
    expect(said({ level: 'info', ...record, status: 200 })).toBe('');
  });

  test('nothing in it steers a terminal or breaks the line', () => {
    const steering = 'a\u001b[2J\n\u009b\u202eb';
    const text = said({
      level: 'warn',
      msg: steering,
      userAgent: steering,
      hint: steering,
      err: { message: steering },
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    for (const key of ['url', 'file', 'change']) {
      const record = {
        level: 'info',
        msg: 'published',
        url: '/a',
        file: 'b.md',
        change: 'added',
        [key]: steering,
      };
      expect(said(record).trimEnd()).not.toContain('\u001b');
    }
  });

  test('housekeeping is left out, unless all is wanted or it goes wrong; the program says all of it', () => {
    const record = { msg: 'pictures read', pictures: 3 };
    expect(said({ level: 'info', ...record })).toBe('');
    expect(said({ level: 'info', ...record }, { tellsAll: true })).toBe('pictures read (pictures 3)\n');
    expect(said({ level: 'error', ...record })).toBe('error: pictures read (pictures 3)\n');
    const src = fileURLToPath(new URL('../../src/', import.meta.url));
    const code = readdirSync(src, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'text-lines.ts')
      .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
      .join('');
    const told = [
      ...HOUSEKEEPING,
      'published',
      'stored, not public',
      'content is ready',
      'listening',
      'file has warnings',
    ];
    expect(told.filter((msg) => !code.includes(`'${msg}'`))).toEqual([]);
  });
});

test('a log as text has one such line for each record, and redacts as JSON does', () => {
  const lines: string[] = [];
  const log = createLogger({
    level: 'info',
    format: 'text',
    folder: 'content',
    destination: { write: (line) => void lines.push(line) },
  });
  log.child({ pid: 7 }).warn({ headers: { cookie: 's3cret', accept: '*/*' } }, 'odd');
  log.info('reading articles');
  log.debug('unheard');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d warning: odd \(headers \{"accept":"\*\/\*"\}\)\n$/);
});
