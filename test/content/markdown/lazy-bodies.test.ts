import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inspectBody } from '../../../src/content/markdown/inspect/inspect-body.ts';
import { plainOpening } from '../../../src/content/markdown/plain-opening.ts';
import { renderBody } from '../../../src/content/markdown/render-body.ts';
import { isPlainBody } from '../../../src/content/markdown/syntax/is-plain-body.ts';
import { createRandom } from '../random.ts';

const FIXTURES = new URL('../../fixtures/markdown/', import.meta.url);
/** The parts of all fixtures, each for itself, and every file in whole. */
const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.mdx?$/.test(name))
  .toSorted()
  .map((name) => readFileSync(new URL(name, FIXTURES), 'utf8'));
const parts = files.flatMap((text) => text.split(/\n\n+/));

const words = (text: string): string => text.replace(/\s+/g, '');
const places = (found: readonly { readonly code: string; readonly offset: number }[]): string[] =>
  found.map(({ code, offset }) => `${offset} ${code}`).toSorted();
const targets = (links: readonly { readonly to: string; readonly offset: number }[]): string[] =>
  links
    .filter(({ to }) => to !== '')
    .map(({ to, offset }) => `${offset} ${to}`)
    .toSorted();

/** Whatever is told of a plain body without rendering it is what rendering tells. Returns whether it was looked through. */
function compare(text: string, file: string): boolean {
  const source = { text, file, title: 'Talks', language: 'en' };
  const rendered = renderBody(source);
  expect(plainOpening(source).slice(0, 260), text).toBe(rendered.readOpening().slice(0, 260));
  const inspected = inspectBody(source);
  if (inspected === null) return false;
  expect(words(inspected.plainText), text).toBe(words(rendered.plainText));
  expect(places(inspected.findings), text).toEqual(places(rendered.findings));
  expect(targets(inspected.links), text).toEqual(targets(rendered.links));
  return true;
}

describe('a plain body is read as if it were rendered', () => {
  test.each([
    '> **Warning**\n> The old form.',
    '> __Note__\n> The old form.',
    '- > **Tip**\n  > The old form.',
    '> **Words** of a quote.',
    'A [gallery] of words.',
  ])('%j', (text) => {
    expect(isPlainBody(text)).toBe(true);
    compare(text, 'articles/a.md');
  });

  test('in each part of the fixtures, and however they follow each other', () => {
    const random = createRandom(16);
    const mixed = Array.from({ length: 400 }, () =>
      Array.from({ length: 2 + random(3) }, () => parts[random(parts.length)]).join(
        random(3) === 0 ? '\n' : '\n\n',
      ),
    );
    let inspected = 0;
    for (const [nth, text] of [...files, ...parts, ...mixed].entries()) {
      if (!isPlainBody(text)) continue;
      if (compare(text, nth % 8 === 0 ? 'articles/a.mdx' : 'articles/a.md')) inspected += 1;
    }
    expect(inspected).toBeGreaterThan(200);
  });
});
