import { expect, test } from 'vitest';
import { findEmbeds } from '../../../../src/content/markdown/embeds/find-embeds.ts';
import { runWithDeadline } from '../../../../src/problems/reading/run-with-deadline.ts';

const WATCH = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';

test.each([
  'https://youtu.be/dQw4w9WgXcQ?t=30',
  '  <https://youtu.be/dQw4w9WgXcQ>  ',
  '> https://youtu.be/dQw4w9WgXcQ',
  'www.youtube.com/watch?v=dQw4w9WgXcQ',
  `[${WATCH}](${WATCH})`,
  `![The launch](${WATCH})`,
  `![](<${WATCH}> "Caption")`,
  '<iframe src="//www.youtube.com/embed/dQw4w9WgXcQ"></iframe>',
  '{{< youtube dQw4w9WgXcQ >}}',
  '{% youtube dQw4w9WgXcQ %}',
  '[embed]https://youtu.be/dQw4w9WgXcQ[/embed]',
  '<p>Old.<br><iframe src="//www.youtube.com/embed/dQw4w9WgXcQ" title="A &amp; B"></iframe></p>',
])('%s', (text) => {
  expect(findEmbeds(`One.\n\n${text}\n\nTwo.`, 'articles/x.md')).toEqual([WATCH]);
});

test('what stands in a sentence, in code or in a note is not asked for', () => {
  expect(
    findEmbeds(
      'See https://youtu.be/dQw4w9WgXcQ there.\n\n<!-- https://youtu.be/dQw4w9WgXcQ -->\n\n`https://youtu.be/dQw4w9WgXcQ`',
      'articles/x.md',
    ),
  ).toEqual([]);
});

test('a text of brackets takes no longer than another', () => {
  const texts = ['[//a](', '![', '[https://aaaa](https://', '<p><a href="//'].map((text) =>
    text.repeat(50_000),
  );
  const outcome = runWithDeadline(() => texts.map((text) => findEmbeds(text, 'articles/x.md')), 4_000);
  expect(outcome.kind).toBe('done');
});
