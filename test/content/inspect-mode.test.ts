import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseArticle, type TextFile } from '../../src/content/articles/parse-article.ts';
import { GOOD, mutate } from './mutate.ts';
import { createRandom } from './random.ts';
import { TEST_SITE } from './test-site.ts';
import { someOf, timesOf } from '../support/how-long.ts';

const FIXTURES = new URL('../fixtures/', import.meta.url);
const HEAD = '---\ntitle: Talks in Moscow\ndate: 2016-07-15\n---\n';

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Compares what modes `full` and `inspect` make of a file. Returns whether it was not rendered. */
function compare(source: TextFile): boolean {
  const full = parseArticle(source, TEST_SITE);
  const { inspectedText, ...inspected } = parseArticle(source, TEST_SITE, 'inspect');
  if (inspectedText === null) {
    expect({ ...inspected, inspectedText }, source.text).toEqual(full);
    return false;
  }
  expect({ ...inspected, body: full.body, inspectedText: null }, source.text).toEqual(full);
  expect(inspected.body).toBeNull();
  expect(wordsOf(inspectedText), source.text).toEqual(wordsOf(full.body?.plainText ?? ''));
  return true;
}

const BLOCKS = [
  '# Talks in Moscow',
  '## TALKS, in *Moscow*!',
  '# Talks ![](/media/a.jpg)',
  '[a]: /old "t"',
  'Some *words* and **more _of_ them**, a ~~lost~~ one.',
  'un**believ**able a\\*b `code x` it’s 3.5',
  'A [link](/2016/07/15/x), [a], [bad](javascript:x), [file](x.md), https://example.org/a_b and me@example.org.',
  '![Alt](/media/a.jpg "Caption *here*")',
  '[![Alt](/media/a.jpg "Linked caption")](/b)',
  'before![Alt](/media/a.jpg "No caption")after',
  '![](/media/a.jpg)',
  '![Alt](https://example.org/a.jpg)',
  '![](https://example.org/a.jpg)',
  '![Alt](other.pdf)',
  '![Alt](../../media/a.png "  ")',
  '- one\n- two *three*\n  - four\n  - five\n- six',
  '1. one\n\n   more\n\n2. two',
  '- [ ] open\n- [x] done',
  '- a\n  # b\n- c\n  > d',
  '- ![Alt](/media/a.jpg "In a list")',
  '> Quoted words\n> go on\n>\n> > deeper',
  '| a | b |\n|---|---|\n| c *d* | |\n| e |',
  '    indented code\n    goes on',
  '```js\nfenced "code"\n```',
  'A line  \nbroken\\\nhere\nand soft',
  '***',
  'Under\n---',
  'Տեքստ հայերեն։ По-русски, «так».',
  'Research & development, a < b',
  '&copy; 2016',
  'raw <b>html</b>',
  'note[^1]\n\n[^1]: Foot.',
  '\\#no heading',
  '* * *\n* a\n\n\n* b',
];

test('every block, and every two of them', () => {
  let inspected = 0;
  for (const [at, first] of ['', ...BLOCKS].entries()) {
    for (const second of at === 0 ? BLOCKS : someOf(BLOCKS, 5, at)) {
      if (compare({ file: 'articles/x.md', text: `${HEAD}${first}\n\n${second}\n` })) inspected += 1;
    }
  }
  expect(inspected).toBeGreaterThan(timesOf(400, 90));
});

test('random bodies of many blocks', () => {
  const random = createRandom(1607);
  for (let round = 0; round < timesOf(400, 100); round += 1) {
    const blocks = Array.from({ length: 1 + random(8) }, () => BLOCKS[random(BLOCKS.length - 6)]);
    compare({ file: 'articles/x.md', text: `${HEAD}${blocks.join(['\n\n', '\n', '\n\n'][random(3)])}` });
  }
});

test('all fixtures', () => {
  const names = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' });
  const files = names
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({
      file: `articles/${name.split('/').at(-1)}`,
      text: readFileSync(new URL(name, FIXTURES), 'utf8'),
    }));
  const inspected = files.filter(compare);
  expect(inspected.length).toBeGreaterThan(25);
});

test('mutations of a good file', () => {
  const random = createRandom(11);
  const good = GOOD.replace('[^1]\n', '\n')
    .replace(/<!--.*/s, '')
    .replace('<b>2</b>', '2');
  let inspected = 0;
  for (let round = 0; round < timesOf(500, 100); round += 1) {
    let text = good;
    for (let step = random(3); step >= 0; step -= 1) text = mutate(text, random);
    if (compare({ file: 'articles/x.md', text })) inspected += 1;
  }
  expect(inspected).toBeGreaterThan(timesOf(100, 20));
});
