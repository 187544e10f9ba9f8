/** A sound article with a bit of everything. */
export const GOOD = `---
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

const PIECES =
  '---|+++|\n|\t|: |"|\'|[|]|{|}|#|*|&|!|`|<|>|<!--|-->|<script>|</b>|](|![|[^1]|\r\n|\u0000|\ud800|\ufeff|😀| |- |@|%|\\'.split(
    '|',
  );

/** A text with one thing cut, put in, doubled or changed; `random` gives whole numbers below its argument. */
export function mutate(text: string, random: (limit: number) => number): string {
  const at = random(text.length);
  const kind = random(5);
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1 + random(40));
  if (kind === 1)
    return text.slice(0, at) + PIECES[random(PIECES.length)]?.repeat(1 + random(50)) + text.slice(at);
  if (kind === 2) return text.slice(0, at);
  if (kind === 3) return text.slice(0, at) + text.slice(random(text.length)) + text.slice(at);
  return text.slice(0, at) + String.fromCharCode(random(0x3000)) + text.slice(at + 1);
}
