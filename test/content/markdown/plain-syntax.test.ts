import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inspectBody } from '../../../src/content/markdown/inspect/inspect-body.ts';
import { plainOpening } from '../../../src/content/markdown/plain-opening.ts';
import { type BodySource, renderBody } from '../../../src/content/markdown/render-body.ts';

const PAIRS = new URL('../../fixtures/markdown/plain-syntax/', import.meta.url);
const names = readdirSync(PAIRS)
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -3));

const textOf = (name: string): string => readFileSync(new URL(`${name}.md`, PAIRS), 'utf8');
const sourceOf = (text: string): BodySource => ({ text, file: 'articles/x.md', title: 'T', language: 'en' });
const render = (text: string) => renderBody(sourceOf(text));

test('there are golden pairs', () => {
  expect(names).toEqual([
    'abbreviations',
    'callouts',
    'code',
    'definition-lists',
    'formulas',
    'named-parts',
    'small-marks',
  ]);
});

test.each(names)('%s.md becomes %s.html', (name) => {
  const { html } = render(textOf(name));
  expect(`${html}\n`).toBe(readFileSync(new URL(`${name}.html`, PAIRS), 'utf8'));
});

test.each(names)('%s.md begins with the same words and says the same, whoever reads it', (name) => {
  const source = sourceOf(textOf(name));
  const body = renderBody(source);
  expect(plainOpening(source)).toBe(body.readOpening());
  const inspected = inspectBody(source);
  const words = (text: string): string => text.replace(/\s+/g, ' ').trim();
  if (inspected !== null) expect(words(inspected.plainText)).toBe(words(body.plainText));
});

describe('what looks alike stays as it is', () => {
  test.each([
    'C++ and C++, i++ and ++i.',
    'x==1 or y==2, a == b.',
    '^_^ and (^-^), 2^10.',
    '~/bin and ~5.',
    '$5 and $10, US$5 or A$6, $HOME/$PATH.',
    'Costs between $20,000 and 30,000$ here.',
    'He said\n: ) and left.',
  ])('%s', (text) => {
    expect(render(text).html).toBe(`<p>${text}</p>`);
  });
});
