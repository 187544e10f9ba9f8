import { describe, expect, test } from 'vitest';
import { parseArticle } from '../../../../src/content/articles/parse-article.ts';
import { isPlainBody } from '../../../../src/content/markdown/syntax/is-plain-body.ts';
import { plainOpening } from '../../../../src/content/markdown/plain-opening.ts';
import { renderBody } from '../../../../src/content/markdown/render-body.ts';
import { createRandom } from '../../random.ts';
import { TEST_SITE } from '../../test-site.ts';

const source = (text: string) => ({ text, file: 'articles/a.md', title: 'Talks', language: 'en' });
const rendered = (text: string): string => renderBody(source(text)).readOpening();
const LONG = 'A sentence of the text that goes on for a while. '.repeat(8).trim();

/** What of a body is read as its beginning. */
const CASES: readonly (readonly [name: string, body: string, opening: string])[] = [
  [
    'emphasis and links',
    'The *old* **boat** is [back](/x "t"), `code` and all.',
    'The old boat is back, code and all.',
  ],
  ['links defined below', `The [boat][b] is back.\n\n${LONG}\n\n[b]: /boat`, 'The boat is back.'],
  ['entities', 'Fish &amp; chips &lt;b&gt; AT&T &eacute;&nbsp;x', 'Fish & chips <b> AT&T é x'],
  ['raw HTML', '<div class="x"><p>The <b>boat</b> is back.</p></div>', 'The boat is back.'],
  ['headings', '# Talks\n\n## Under\n\nWords.\n\nUnder\n---\n\nMore.', 'Words.\nMore.'],
  [
    'pictures and captions',
    '![Alt](/media/a.jpg "Caption")\n\nWords ![x](/media/b.jpg) here.',
    'Words here.',
  ],
  ['pictures of other sites', '![Alt](https://example.org/a.jpg)\n\nWords.', 'Words.'],
  [
    'figures',
    '<figure><img src="/media/a.jpg" alt="x"><figcaption>C</figcaption></figure>\n\nWords.',
    'Words.',
  ],
  ['tables', '| a | b |\n|---|---|\n| c | d |\n\nWords.', 'Words.'],
  ['code', '```js\ncode()\n```\n\n    more\n\nWords.', 'Words.'],
  ['rules', '***\n\nWords.', 'Words.'],
  ['footnotes that are missing', 'Words[^1] go on.', 'Words go on.'],
  ['footnotes', 'Words[^1] go on.\n\n[^1]: Below.', 'Words go on.'],
  [
    'embeds',
    'https://www.youtube.com/watch?v=x\n\n<iframe src="https://example.org"></iframe>\n\nWords.',
    'Words.',
  ],
  ['template code', '{% include x %}\n\n[gallery ids="1,2"]\n\n{{ video }} Words.', 'Words.'],
  ['struck words', 'The ~~old~~ new boat.', 'The new boat.'],
  ['folded words', '<details><summary>S</summary>\n\nHidden.\n\n</details>\n\nWords.', 'Words.'],
  [
    'lists and quotes',
    '> Quoted *words*\n> go on.\n\n- one\n- two\n  - three',
    'Quoted words go on.\none\ntwo\nthree',
  ],
  ['line breaks', 'One  \ntwo\\\nthree\nfour', 'One two three four'],
  ['unseen characters', 'Fer\u00adry \u2067שלום\u2069\u200b x', 'Ferry שלום x'],
  ['escapes', '\\*Stars\\* and 1\\. x', '*Stars* and 1. x'],
];

describe('the opening is text alone', () => {
  test.each(CASES)('%s', (_name, body, opening) => {
    expect(rendered(body).slice(0, opening.length)).toBe(opening);
    if (isPlainBody(body)) expect(plainOpening(source(body)).slice(0, opening.length)).toBe(opening);
  });

  test('and enough of it, however much stands before', () => {
    const body = `${'| a | b |\n|---|---|\n| c | d |\n\n'.repeat(60)}${LONG}`;
    expect(plainOpening(source(body))).toBe(LONG);
    expect(plainOpening(source('## A\n\n## B'))).toBe('');
  });
});

test('a plain body has the same one without being rendered', () => {
  const random = createRandom(26);
  const blocks = CASES.map(([, body]) => body);
  let plain = 0;
  for (let round = 0; round < 500; round += 1) {
    const body = Array.from({ length: 1 + random(6) }, () => blocks[random(blocks.length)]).join('\n\n');
    if (!isPlainBody(body)) continue;
    plain += 1;
    const opening = plainOpening(source(body));
    expect(opening.slice(0, 260), body).toBe(rendered(body).slice(0, 260));
  }
  expect(plain).toBeGreaterThan(100);
});

describe('a mark ends it', () => {
  test.each([
    '<!--more-->',
    '<!-- more -->',
    '<!--more Read on-->',
    '<!--MORE-->',
    '<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->',
  ])('%s', (mark) => {
    expect(rendered(`The [boat][b].\n\n${mark}\n\nRest.\n\n[b]: /b`)).toBe('The boat.');
    expect(rendered(`The boat. ${mark} Rest.`)).toBe('The boat.');
  });

  test.each([
    ['code', 'Write `<!--more-->` there.', 'Write <!--more--> there.'],
    ['other notes', 'The boat.\n\n<!-- more on this later -->\n\nRest.', 'The boat.\nRest.'],
    ['the top', '<!--more-->\n\nThe boat.', 'The boat.'],
    ['what is no definition', 'The boat.\n\n<!--more-->\n\n[Q]: What now, captain?', 'The boat.'],
  ])('but not in %s', (_name, body, opening) => {
    expect(rendered(body)).toBe(opening);
  });
});

describe('an article', () => {
  const excerptOf = (body: string, more = '', mode: 'full' | 'head' | 'inspect' = 'full') =>
    parseArticle(
      { file: 'articles/a.md', text: `---\ntitle: Talks\ndate: 2016-07-15\n${more}---\n${body}` },
      TEST_SITE,
      mode,
    ).article?.excerpt;

  test('has an excerpt where it has no standfirst, in every mode', () => {
    for (const mode of ['full', 'head', 'inspect'] as const) {
      expect(excerptOf('The *boat*.', '', mode)).toBe('The boat.');
      expect(excerptOf('The <b>boat</b>.', '', mode)).toBe('The boat.');
      expect(excerptOf('The boat.', 'description: ""\n', mode)).toBe('The boat.');
      expect(excerptOf('The boat.', 'description: Standfirst.\n', mode)).toBeNull();
      expect(excerptOf('![A](/media/a.jpg)', '', mode)).toBeNull();
    }
  });

  test.each([
    'Words. %%SECRET%% More.',
    '%%\nSECRET\n\n%%\n\nWords.',
    'Words {/* SECRET */} more.',
    'Words <!-- SECRET\n\nSECRET --> more.',
    '<!-- SECRET -->\n\nWords.',
    'Words.\n\n[//]: # (SECRET)\n\nMore.',
    '{% comment %}SECRET{% endcomment %}\n\nWords.',
    '<script>SECRET</script>\n\nWords.',
    '<!-- more SECRET to come -->\n\nWords.',
    'Words %% SECRET <!--more--> SECRET %% more.',
  ])('tells no note of %j', (body) => {
    const excerpt = excerptOf(body);
    expect(excerpt).toMatch(/^Words/);
    expect(excerpt).not.toContain('SECRET');
  });
});
