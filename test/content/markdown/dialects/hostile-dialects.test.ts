import { expect, test } from 'vitest';
import { runTextSteps } from '../../../../src/content/markdown/dialects/run-text-steps.ts';
import { renderBody } from '../../../../src/content/markdown/render-body.ts';
import { isPlainBody } from '../../../../src/content/markdown/syntax/is-plain-body.ts';

const PIECES = [
  ':::a\n',
  ':::\n',
  '!!! a "b"\n    ',
  '{:a',
  '{.a',
  '[a]{.b}',
  '{a=b ',
  ':a:',
  ':+1:',
  ' ^a\n',
  '![[a',
  '[TOC]\n',
  '- a\n{:toc}\n',
  '{::a',
  '{#a}',
  '> [!a]\n> ',
  '==a',
  '++a',
  'a~b',
  'a^b',
  '$a',
  '$$a',
  '\\\\(a',
  '\\[a',
  '*[a]: b\n',
  '\na\n: b\n',
  '```js\n',
];

/** Each piece for itself, and each before one of the others. */
const hostile = PIECES.flatMap((piece, nth) => [
  [`${piece} alone`, piece.repeat(Math.floor(60_000 / piece.length))] as const,
  [`${piece} and another`, (piece + PIECES[(nth * 7 + 3) % PIECES.length]).repeat(3000)] as const,
]);

test.each(hostile)('%j takes time in proportion', (_, text) => {
  const before = process.cpuUsage().user;
  runTextSteps(text, { file: 'articles/x.md', title: null });
  expect(process.cpuUsage().user - before).toBeLessThan(1_500_000);
});

test.each(hostile)('%j does not take long as a plain body', (_, text) => {
  const body = text.slice(0, 16_000);
  if (!isPlainBody(body)) return;
  const before = process.cpuUsage().user;
  const { html } = renderBody({ text: body, file: 'articles/x.md', title: 'T', language: 'en' });
  expect(process.cpuUsage().user - before).toBeLessThan(1_500_000);
  expect(html.length).toBeLessThan(2_000_000);
});
