import { expect, test } from 'vitest';
import { interfaceProblems } from '../../../src/content/labels/interface-problems.ts';
import { readLabels } from '../../../src/content/labels/read-labels.ts';
import { englishOf, WORD_KEYS } from '../../../src/words/word-keys.ts';

const told = (language: string, labels: readonly string[] = []) =>
  interfaceProblems({ language }, labels, 'site.yaml').map(
    ({ severity, message, hint }) => `${severity} ${message} ${hint}`,
  );

test('a language that the interface does not speak is told, with the cure', () => {
  expect(told('kk')).toEqual([
    'warning The interface does not speak Kazakh yet: readers get its words in English. Write them into labels.yaml; docs/words.md lists them.',
  ]);
  expect(told('zh-TW')).toHaveLength(1);
  expect(['en', 'en-GB', 'fr-CA', 'zh-CN', 'iw'].flatMap((tag) => told(tag))).toEqual([]);
  expect([...told('kk', ['labels.yaml']), ...told('kk-Latn', ['labels.kk.yaml'])]).toEqual([]);
});

test('words that the newsroom leaves out are counted, where they are English then', () => {
  const [all] = [WORD_KEYS.length];
  const codes = (language: string, text: string) =>
    readLabels(text, 'labels.yaml', { language }).problems.map(({ code, message }) => `${code}: ${message}`);
  expect(codes('kk', 'topics: Тақырыптар\n')).toEqual([
    `interface-in-english: ${all - 1} of ${all} texts are left out: readers get them in English.`,
  ]);
  expect(codes('fr', 'topics: Sujets\n')).toEqual([]);
  const whole = WORD_KEYS.map((key) => `${key}: ${JSON.stringify(englishOf(key))}`).join('\n');
  expect(readLabels(whole, 'labels.yaml', { language: 'ky' }).problems).toEqual([]);
});
