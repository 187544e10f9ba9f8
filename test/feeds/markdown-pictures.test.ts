import { expect, test } from 'vitest';
import { markdownPictures } from '../../src/feeds/markdown-pictures.ts';

const shown = (markdown: string): string =>
  markdownPictures(markdown, (written) =>
    written.startsWith('https:') ? undefined : written.includes('gone') ? null : `https://x.test/${written}`,
  );

test.each([
  ['![A](a.jpg)', '![A](https://x.test/a.jpg)'],
  ['![A *b* [c]]( <a b.jpg> "T (1)" )', '![A *b* [c]](https://x.test/a b.jpg "T (1)")'],
  ['![A](p/a(1).jpg)![B](/media/b.jpg)', '![A](https://x.test/p/a(1).jpg)![B](https://x.test//media/b.jpg)'],
  ['![A](a\\_b.jpg)', '![A](https://x.test/a_b.jpg)'],
  ['One ![A boat](gone.jpg) two', 'One A boat two'],
  ['![](gone.jpg)', ''],
  ['[![A](gone.jpg)](/about)', '[A](/about)'],
  ['![A](https://e.test/a.jpg)', '![A](https://e.test/a.jpg)'],
  [
    '![A][r] ![r][] ![R]\n\n[r]: a.jpg "T"',
    '![A](https://x.test/a.jpg "T") ![r](https://x.test/a.jpg "T") ![R](https://x.test/a.jpg "T")\n\n[r]: a.jpg "T"',
  ],
  ['![A][r]\n\n[r]: gone.jpg', 'A\n\n[r]: gone.jpg'],
  ['![not defined]', '![not defined]'],
  [
    '<img class=x alt="A &quot;b&quot;" src=\'a.jpg\' onerror=y>',
    '<img src="https://x.test/a.jpg" alt="A &quot;b&quot;">',
  ],
  ['<IMG SRC=gone.jpg ALT=words>', 'words'],
  ['`![A](gone.jpg)` and ``a ` ![A](gone.jpg)``', '`![A](gone.jpg)` and ``a ` ![A](gone.jpg)``'],
  ['```md\n![A](gone.jpg)\n```\n![B](gone.jpg)', '```md\n![A](gone.jpg)\n```\nB'],
  ['\\![A](gone.jpg)', '\\![A](gone.jpg)'],
  ['[A](gone.jpg)', '[A](gone.jpg)'],
])('%s', (markdown, expected) => {
  expect(shown(markdown)).toBe(expected);
});

test('no text takes long', () => {
  for (const piece of [
    '![',
    '![a](',
    '![a](b "',
    '`',
    '``a`',
    '~~~\n',
    '<img ',
    '![a][',
    '[a]: ',
    '![[',
    '![a](<',
    '!['.repeat(500),
  ]) {
    const text = piece.repeat(40_000 / piece.length);
    expect(shown(text).length).toBeLessThanOrEqual(text.length + 1_000);
  }
});
