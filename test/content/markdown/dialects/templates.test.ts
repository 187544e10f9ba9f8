import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runTextSteps } from '../../../../src/content/markdown/dialects/run-text-steps.ts';
import { inspectBody } from '../../../../src/content/markdown/inspect/inspect-body.ts';
import { renderBody } from '../../../../src/content/markdown/render-body.ts';

const PAIRS = new URL('../../../fixtures/markdown/templates/', import.meta.url);
const names = readdirSync(PAIRS).filter((name) => !name.includes('.plain.'));

const read = (text: string, file = 'articles/x.md') =>
  runTextSteps(text, { file, title: 'The boat is back' });
const plain = (text: string, file?: string): string => read(text, file).text;

describe('bodies of other systems become plain Markdown', () => {
  test('of each system', () => {
    expect(names).toEqual([
      'components-mdx.mdx',
      'components.md',
      'directives.md',
      'gutenberg.md',
      'hexo.md',
      'hugo.md',
      'jekyll.md',
      'kirby.md',
      'other-code.md',
      'wordpress.md',
      'zola.md',
    ]);
  });

  test.each(names)('%s', (name) => {
    const text = readFileSync(new URL(name, PAIRS), 'utf8');
    const expected = readFileSync(new URL(name.replace(/\.(mdx?)$/, '.plain.md'), PAIRS), 'utf8');
    expect(plain(text, `articles/${name}`)).toBe(expected);
  });

  test.each(names)('%s shows readers no template code outside of code', (name) => {
    const text = readFileSync(new URL(name, PAIRS), 'utf8');
    const { html } = renderBody({ text, file: `articles/${name}`, title: 'T', language: 'en' });
    const shown = html
      .replace(/<(pre|code)\b[\s\S]*?<\/\1>/g, '')
      .replaceAll('{{ variable }}', '')
      .replace('x^{{2}}', '');
    expect(shown).not.toMatch(/\{\{|\}\}|\{%|%\}|\[\/|&lt;[A-Z]\w* [a-z]+=|::/);
  });
});

describe('template code', () => {
  test.each([
    ['<p>[gallery]</p>\n\nText.', '<p></p>\n\nText.'],
    ['A [url=https://a.example]b[/url].', 'A [b](https://a.example).'],
    ['::: tip Bring a coat\nText.', 'Bring a coat\nText.'],
    ['A {{ x }} and {% y %} and {{< z >}}.', 'A  and  and .'],
    ['{% if a %}\nText.\n{% endif %}\nMore.', 'Text.\nMore.'],
    ['- {{ a }}\n- [{{ b }}]({{ c }})\n- text', '- text'],
    ['| {{ a }} | b |\n|---|---|', '|  | b |\n|---|---|'],
  ])('that means nothing goes: %j', (text, expected) => expect(plain(text)).toBe(expected));

  test.each([
    '`{{ x }}` and ``{% y %}``',
    '```\n{{ x }} {{< y >}} [gallery]\n```',
    '    {{ indented }}',
    '\\{{ x }}',
    '$x^{{2}}$ and $\\frac{{a}}{{b}}$',
    'Brackets [of prose] and [code] stay, (image: of the boat) too.',
    'A <Name> of an editor.',
    'import duties rose from "nothing".',
    '[gist]: /x',
    'Write [gallery] in a post, and [nextpage] to part it.',
    'Ask at the office (Tel: 555 1234), (Email: a@b.example).',
    '::: Spoiler: she wins',
    'It is 2 ^10',
  ])('is not what is code or prose: %j', (text) => {
    const { text: read_, isEdited } = read(text);
    expect([read_, isEdited]).toEqual([text, false]);
  });

  test.each([
    ['{{< card title="North" >}}\nText.\n{{< /card >}}', '**North**\n\n\nText.\n'],
    ['[su_quote cite="A. Sailor"]Late.[/su_quote]', '> [!quote]\n> Late.\n> — A. Sailor'],
    ['{% label primary@text %}', 'text'],
    ['{% btn https://example.org, Go there, home %}', '[Go there](https://example.org)'],
    ['{% include video.html id="dQw4w9WgXcQ" %}', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
    ['A {{{ raw }}} b <%= x %> c', 'A  b  c'],
    ['{% mermaid() %}\na\n{% end %}', '```mermaid\na\n```'],
    ['* item\n  ``` js\n  x\n\nText {{ y }}.', '* item\n  ``` js\n  x\n\nText .'],
  ])('of themes and plug-ins: %j', (text, expected) => expect(plain(text)).toBe(expected));

  test('is told once, at its place in the file', () => {
    const text = 'A.\n\n<!-- note -->B {{< figure src="a.jpg" >}} {{< x >}} {{ y }}';
    const { findings } = read(text);
    expect(findings.map(({ code, offset, about }) => [code, offset, about])).toEqual([
      ['template-code', text.indexOf('{{< x'), 'x'],
    ]);
    expect(findings[0]?.message).toContain('2 places');
  });

  test('that is read is not told', () => {
    expect(
      read('{% include figure.html src="a.jpg" alt="A" %}\n\n{{< youtube dQw4w9WgXcQ >}}').findings,
    ).toEqual([]);
  });

  test('leaves the places of what follows it', () => {
    const text = '{{< note >}}\nA [link](javascript:x).\n{{< /note >}}\n\n[b](javascript:y)';
    const { findings } = renderBody({ text, file: 'articles/x.md', title: 'T', language: 'en' });
    expect(findings.map(({ offset }) => offset)).toEqual([text.indexOf('[link]'), text.indexOf('[b]')]);
  });

  test('is read alike where a body is only looked through', () => {
    const text = 'Words {{ page.title }} {% if a %}more{% endif %}.\n\n[x]({{ site.baseurl }}/y)';
    const source = { text, file: 'articles/x.md', title: 'T', language: 'en' };
    const words = (shown = ''): string => shown.replace(/\s+/g, ' ').trim();
    expect(words(inspectBody(source)?.plainText)).toBe(words(renderBody(source).plainText));
  });
});

describe('an editor’s note', () => {
  test.each([
    '{% comment %}{% raw %}SECRET{% endraw %}{% endcomment %}',
    '<!-- {% highlight x %}SECRET{% endhighlight %} -->',
    '{% raw %}<!-- SECRET -->{% endraw %}',
    '{{< note >}}<!-- SECRET -->{{< /note >}}',
    '[caption]<!-- SECRET -->![a](a.jpg)[/caption]',
  ])('stays one: %j', (text) => expect(plain(`A ${text} b`)).not.toContain('SECRET'));

  test('that never ends still holds back the story', () => {
    const { findings } = read('{{< note >}} <!-- SECRET {{< /note >}}');
    expect(findings[0]).toMatchObject({ severity: 'error', code: 'html-unclosed' });
  });
});
