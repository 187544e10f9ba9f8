import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readLabels } from '../../src/content/labels/read-labels.ts';
import { englishOf, kindsOf, WORD_KEYS, type WordKey } from '../../src/words/word-keys.ts';

const doc = readFileSync(fileURLToPath(new URL('../../docs/words.md', import.meta.url)), 'utf8');

const NAMES = { text: 'text', number: 'number', slot: 'place' } as const;

function row(key: WordKey): string {
  const english = englishOf(key);
  const mark = english.includes('`') ? '``' : '`';
  const takes = Object.entries(kindsOf(key)).map(([name, kind]) => `\`{${name}}\` ${NAMES[kind]}`);
  return `| \`${key}\` | ${mark}${english}${mark} | ${takes.join(', ')} |`;
}

test('docs/words.md lists every key with its text and what it takes', () => {
  const [, table = ''] = doc.split('| key | in English | what is put in |\n| --- | --- | --- |\n');
  expect(table.trimEnd().split('\n')).toEqual(WORD_KEYS.map(row));
});

test('its examples are right', () => {
  const examples = [...doc.matchAll(/```yaml\n([\s\S]*?)```/g)].flatMap(([, text = '']) =>
    text.split('\n\n'),
  );
  const languages = ['en', 'ru', 'ar'];
  expect(
    examples.map(
      (text, index) => readLabels(text, 'labels.yaml', { language: languages[index] ?? '' }).problems,
    ),
  ).toEqual([[], [], []]);
});
