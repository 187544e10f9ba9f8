import { expect, test } from 'vitest';
import { plainMarkdown } from '../../src/content/markdown/dialects/plain-markdown.ts';
import { markdownLinks } from '../../src/feeds/markdown-links.ts';

const led = (markdown: string): string =>
  markdownLinks(plainMarkdown(markdown, { file: 'articles/x.md', title: null }), (mark) =>
    mark.includes('gone') ? null : `https://x.test/${encodeURI(mark)}`,
  );

test.each([
  [
    'See [the other](a.md) and [this](./de/b.md#part "T").',
    'See [the other](https://x.test/a.md) and [this](https://x.test/./de/b.md#part "T").',
  ],
  ['[x](<my story.md>) [*a* [b]](a.md)', '[x](https://x.test/my%20story.md) [*a* [b]](https://x.test/a.md)'],
  ['[the *other*](gone.md)', 'the *other*'],
  ['[x][1]\n\n[1]: a.md "T"', '[x][1]\n\n[1]: https://x.test/a.md "T"\n'],
  [
    '[[Name]] [[a/Name#Part|text]] [[gone|text]]',
    '[Name](https://x.test/name:Name) [text](https://x.test/name:a/Name) text',
  ],
  [
    '[x]({% post_url 2020-01-01-x %}) [y]({{ site.url }}/notes)',
    '[x](https://x.test/name:2020-01-01-x) [y](/notes)',
  ],
  [
    '`[x](a.md)` [[1]] ![A](a.md) [x](/2026/01/05/a.md)',
    '`[x](a.md)` [[1]] ![A](a.md) [x](/2026/01/05/a.md)',
  ],
  ['```md\n[x](a.md) [[Name]]\n```', '```md\n[x](a.md) [[Name]]\n```'],
  ['[x](https://e.test/a.md)', '[x](https://e.test/a.md)'],
])('%j', (markdown, expected) => {
  expect(led(markdown)).toBe(expected);
});
