import { readdirSync, readFileSync } from 'node:fs';
import { Marked } from 'marked';
import { expect, test } from 'vitest';
import { BARE_URLS } from '../../../../src/content/markdown/syntax/bare-urls.ts';
import { lexMarkdown } from '../../../../src/content/markdown/syntax/lex-markdown.ts';
import { mayHoldRareSyntax } from '../../../../src/content/markdown/syntax/rare-syntax.ts';
import { SPACED_LINKS } from '../../../../src/content/markdown/syntax/spaced-links.ts';
import { createRandom } from '../../random.ts';

const FIXTURES = new URL('../../../fixtures/', import.meta.url);
const PIECES = [
  'Kerry said',
  ' ',
  ' ',
  '\n',
  '\n',
  '\n\n',
  '  \n',
  '   ',
  '\t',
  'a_b@example.org',
  '@',
  'http',
  'https://example.org/a_b',
  'HTTP://e.org',
  'ftp:',
  'ftp://e.org',
  'www.',
  'www.example.org',
  'xWWW.e.org',
  'mailto:a@b.org',
  'xmpp:a',
  ':',
  '*',
  '**',
  '_',
  '__',
  '~~',
  '`',
  '``',
  '\\',
  '\\*',
  '!',
  '![a](/media/a.jpg "b")',
  '[a](/b)',
  '[a]',
  '\n\n[a]: /c "d"\n\n',
  '<b>',
  '</b>',
  '<pre>',
  '</pre>',
  '<',
  '&',
  '&amp;',
  '&#65;',
  '---',
  '\n---\n',
  '\n===',
  '\n  -',
  '\n:-:|-',
  '|',
  '| a | b |',
  '\n|-|-|\n',
  '\n| :-- | --: |\n',
  '- ',
  '\n- a',
  '\n1. b',
  '> ',
  '# ',
  '    ',
  '\u00a0',
  'Սփյուռք։',
  '\u2028',
];

/** The tokens are those of Marked, reading addresses as we do, without the short cuts; texts that use what few use have none. */
function compare(text: string): void {
  if (mayHoldRareSyntax(text)) return;
  const plain = new Marked({ gfm: true }, BARE_URLS, SPACED_LINKS).lexer(text);
  expect(lexMarkdown(text, 'x').tokens, JSON.stringify(text)).toEqual(plain);
}

test('generated texts give the tokens of Marked', () => {
  const random = createRandom(22);
  for (let round = 0; round < 20_000; round += 1) {
    compare(Array.from({ length: 1 + random(12) }, () => PIECES[random(PIECES.length)]).join(''));
  }
});

test('so do all fixtures without footnotes', () => {
  const names = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' });
  const texts = names
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(new URL(name, FIXTURES), 'utf8'))
    .filter((text) => !text.includes('[^') && text.length < 100_000);
  expect(texts.length).toBeGreaterThan(40);
  texts.forEach(compare);
});
