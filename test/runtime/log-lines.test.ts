import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { type Newsroom, openNewsroom, PATIENCE, story } from '../ingest/open-newsroom.ts';
import { tableRows } from '../telemetry/log-tables.ts';
import { ask, runSite } from './run-site.ts';

const docs = readFileSync(new URL('../../docs/logs.md', import.meta.url), 'utf8');
const unquoted = (cell = ''): string => cell.replaceAll('`', '');
/** The fields of docs/logs.md, and what it says of their types. */
const types = new Map(
  tableRows(docs, '| field | type | meaning | written by |').map(([field, type]) => [unquoted(field), type]),
);
const rows = [...docs.matchAll(/^### `\w+`$/gm)].flatMap(({ index }) =>
  tableRows(docs, '| message | level | fields |', index).map(([message = '', level = '', fields]) => ({
    pattern: new RegExp(
      `^${message
        .split('…')
        .map((text) => RegExp.escape(text))
        .join('.*')}$`,
      's',
    ),
    isOpen: message === '…',
    levels: level.split(', '),
    fields: unquoted(fields).split(', '),
  })),
);
/** Of each line, and of a logger. */
const ALWAYS = ['level', 'time', 'msg', 'pid'];

let room: Newsroom;
beforeEach(() => {
  room = openNewsroom({
    'articles/about-a.md': story('About A', 'slug: about-a'),
    'articles/wrong.md': '---\ntitle: Wrong\ndate: tomorow\n---\nText.\n',
  });
});
afterEach(() => room.dispose());

test('what a server writes has the levels, fields and types that docs/logs.md says', {
  timeout: PATIENCE.timeout,
}, async () => {
  const lines = await writeLog();
  const messages = new Set(lines.map(({ msg }) => msg));
  const some = [
    'request',
    'published',
    'file has errors and is not published',
    'content is ready',
    'stopped',
  ];
  expect(some.filter((one) => !messages.has(one))).toEqual([]);
  expect(lines.filter((line) => !isListed(line))).toEqual([]);
  const values = lines.flatMap((line) => Object.entries(line));
  expect(values.filter(([field, value]) => !isOf(types.get(field), value))).toEqual([]);
});

/** Has a server publish, refuse, answer and stop; returns its lines. */
async function writeLog(): Promise<Record<string, unknown>[]> {
  const ports = { OPS_PORT: String(await findFreePort()) };
  const folders = { CONTENT_DIR: room.contentDir, DATA_DIR: room.dataDir };
  const site = runSite({ ...folders, ...ports, LOG_LEVEL: 'debug' });
  const url = await site.ready();
  const paths = ['/', '/2016/07/15/about-a', '/nothing', '/search?q=about', '/favicon.ico', '/media/no.png'];
  for (const path of paths) await ask(`${url}${path}`);
  room.save('articles/about-b.md', story('About B', 'slug: about-b'));
  room.save('articles/wrong.md', story('Right', 'slug: right'));
  const published = () => site.logged().flatMap(({ msg, file }) => (msg === 'published' ? [file] : []));
  await expect
    .poll(published, PATIENCE)
    .toEqual(expect.arrayContaining(['articles/about-b.md', 'articles/wrong.md']));
  site.signal('SIGTERM');
  await site.ended;
  return site.logged();
}

function isListed({ msg, level, ...rest }: Record<string, unknown>): boolean {
  const row = rows.find(({ pattern, isOpen }) => !isOpen && pattern.test(String(msg)));
  if (row === undefined) return false;
  const isLevel = row.levels.includes('by case') || row.levels.includes(String(level));
  return isLevel && Object.keys(rest).every((key) => ALWAYS.includes(key) || row.fields.includes(key));
}

function isOf(type: string | undefined, value: unknown): boolean {
  if (value === null) return true;
  if (type === undefined) return false;
  if (type === 'count') return Number.isInteger(value);
  if (/^(?:ms|bytes|number|process id)/.test(type)) return typeof value === 'number';
  if (type === 'true') return value === true;
  if (type.startsWith('list')) return Array.isArray(value);
  if (type === 'object') return typeof value === 'object';
  if (type.startsWith('ISO')) return typeof value === 'string' && !Number.isNaN(Date.parse(value));
  return typeof value === 'string';
}
