import { expect, test } from 'vitest';
import { readFields } from '../../../src/content/edits/read-fields.ts';
import { setFields } from '../../../src/content/edits/set-fields.ts';

/** Numbers that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TEXTS = [
  'Plain',
  'With: colon',
  '# no comment',
  'It’s "both" \'quotes\'',
  '- hyphen',
  '[Update] late',
  'true',
  '2026-01-02',
  '{{ mustache }}',
  '@handle & more',
  'Երևան՝ լիճ',
  'بحيرة سيفان',
  '湖の渡し船',
  'trailing \\ backslash',
  '*star*',
  '100%',
  '| bar',
  '> more',
  '?',
  'a #b',
  'ends with:',
  '👩‍👩‍👧 family',
];
const KEYS = ['title', 'description', 'kicker', 'location', 'subtitle'] as const;

/** A header with fields in one of their forms, in any order, and what belongs to nobody between them. */
function makeLines(next: () => number): string[] {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  const scalar = (): string => {
    const text = pick(TEXTS);
    return pick([
      JSON.stringify(text),
      `'${text.replaceAll("'", "''")}'`,
      'plain words',
      '"over\n  lines"',
      '>-\n  folded\n  text',
    ]);
  };
  const fields = KEYS.filter(() => next() < 0.7).map(
    (key) => `${key}: ${scalar()}${next() < 0.2 ? ' ' : ''}`,
  );
  const others = [
    '# a comment',
    '',
    'layout: post # theirs',
    'weight: 010',
    'params:\n  deep: [1, 2]\n\n  other: x',
    'date: 2026-01-02',
  ];
  const lists = pick([['topics: [a, "b c"]'], ['tags:\n  - a\n  # between\n  - b'], ['tags:\n- a\n- b'], []]);
  const lines = [...fields, ...others.filter(() => next() < 0.6), ...lists];
  return lines
    .map((line) => ({ line, at: next() }))
    .sort((a, b) => a.at - b.at)
    .flatMap(({ line }) => line.split('\n'));
}

test('in 400 headers, whichever key changes, its value is read and every line of others is byte for byte the same', () => {
  const next = numbers(20);
  for (let round = 0; round < 400; round += 1) {
    const end = round % 3 === 0 ? '\r\n' : '\n';
    const text = ['---', ...makeLines(next), '---', '', 'Text.', ''].join(end);
    expect(setFields(text, {})).toBe(text);
    const key = KEYS[round % KEYS.length] ?? 'title';
    const value = TEXTS[Math.floor(next() * TEXTS.length)] ?? '';
    const edited = setFields(text, { [key]: value });
    expect(readFields(edited)[key]?.value, text).toBe(value);
    expect(othersOf(edited, key), edited).toEqual(othersOf(text, key));
    expect(setFields(edited, { [key]: value })).toBe(edited);
    const bare = setFields(edited, { [key]: null });
    expect(readFields(bare)[key]).toBeUndefined();
    expect(othersOf(bare, key)).toEqual(othersOf(text, key));
  }
});

/** The lines that are not of a key, as they are. */
function othersOf(text: string, key: string): string[] {
  const others: string[] = [];
  let isOwn = false;
  for (const line of text.split(/(?<=\n)/)) {
    if (/^[\w-]/.test(line) || line.startsWith('#') || /^\r?\n$/.test(line))
      isOwn = line.startsWith(`${key}:`);
    if (!isOwn) others.push(line);
  }
  return others;
}
