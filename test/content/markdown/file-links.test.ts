import { describe, expect, test } from 'vitest';
import { ownHosts } from '../../../src/domain/hosts/own-hosts.ts';
import { TEST_SITE } from '../test-site.ts';
import { renderBody } from '../../../src/content/markdown/render-body.ts';
import { inspectBody } from '../../../src/content/markdown/inspect/inspect-body.ts';
import { plainOpening } from '../../../src/content/markdown/plain-opening.ts';

const source = (text: string, file = 'articles/2026/x.md') => ({ text, file, title: 'T', language: 'en' });
const marksOf = (text: string): (readonly [string, string, string])[] =>
  [...renderBody(source(text)).html.matchAll(/<a href="([^"]*)"[^>]*? data-file="([^"]*)">(.*?)<\/a>/g)].map(
    ([, href = '', mark = '', inner = '']) => [decodeURIComponent(mark), href, inner] as const,
  );

describe('links to files', () => {
  test.each([
    ['[the other](05-proto.md)', ['05-proto.md', '', 'the other']],
    ['[this](./de/2020-01-07-release.md)', ['./de/2020-01-07-release.md', '', 'this']],
    ['[x](../a/b.md#part)', ['../a/b.md', '#part', 'x']],
    ['[x](a/index.md)', ['a/index.md', '', 'x']],
    ['[x](a/)', ['a/', 'a/', 'x']],
    ['[x](@/blog/x.md)', ['root:/blog/x.md', '', 'x']],
    ['[x](<my story.md>)', ['my story.md', '', 'x']],
    ['[x][1]\n\n[1]: b.md', ['b.md', '', 'x']],
    ['<a href="b.md">x</a>', ['b.md', '', 'x']],
    ['[x]({{< ref "x.md" >}})', ['name:x.md', '', 'x']],
    ['[x]({{< relref "posts/x" >}} "T")', ['name:posts/x', '', 'x']],
    ['[x]({{% ref "/posts/x.md#part" %}})', ['root:/posts/x.md', '#part', 'x']],
    ['[x]({% link _posts/2020-01-01-x.md %}#p)', ['root:/_posts/2020-01-01-x.md', '#p', 'x']],
    ['[x]({{ site.baseurl }}{% post_url 2020-01-01-x %})', ['name:2020-01-01-x', '', 'x']],
    ['[x][1]\n\n[1]: {% post_url news/2020-01-01-x %}', ['name:news/2020-01-01-x', '', 'x']],
    ['<a href="{{< ref "x.md" >}}">x</a>', ['name:x.md', '', 'x']],
    ['[x]({filename}b.md)', ['b.md', '', 'x']],
    ['[x]({filename}/news/b.md)', ['root:/news/b.md', '', 'x']],
    ['{% post_link the-ferry "The ferry" %}', ['name:the-ferry', '', 'The ferry']],
    ['[[Name]]', ['name:Name', '', 'Name']],
    ['[[Name|text]]', ['name:Name', '', 'text']],
    ['[[folder/Name#The Heading|*text*]]', ['name:folder/Name', '#the-heading', '<em>text</em>']],
    ['[[Name#Part]]', ['name:Name', '#part', 'Name &gt; Part']],
    ['![[Name]]', ['name:Name', '', 'Name']],
    ['[[Имя файла|тут]]', ['name:Имя файла', '', 'тут']],
    ['| a |\n|---|\n| [[Name\\|text]] |', ['name:Name', '', 'text']],
  ])('%j', (text, expected) => {
    expect(marksOf(text)).toEqual([expected]);
  });

  test.each([
    ['[x]({{ site.url }}/notes)', '/notes'],
    ['See [the notes][1].\n\n[1]: {{ site.url }}/notes', '/notes'],
    ['[x]({{ site.url }}{{ site.baseurl }}/about/#team)', '/about/#team'],
    ['[x]({{ "/about" | relative_url }})', '/about'],
    ['[x]({{site.baseurl}})', '/'],
    ['[[#The Part]]', '#the-part'],
    ['[[1]](https://example.org/)', 'https://example.org/'],
    ['[[a]]\n\n[a]: /x', '/x'],
    ['[x](beside.png)', '/articles/2026/beside.png'],
    ['[x](/2026/01/05/a.md)', '/2026/01/05/a.md'],
  ])('%j leads to %s', (text, href) => {
    const { html } = renderBody(source(text));
    expect(html).toContain(`href="${href}"`);
    expect(html).not.toContain('data-file');
  });

  test.each([
    '[[1]] and [[ -f x ]]',
    '[[sic] and [[]]',
    '`[[Name]]` and `[x]({% post_url x %})`',
    '```\n[x]({% post_url x %}) [[Name]]\n```',
    '[x]({{ page.url }})',
  ])('%j is none', (text) => {
    expect(renderBody(source(text)).html).not.toContain('data-file');
  });

  test('what an editor writes is no mark', () => {
    expect(renderBody(source('<a href="/x" data-file="y.md">x</a>')).html).toBe('<p><a href="/x">x</a></p>');
  });

  test('the words are those that readers see, however they are found', () => {
    const text = 'See [[Name|the *text*]] and [that]({% post_url 2020-01-01-x %}).';
    const words = 'See the text and that.';
    expect(renderBody(source(text)).plainText.trim()).toBe(words);
    expect(inspectBody(source(text))?.plainText.trim()).toBe(words);
    expect(plainOpening(source(text))).toBe(words);
  });

  test('what is told of a text with code of templates stands where it is in the file', () => {
    const text = '[that]({% post_url 2020-01-01-x %}) and **bold **text';
    for (const found of [renderBody(source(text)).findings, inspectBody(source(text))?.findings]) {
      expect(found?.map(({ offset }) => offset)).toEqual([text.indexOf('**bold')]);
    }
  });
});

