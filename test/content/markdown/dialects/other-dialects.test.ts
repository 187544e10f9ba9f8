import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runTextSteps } from '../../../../src/content/markdown/dialects/run-text-steps.ts';
import { plainOpening } from '../../../../src/content/markdown/plain-opening.ts';
import { type BodySource, renderBody } from '../../../../src/content/markdown/render-body.ts';

const GROUPS = new URL('../../../fixtures/markdown/dialects/', import.meta.url);
const names = readdirSync(GROUPS)
  .filter((name) => name.endsWith('.html'))
  .map((name) => name.slice(0, -5));

const fixture = (name: string): string => readFileSync(new URL(name, GROUPS), 'utf8');
const sourceOf = (text: string): BodySource => ({ text, file: 'articles/x.md', title: 'T', language: 'en' });

test('there are golden groups', () => {
  expect(names).toEqual([
    'attributes',
    'colon-boxes',
    'contents',
    'emoji',
    'kramdown-tags',
    'mark-boxes',
    'obsidian',
  ]);
});

describe.each(names)('%s.md', (name) => {
  const text = fixture(`${name}.md`);

  test('becomes our own Markdown', () => {
    expect(runTextSteps(text, { file: 'articles/x.md', title: null }).text).toBe(fixture(`${name}.plain.md`));
  });

  test('which is read as it stands', () => {
    const plain = fixture(`${name}.plain.md`);
    expect(renderBody(sourceOf(plain)).html).toBe(renderBody(sourceOf(text)).html);
  });

  test('becomes HTML', () => {
    const body = renderBody(sourceOf(text));
    expect(`${body.html}\n`).toBe(fixture(`${name}.html`));
    expect(plainOpening(sourceOf(text))).toBe(body.readOpening());
  });
});
