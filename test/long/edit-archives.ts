import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FieldEditError } from '../../src/content/edits/field-edit-error.ts';
import type { FieldValue } from '../../src/content/edits/field-value.ts';
import { readFields } from '../../src/content/edits/read-fields.ts';
import { setFields } from '../../src/content/edits/set-fields.ts';
import { formText } from '../../src/desk/write/form-text.ts';
import { keepLines } from '../../src/desk/write/keep-lines.ts';
import { countLines } from './edits/count-lines.ts';

/**
 * Opens and saves the posts below folders of public archives: unchanged, and with one key changed at a time. Says how many bytes
 * differ in the one case and how many lines in the other, how many posts refused an edit, and which wrote more than their own
 * lines; ends with 1 where any did, or where a value does not read back. `node test/long/edit-archives.ts FOLDER…`
 */
const NOW = Date.UTC(2026, 10, 22, 6, 30);

const CHANGES: Readonly<Record<string, FieldValue>> = {
  title: 'A ferry: “late” #again',
  date: { epochMs: NOW },
  draft: true,
  description: 'One paragraph, with a colon: and a comma.',
  topics: ['ferries', 'Lake Sevan'],
  'topics+': 'one more',
};

const tally = new Map<string, number>();
const count = (what: string, by = 1): void => void tally.set(what, (tally.get(what) ?? 0) + by);
let faults = 0;

for (const folder of process.argv.slice(2)) {
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((one) => /\.(?:md|mdx|markdown)$/.test(one))) {
    const bytes = await readFile(join(folder, name)).catch(() => null);
    if (bytes !== null) tryPost(join(folder, name), bytes.toString('utf8'));
  }
}
for (const [what, times] of [...tally].sort()) say(`${String(times).padStart(7)}  ${what}`);
process.exitCode = faults === 0 ? 0 : 1;

function tryPost(file: string, text: string): void {
  count('posts');
  same('saved unchanged', file, setFields(text, {}), text);
  // As a browser sends the field of a form (HTML §4.10.22.4).
  same(
    'saved unchanged through a form',
    file,
    keepLines(text, formText(text).replaceAll('\n', '\r\n')),
    text,
  );
  for (const [name, value] of Object.entries(CHANGES)) {
    const key = name.replace('+', '');
    try {
      const before = readFields(text)[key]?.value;
      const list = Array.isArray(before) ? before.filter((one) => typeof one === 'string') : [];
      const asked = name === 'topics+' ? [...list, String(value)] : value;
      const edited = setFields(text, { [key]: asked });
      judge(file, name, { text, edited, key, asked });
    } catch (error) {
      if (!(error instanceof FieldEditError)) throw error;
      count(`${name}: refused, ${error.code}`);
      if (process.env['SHOW'] !== undefined) say(`${error.code} ${name} ${file}`);
    }
  }
}

function same(what: string, file: string, saved: string, text: string): void {
  count(`${what}: files that differ`, saved === text ? 0 : 1);
  if (saved !== text) fault(what, file);
}

interface Edit {
  readonly text: string;
  readonly edited: string;
  readonly key: string;
  readonly asked: FieldValue;
}

function judge(file: string, name: string, { text, edited, key, asked }: Edit): void {
  const { removed, added } = countLines(text, edited);
  const field = readFields(edited)[key];
  const isRead = key === 'draft' || key === 'date' || isSame(field?.value, asked);
  if (!isRead) fault(`${name}: reads ${JSON.stringify(field?.value)?.slice(0, 80)}`, file);
  const hasHeader = /^\uFEFF?\s*(?:---|\+\+\+|;;;|\{|<!--|[\w-]+:)/.test(text);
  count(`${name}: ${hasHeader ? '' : 'a header is made, '}${removed} lines become ${added}`);
}

function isSame(read: unknown, asked: FieldValue): boolean {
  return Array.isArray(asked)
    ? JSON.stringify(read) === JSON.stringify(asked)
    : String(read).trim() === String(asked);
}

function fault(what: string, file: string): void {
  faults += 1;
  if (faults < 20) say(`FAULT ${what} in ${file}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