test('former hosts are the site’s own, with and without www', () => {
  const { publisher } = TEST_SITE;
  const isOwnHost = ownHosts({ publisher, formerHosts: ['old.example'] });
  const text = '[a](https://www.old.example/x) [b](http://OLD.example/y#z) [c](https://older.example/q)';
  const { links } = renderBody({ ...source(text), isOwnHost });
  expect(links.map(({ to, fragment }) => to + fragment)).toEqual(['/x', '/y#z']);
});

describe('links within the site', () => {
  const linksOf = (text: string) =>
    renderBody({
      ...source(text),
      isOwnHost: (host: string) => /^(?:www\.)?courier\.example$/.test(host),
    }).links.map(({ to, fragment, offset, written, isInPlace }) => {
      if (isInPlace) expect(text.slice(offset).startsWith(written)).toBe(true);
      return [to + fragment, isInPlace];
    });

  test.each([
    [
      '[a](/2020/01/05/x#part) and [[b]](</about?x> "T")',
      [
        ['/2020/01/05/x#part', true],
        ['/about', true],
      ],
    ],
    [
      '[a](https://www.courier.example/2020/01/05/x?y#z) [b](https://example.org/courier.example)',
      [['/2020/01/05/x#z', true]],
    ],
    ['<a class="x" href="/about">a</a>', [['/about', true]]],
    ['[a][1]\n\n[1]: /about', [['/about', false]]],
    [
      '[a](b.md#c) [[Name]] [d](beside.png)',
      [
        ['b.md#c', true],
        ['name:Name', false],
        ['/articles/2026/beside.png', true],
      ],
    ],
    ['%% note %% [a](/about)', [['/about', true]]],
    ['[a](#part) [b](mailto:a@b.example) [c](tel:1)', []],
  ])('%j', (text, expected) => {
    expect(linksOf(text)).toEqual(expected);
  });

  test.each([
    ['## The Part\n\n[a](#the-part) [b](#The_Part) [c](#the--part) [d](#top) [e](#)', 'the-part', []],
    [
      '## The Part\n\n[a](#the-parts)',
      'the-parts',
      ['link-fragment Did you mean "#the-part"? Correct the link.'],
    ],
    ['[a](#main)', 'main', []],
  ])('%j', (text, id, expected) => {
    const { html, findings } = renderBody(source(text));
    expect(html).toContain(`href="#${id}"`);
    expect(findings.map(({ code, hint }) => `${code} ${hint}`)).toEqual(expected);
    expect(inspectBody(source(text))).toBeNull();
  });
});
