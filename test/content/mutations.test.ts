import { expect, test } from 'vitest';
import { parseArticle } from '../../src/content/parse-article.ts';
import { TEST_SITE } from './test-site.ts';

const GOOD = `---
title: "Kerry, Putin talk closer cooperation"
date: 2016-07-15 09:30
section: world
topics: [Syria, Russia]
authors:
  - PanARMENIAN.Net
image:
  src: /media/talk.jpg
  alt: Two men at a table
corrections:
  - date: 2016-07-16
    text: A name was wrong.
---
## What was said[^1]

“I hope,” *Mr. Putin* said, [according](https://example.com/a) to **many** \`sources\`.

> - a list in a quote
>   ![A map](/media/map.png "Syria")

| a | b |
|---|--:|
| 1 | <b>2</b> |

<!-- a comment -->

[^1]: In Moscow.
`;

/** Mulberry32: the same numbers on every run. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const PIECES =
  '---|+++|\n|\t|: |"|\'|[|]|{|}|#|*|&|!|`|<|>|<!--|-->|<script>|</b>|](|![|[^1]|\r\n|\u0000|\ud800|\ufeff|😀| |- |@|%|\\'.split(
    '|',
  );

function mutate(text: string, random: (limit: number) => number): string {
  const at = random(text.length);
  const kind = random(5);
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1 + random(40));
  if (kind === 1)
    return text.slice(0, at) + PIECES[random(PIECES.length)]?.repeat(1 + random(50)) + text.slice(at);
  if (kind === 2) return text.slice(0, at);
  if (kind === 3) return text.slice(0, at) + text.slice(random(text.length)) + text.slice(at);
  return text.slice(0, at) + String.fromCharCode(random(0x3000)) + text.slice(at + 1);
}

test('300 mutations of a good file never throw, never take long, and always tell why they are refused', () => {
  const random = createRandom(20161122);
  expect(parseArticle({ file: 'articles/x.md', text: GOOD }, TEST_SITE).problems).toEqual([]);
  let published = 0;
  for (let round = 0; round < 300; round += 1) {
    let text = GOOD;
    for (let step = random(4); step >= 0; step -= 1) text = mutate(text, random);
    const started = performance.now();
    const { article, problems } = parseArticle({ file: 'articles/x.md', text }, TEST_SITE);
    expect(performance.now() - started).toBeLessThan(2500);
    expect(article !== null).toBe(!problems.some((one) => one.severity === 'error'));
    expect(problems.filter((one) => one.hint === '' || one.line < 1 || one.column < 1)).toEqual([]);
    if (article !== null) {
      published += 1;
      expect(article.bodyHtml).not.toMatch(/<(?:script|h1)|\son\w+=/i);
    }
  }
  expect(published).toBeGreaterThan(30);
  expect(published).toBeLessThan(300);
}, 60_000);
