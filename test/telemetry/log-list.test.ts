import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fieldRooms, messageRows, tableRows } from './log-tables.ts';
import { readLogCalls } from './read-log-calls.ts';

const docs = readFileSync(new URL('../../docs/logs.md', import.meta.url), 'utf8');
const calls = readLogCalls();
/** Of the logger itself. */
const OWN = ['level', 'msg', 'time'];

test('the scan sees the sources', () => {
  expect(calls.length).toBeGreaterThan(200);
  expect(fieldRooms(calls).get('userAgent')).toEqual(['http']);
  expect(messageRows(calls).get('runtime')).toContainEqual({
    message: 'listening',
    levels: 'info',
    fields: ['url'],
  });
});

test('docs/logs.md has each field that the sources write, who writes it, and no other', () => {
  const rooms = fieldRooms(calls);
  const written = [...rooms].map(([field, of]) => [`\`${field}\``, of.join(', ')]);
  const listed = tableRows(docs, '| field | type | meaning | written by |');
  const own = OWN.map((field) => [`\`${field}\``, 'every line']);
  expect(listed.map(([field, , , of]) => [field, of])).toEqual([...written, ...own].sort(byFirst));
  expect(listed.filter(([, type, meaning]) => type === '' || meaning === '')).toEqual([]);
});

test.each([...messageRows(calls)])('docs/logs.md has each message of %s, and no other', (room, rows) => {
  const heading = docs.indexOf(`\n### \`${room}\`\n`);
  expect(heading).toBeGreaterThan(0);
  const listed = tableRows(docs, '| message | level | fields |', heading);
  expect(listed).toEqual(
    rows.map(({ message, levels, fields }) => [
      message,
      levels,
      fields.map((field) => `\`${field}\``).join(', '),
    ]),
  );
});

test('docs/logs.md has a heading for no other room', () => {
  const headings = [...docs.matchAll(/^### `(\w+)`$/gm)].map(([, room]) => room);
  expect(headings).toEqual([...messageRows(calls).keys()]);
});

const byFirst = ([a = '']: string[], [b = '']: string[]): number => (a < b ? -1 : 1);
