import type { Position } from '../../problems/line-index.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { keyTwice } from '../../problems/reading/duplicate-key.ts';
import { type LocatedData, PlaceBook, type SourceData } from '../../problems/reading/located-data.ts';
import { readFieldLine } from './field-lines.ts';

interface Entry {
  readonly key: string;
  readonly keyAt: number;
  readonly values: { text: string; readonly at: number }[];
}

/** Keys whose further lines are further entries; those of others go on with the text. */
const LISTS = /^(?:authors?|tags?|topics?|keywords?|categor(?:y|ies)|alias(?:es)?)$/i;
/** Keys that have one value: the first, and another one is a fault. */
const SINGLE = /^(?:title|date)$/i;

/**
 * Reads the `Key: value` lines of Pelican, MultiMarkdown, MkDocs, Nikola and Kirby: indented lines go on with the field
 * above them, entries of a list may stand below it, and a key that comes again adds to its list. `place` leads an offset of
 * `text` to its place in the file.
 */
export function readHeader(text: string, log: ProblemLog, place: (offset: number) => Position): LocatedData {
  const entries = readEntries(text);
  const book = new PlaceBook();
  const data: Record<string, SourceData> = Object.create(null);
  const start = place(0);
  book.record([], { key: start, value: start });
  for (const { key, keyAt, values } of entries.values()) {
    const written = values.filter((value) => value.text !== '');
    const at = place(written[0]?.at ?? keyAt);
    book.record([key], { key: place(keyAt), value: at });
    const isSingle = SINGLE.test(key);
    const second = isSingle ? written.find(({ text: value }) => value !== written[0]?.text) : undefined;
    if (second !== undefined) log.error(keyTwice(key, at.line), place(second.at));
    const items = written.flatMap(({ text: value, at: valueAt }) =>
      (isSingle ? [unquoted(value)] : splitList(value, written.length > 1 && LISTS.test(key))).map(
        (item) => ({ text: item, at: valueAt }),
      ),
    );
    const isList = items.length > 1 && !isSingle;
    if (isList) {
      items.forEach((item, index) => {
        book.record([key, index], { key: place(item.at), value: place(item.at) });
      });
      data[key] = items.map((item) => item.text);
    } else if (items[0] !== undefined) data[key] = items[0].text;
  }
  const hiding = text.includes('.. ') ? NIKOLA_TAGS.find((tag) => holdsTag(data['tags'], tag)) : undefined;
  if (hiding !== undefined && data['status'] === undefined) {
    data['status'] = hiding;
    book.record(['status'], { key: placeOfTags(), value: placeOfTags() });
  }
  return book.toLocated(data);

  function placeOfTags(): Position {
    return place(entries.get('tags')?.keyAt ?? 0);
  }
}

/** Tags by which Nikola’s older releases keep a text off the site. */
const NIKOLA_TAGS = ['draft', 'private'];

function holdsTag(tags: SourceData | undefined, tag: string): boolean {
  const names = typeof tags === 'string' ? tags.split(',') : Array.isArray(tags) ? tags : [];
  return names.some((name) => typeof name === 'string' && name.trim().toLowerCase() === tag);
}

/** The fields by their keys in small letters. */
function readEntries(text: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let current: Entry | null = null;
  let offset = 0;
  for (const line of text.split('\n')) {
    const at = offset;
    offset += line.length + 1;
    const field = /^[ \t]/.test(line) ? null : readFieldLine(line);
    if (field !== null) {
      const name = field.key.toLowerCase();
      current = entries.get(name) ?? { key: field.key, keyAt: at + field.keyAt, values: [] };
      current.values.push({ text: field.value, at: at + field.valueAt });
      entries.set(name, current);
    } else if (current !== null && line.trim() !== '' && !/^-{3,}[ \t]*$/.test(line)) goOn(current, line, at);
  }
  return entries;
}

function goOn({ key, values }: Entry, line: string, lineAt: number): void {
  const [, indent = '', item, rest = ''] = /^([ \t]*)([-*] +)?(.*)$/.exec(line) ?? [];
  const last = values.at(-1);
  const text = rest.trim();
  if (item !== undefined || LISTS.test(key) || last === undefined) {
    values.push({ text, at: lineAt + indent.length + (item?.length ?? 0) });
  } else last.text = last.text === '' ? text : `${last.text} ${text}`;
}

/** A value without its quotes; the entries of one in brackets, or of one line of several. */
function splitList(text: string, isOneOfSeveral: boolean): string[] {
  const inner = /^\[(.*)\]$/.exec(text)?.[1] ?? (isOneOfSeveral ? text : undefined);
  if (inner === undefined) return [unquoted(text)];
  return inner
    .split(',')
    .map((one) => unquoted(one.trim()))
    .filter((one) => one !== '');
}

const unquoted = (text: string): string => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
