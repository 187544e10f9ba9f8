import { expect, test } from 'vitest';
import { highlight } from '../../../../src/content/markdown/code/highlight.ts';
import { runForAWhile } from '../../../../src/problems/reading/run-with-deadline.ts';
import { writeHtml } from '../../../../src/content/markdown/html/html-text.ts';
import { runWithDeadline } from '../../../../src/problems/reading/run-with-deadline.ts';

test('code keeps every character, and gets elements with classes alone', () => {
  const code = 'const a = "<b> & é"; // \u00a0\n\treturn "a" + a;\n';
  const html = writeHtml(highlight(code, 'javascript') ?? []);
  expect(html).not.toMatch(/style=|<(?!\/?span)/);
  const text = html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  expect(text.replaceAll('&amp;', '&')).toBe(code);
});

test.each([
  ['too much', 'a = 1\n'.repeat(4000)],
  ['a line too long', `a = "${'x'.repeat(600)}"`],
  ['nothing to colour', 'words alone'],
])('%s stays as it is', (_, code) => {
  expect(highlight(code, 'javascript')).toBeNull();
});

test.each(['bash', 'php', 'xml', 'markdown', 'cpp', 'perl', 'ruby', 'sql', 'yaml'])(
  'hostile %s is soon done',
  (language) => {
    for (const piece of ['/* ', '"', '<a ', '{{', '((((', '\\', "$('", '<?php ', '# ', '`']) {
      const code = `${piece.repeat(Math.floor(480 / piece.length))}\n`.repeat(40);
      expect(runWithDeadline(() => highlight(code, language), 1_500).kind).toBe('done');
    }
  },
);

test('what was coloured before changes nothing', () => {
  const shell = (): string => writeHtml(highlight('$ npm start # now\n', 'shell') ?? []);
  const first = shell();
  expect(first).toContain('hljs-comment');
  for (const language of ['graphql', 'css', 'ruby', 'perl']) highlight('a { b: 1 }\n', language);
  expect(shell()).toBe(first);
});

test('a run that was stopped midway spoils none that follows', () => {
  const slow = `${'<a b="c">{{d}}</a> '.repeat(25)}\n`.repeat(40);
  const colour = (): string => writeHtml(highlight('<a href="x">y</a>\n', 'xml') ?? []);
  const first = colour();
  for (let tries = 0; tries < 20; tries += 1) runForAWhile(() => highlight(slow, 'markdown'), 1);
  expect(colour()).toBe(first);
});
