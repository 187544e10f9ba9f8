import { describe, expect, test } from 'vitest';
import { isPlainBody } from '../../../src/content/markdown/syntax/is-plain-body.ts';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { publicMarkdown } from '../../../src/feeds/public-markdown.ts';
import { brief, TEST_SITE } from '../test-site.ts';

function parse(body: string, lines = '') {
  const text = `---\ntitle: T\ndate: 2016-07-15\n${lines}---\n${body}\n`;
  const { article, body: rendered, problems } = parseArticle({ file: 'articles/x.md', text }, TEST_SITE);
  return { article, html: rendered?.bodyHtml, words: rendered?.plainText, told: brief(problems) };
}

describe('an editor’s note in a body', () => {
  test.each([
    ['a %%SECRET%% b', '<p>a  b</p>'],
    ['a\n\n%%\nSECRET\n\nSECRET\n%%\n\nb', '<p>a</p>\n<p>b</p>'],
    ['a {/* SECRET */} b', '<p>a  b</p>'],
    ['a {# SECRET #} b {% comment %}SECRET{% endcomment %} c', '<p>a  b  c</p>'],
    ['a <!-- SECRET\n\nSECRET --> b', '<p>a  b</p>'],
    ['## h <!-- SECRET --> %%SECRET%%\n\nb', '<h2 id="h">h</h2>\n<p>b</p>'],
    ['<!-- SECRET --> %%SECRET%% b', '<p>  b</p>'],
    ['a\n[//]: # (SECRET)\nb', '<p>a\nb</p>'],
    ['- a\n- {/* SECRET */} b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
  ])('%j is not in the page, its words or its Markdown', (body, html) => {
    const { html: shown, words, told } = parse(body);
    expect(shown).toBe(html);
    expect(words).not.toContain('SECRET');
    expect(publicMarkdown(body)).not.toContain('SECRET');
    expect(told).toEqual([]);
    expect(isPlainBody(body)).toBe(false);
  });

  test('in code it is code', () => {
    for (const body of ['`%%a%%`', '```\n{/* a */}\n```']) {
      expect(parse(body).html).toContain(body.includes('%%') ? '%%a%%' : '{/* a */}');
      expect(publicMarkdown(body)).toBe(body);
    }
  });

  test('places of other findings stay those of the file', () => {
    expect(parse('%%\nSECRET\n%%\n\nA <iframe src="x"></iframe> %%n%% <script>x</script>').told).toEqual([
      '9:3 warning frame-linked',
      '9:35 warning html-removed',
    ]);
  });

  test.each([
    ['a {/* SECRET', '5:3 error note-unclosed'],
    ['a <!-- SECRET', '5:3 error html-unclosed'],
    ['a\n\n<!-- SECRET', '7:1 error html-unclosed'],
  ])('that never ends holds the story back: %j', (body, told) => {
    const parsed = parse(body);
    expect(parsed.article).toBeNull();
    expect(parsed.told).toContain(told);
    expect(publicMarkdown(body)).not.toContain('SECRET');
  });
});

test.each(['a %%note', 'a\n\n%% note'])('what may begin a note is told: %j', (body) => {
  const { html, told } = parse(body);
  expect(html).toContain('note');
  expect(told).toEqual([expect.stringContaining('warning note-unclosed')]);
});

describe('an editor’s note in a field', () => {
  test('is left out', () => {
    const { article } = parse(
      'a',
      'description: "A %%SECRET%% b {/* SECRET */}"\nlocation: Moscow <!-- SECRET -->\ntopics: [Lakes %%SECRET%%]\n' +
        'image: {src: /media/a.jpg, alt: "A %%SECRET%%", caption: "C {# SECRET #}"}\n' +
        'corrections: [{date: 2016-07-16, text: "Was B %%SECRET%%"}]\nseries: S %%SECRET%%\nsource: NYT %%SECRET%%\n',
    );
    expect(article).toMatchObject({ description: 'A b', location: 'Moscow', topics: [{ name: 'Lakes' }] });
    expect(JSON.stringify(article)).not.toContain('SECRET');
  });

  test('that never ends is left out with the field', () => {
    const { article, told } = parse('a', 'description: "A <!-- SECRET"\n');
    expect(told).toEqual(['4:14 warning note-unclosed']);
    expect(JSON.stringify(article)).not.toContain('SECRET');
  });
});
