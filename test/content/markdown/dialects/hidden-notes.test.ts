import { describe, expect, test } from 'vitest';
import { plainMarkdown } from '../../../../src/content/markdown/dialects/plain-markdown.ts';
import { renderBody } from '../../../../src/content/markdown/render-body.ts';
import { publicMarkdown } from '../../../../src/feeds/public-markdown.ts';

/** Nothing of a note may be shown, whatever of it another step could take for its own; held back is hidden, too. */
function shown(text: string, file = 'articles/x.md'): string {
  const { html, plainText, readOpening, findings } = renderBody({ text, file, title: 'T', language: 'en' });
  if (findings.some(({ severity }) => severity === 'error')) return '';
  return [html, plainText, readOpening(), publicMarkdown(plainMarkdown(text, { file, title: 'T' }))].join(
    '\n',
  );
}

describe('a note stays hidden where its beginning or end stands within', () => {
  test.each([
    ['a tag that goes with its content', 'a\n\n{% style %}\n<!--\n{% endstyle %}\nSECRET\n-->\n\nb'],
    ['the same, of a note without an end', 'a\n\n{% style %}\n<!--\n{% endstyle %}\nSECRET'],
    ['a container', ':::note\n<!--\n:::\nSECRET\n-->\n'],
    ['a box by tags', '{{< note >}}\n<!--\n{{< /note >}}\n\nSECRET\n-->\n'],
    ['an embed of a comment', 'a %% SECRET <!-- wp:embed --> https://youtu.be/x %% b <!-- /wp:embed -->'],
    ['an embed with a comment', '<!-- wp:embed -->\n<!-- https://SECRET.example/ -->\n<!-- /wp:embed -->'],
    ['a gallery of comments', '{# <!-- wp:gallery --> SECRET #} <!-- /wp:gallery -->'],
    ['a comment of an editor', 'a <!-- wp:x SECRET <!-- wp:embed {"url":"https://youtu.be/x"} /--> b'],
    ['code between tags', '<!--\n{% highlight js %}\nSECRET\n-->\n{% endhighlight %}\n'],
    ['what becomes a fence', '<!-- wp:embed {"url":"https://youtu.be/x"} /-->~~~\n{>> SECRET <<}'],
    ['a frame', '<!--\n<iframe src="https://a.example/">\n-->\n\nb\n\n<!-- SECRET </iframe>\n-->\n'],
    ['an attribute list', 'a\n\n<!--\n{: .b }\nSECRET\n-->\n{: .c}\n'],
  ])('%s', (_, text) => {
    expect(text).toContain('SECRET');
    expect(shown(text)).not.toContain('SECRET');
    expect(shown(text, 'articles/x.mdx')).not.toContain('SECRET');
  });
});

test.each([
  '::: comment\nSECRET\n:::',
  ':::comment\n\nSECRET\n\n:::\n\nb',
  '::: {.content-hidden when-format="html"}\nSECRET\n:::',
  ':::: {.comment #x}\n::: note\nSECRET\n:::\nSECRET\n::::\n\nb',
  '::: {.content-visible when-format="pdf"}\nSECRET\n:::',
  ':::{comment}\nSECRET',
  '- a\n\n  ::: hidden\n  SECRET\n  :::',
  '::: comment\n```\n:::\nSECRET\n```\n:::',
])('%j is a container that is hidden', (text) => {
  expect(shown(text)).not.toContain('SECRET');
});

test('containers that only speak of such things are shown', () => {
  expect(shown('::: {.content-visible when-format="html"}\nText one.\n:::')).toContain('Text one.');
  expect(shown('::: tip Comments\nText two.\n:::')).toContain('Text two.');
  expect(shown('Write `::: comment`.\n\n```\n::: comment\nText three.\n:::\n```')).toContain('Text three.');
});

test('whatever stands around a note, it is hidden', () => {
  const notes = [
    ['<!-- ', ' -->'],
    ['\n\n<!--\n\n', '\n\n-->\n\n'],
    ['{/* ', ' */}'],
    ['{# ', ' #}'],
    ['{% comment %}', '{% endcomment %}'],
    ['{{< comment >}}', '{{< /comment >}}'],
    ['{::comment}\n', '\n{:/comment}'],
    [' %% ', ' %%'],
    ['{>>', '<<}'],
  ] as const;
  const around = [
    [':::note\n', ':::\n'],
    ['!!! note "T"\n', '    text'],
    ['{{< note >}}', '{{< /note >}}'],
    ['{% style %}', '{% endstyle %}'],
    ['{% raw %}', '{% endraw %}'],
    ['[caption]', '<img src="a.jpg">[/caption]'],
    ['<!-- wp:embed -->', 'https://youtu.be/dQw4w9WgXcQ<!-- /wp:embed -->'],
    ['<!-- wp:gallery -->', '<img src="a.jpg"><img src="b.jpg"><!-- /wp:gallery -->'],
    ['<iframe src="https://a.example/b">', '</iframe>'],
    ['<Note title="x">', '</Note>'],
    ['{{ "', '" }}'],
    ['.. note:: ', '   text\n'],
    ['(image: a.jpg caption: ', ')'],
    ['![a](b.jpg "', '")'],
    ['> ', '\n- '],
    ['{% if x %}', '{% endif %}'],
  ] as const;
  for (const [open, close] of notes) {
    for (const [before, behind] of around) {
      // A comment ends with the first end of one.
      if (open.includes('<!--') && behind.includes('-->')) continue;
      // In whole, and each half of what is around it within the note.
      const texts = [
        `${before}a ${open}SECRET${close} ${behind}`,
        `a\n\n${before}${open}${behind}\nSECRET${close}\n\nb`,
        `a\n\n${open}SECRET\n${before}${close}\n${behind}\n\nb`,
      ];
      for (const text of texts)
        expect([text, shown(text)]).toEqual([text, expect.not.stringContaining('SECRET')]);
    }
  }
});
