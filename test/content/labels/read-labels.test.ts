import { expect, test } from 'vitest';
import { isLabelsFile, labelsTag } from '../../../src/content/labels/labels-file.ts';
import { readLabels } from '../../../src/content/labels/read-labels.ts';
import { brief } from '../test-site.ts';

const read = (text: string, file = 'labels.yaml', language = 'en') => readLabels(text, file, { language });

test('files are known by their names', () => {
  expect(['labels.yaml', 'labels.ru.yaml', 'labels.pt-BR.yaml', 'labels.RU.yaml'].map(labelsTag)).toEqual([
    '',
    'ru',
    'pt-BR',
    null,
  ]);
  expect(
    ['labels.yml', 'my-labels.yaml', 'labels.a.b.yaml', 'articles/labels.yaml'].filter(isLabelsFile),
  ).toEqual([]);
});

test('texts and messages, quoted or not', () => {
  const { texts, problems } = read(
    'top-stories: Best\nstory-minutes: {minutes, number} min\npage-title: "{title} ({page, number})"\nseries: >\n  In\n  parts\n',
  );
  expect(texts).toEqual({
    'top-stories': 'Best',
    'story-minutes': '{minutes, number} min',
    'page-title': '{title} ({page, number})',
    series: 'In parts',
  });
  expect(brief(problems)).toEqual(['2:16 warning quotes-added']);
});

test.each([
  ['', [], true],
  ['# nothing yet\n', [], true],
  ['just text', ['1:1 error value-form'], false],
  ['top-storys: Best', ['1:1 warning key-unknown'], true],
  ['top-stories:', ['1:13 error value-missing'], false],
  ['top-stories: ""', ['1:14 error value-missing'], false],
  ['top-stories: [a]', ['1:14 warning quotes-added'], true],
  ['top-stories:\n  - a', ['2:3 error value-form'], false],
  ['top-stories:\n  title: a', ['2:3 error value-form'], false],
  [
    'a: 1\nstory-count: "{count, plural, one {#}}"',
    ['1:1 warning key-unknown', '2:14 error plural-other'],
    false,
  ],
  ['archive-intro: All of {sight}', ['1:16 warning argument-missing', '1:16 error argument-unknown'], false],
  ['archive-intro: All', ['1:16 warning argument-missing'], true],
  ['story-published: Then', ['1:18 error argument-missing'], false],
  ['top-stories: "{"', ['1:14 error message-syntax'], false],
  [`top-stories: ${'x'.repeat(1001)}`, ['1:14 error value-too-long'], false],
])('%j', (text, told, isUsable) => {
  const found = read(text);
  expect(brief(found.problems)).toEqual(told);
  expect(found.isUsable).toBe(isUsable);
  if (!isUsable) expect(found.texts).toEqual({});
});

test('a key that is near to one is asked for, and each problem has a cure', () => {
  const { problems } = read('top-storys: Best\nstory-count: "{n}"\n');
  expect(problems[0]?.hint).toMatch(/^Did you mean "top-stories"\? /);
  expect(problems.map(({ message }) => message)).toContain(
    'story-count: {n} is nothing that this text is given.',
  );
  for (const { hint } of problems) expect(hint).not.toBe('');
});

test('a language that the site does not speak is told, and its plurals are its own', () => {
  expect(brief(read('top-stories: Главное', 'labels.ru.yaml').problems)).toEqual([
    '1:1 warning labels-unshown',
  ]);
  expect(brief(read('top-stories: x', 'labels.RU.yaml').problems)).toEqual(['1:1 warning language-invalid']);
  expect(brief(read('top-stories: x', 'labels.en.yaml', 'en-GB').problems)).toEqual([]);
  const one = 'story-count: "{count, plural, one {#} other {#}}"';
  expect(brief(read(one, 'labels.ru.yaml', 'ru').problems)).toEqual(['1:14 warning plural-missing']);
  expect(brief(read(one, 'labels.yaml', 'ru').problems)).toEqual(['1:14 warning plural-missing']);
});
