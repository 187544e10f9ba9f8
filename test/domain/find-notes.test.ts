import { describe, expect, test } from 'vitest';
import { findNotes, withoutNotes } from '../../src/domain/find-notes.ts';

describe('a note is left out', () => {
  test.each([
    ['The ferry %%check this%% returns.', 'The ferry  returns.'],
    ['%%check%% The ferry.', ' The ferry.'],
    ['%%check%%    The ferry.', 'The ferry.'],
    ['> a\n> %%whole line%%\n> b', '> a\n> b'],
    ['One.\n\n%%\nmany\n\nlines\n%%\n\nTwo.', 'One.\n\n\nTwo.'],
    ['One\n%%whole line%%\ntwo.', 'One\ntwo.'],
    ['Sail{/* mdx */}ing', 'Sailing'],
    ['{/*\n  many\n\n  lines */}\nText.', 'Text.'],
    ['{ /* spaced */ }Text.', 'Text.'],
    ['Text{{/* hugo */}}.', 'Text.'],
    ['Text{{- /* hugo */ -}}.', 'Text.'],
    ['A{% comment %}n\n\nm{% endcomment %}B', 'AB'],
    ['A{%- comment "why" -%}n{%- endcomment -%}B', 'AB'],
    ['A{% # liquid %}B', 'AB'],
    ['A{# jinja #}B', 'AB'],
    ['A{#note#}B', 'AB'],
    ['A{{!-- handlebars }} --}}B', 'AB'],
    ['A{{! mustache }}B', 'AB'],
    ['A{{< comment >}}n{{< /comment >}}B', 'AB'],
    ['A{>>critic<<}B', 'AB'],
    ['Text.\n[//]: # (a note)\nMore.', 'Text.\nMore.'],
    ['[//]: # (a note (with brackets))\n\nMore.', '\nMore.'],
    ['[comment]: <> "first\nsecond"\nMore.', 'More.'],
    ['Text <!-- a\n\nb --> more.', 'Text  more.'],
    ['- <!-- a\n\nb -->\n- x', '- \n- x'],
    ['| a <!-- b | c --> |', '| a  |'],
  ])('%j', (text, left) => {
    expect(withoutNotes(text)).toBe(left);
  });
});

describe('what is no note stays', () => {
  test.each([
    'It rose by 5%% in May and by 7%% in June.',
    'It takes $' + '{name%% *} and $' + '{other%% *} off.',
    'Between 50 %% and 60 %% of them.',
    'A %% that nothing ends.',
    'for %%i in (*.txt) do echo %%i',
    'An escaped \\%% mark, and another \\%%.',
    'Inline `%%a%%` and ``{/* ` */}`` code.',
    '```\n%%a%%\n{/* b */}\n<!-- c -->\n```',
    '~~~js\n{/* b */}\n~~~',
    '> ```\n> %%a%%\n> ```',
    '- list\n  ```\n  {# a #}\n  ```',
    'Text.\n\n    %%indented%%\n\nMore.',
    '<pre>\n%%a%%\n</pre> and <code>{# b #}</code>',
    '## A heading {#anchor}\n\nAnd {#another .class} too.',
    'An open {# brace, or {{! this, is prose.',
    '[a]: https://a.example "A"\n\n[a]',
    'One.\n\n<!-- alone on its line -->\n\nTwo.',
    '- a\n\n<!-- parts two lists -->\n\n- b',
    'A price of {100} and a set {a, b}.',
  ])('%j', (text) => {
    expect(withoutNotes(text)).toBe(text);
  });

  test('what is indented below a list is no code', () => {
    expect(withoutNotes('- a\n\n    %%b%% c')).toBe('- a\n\n    c');
  });
});

test.each([
  ['Text {/* note', 5, '{/*', '*/}'],
  ['Text {% comment %} note', 5, '{% comment %}', '{% endcomment %}'],
  ['Text <!-- note', 5, '<!--', '-->'],
])('one that never ends is told and takes the rest: %j', (text, start, opening, stop) => {
  expect(findNotes(text)).toEqual([{ start, end: text.length, unclosed: { start: opening, stop } }]);
  expect(withoutNotes(text).trim()).toBe(start === 0 ? '' : 'Text');
});

test('long hostile texts take no time that grows with their square', () => {
  for (const piece of [
    '{#',
    '{{!',
    '<code>',
    '`',
    '{% # ',
    '[//]: # (',
    '%%% ',
    '{{',
    '<!-- ',
    '` `` ',
    '{ ',
    '[//]: # (\n',
    '{%#',
    '<pre>\n',
    '```\n',
    '    a\n\n',
    '%%\n\n',
  ]) {
    const text = piece.repeat(40_000);
    expect(withoutNotes(text).length).toBeLessThanOrEqual(text.length);
  }
});
