import { expect, test } from 'vitest';
import { findPictures } from '../../../src/content/articles/picture-references.ts';

const FILE = 'articles/2016/07/a.md';
const found = (text: string, isCertain: boolean): string[] =>
  findPictures(text, FILE)
    .filter((one) => one.isCertain === isCertain)
    .map(({ src }) => src);

test.each([
  ['![A](/media/a.jpg)', '/media/a.jpg'],
  ['x ![A](media/a.JPG "Title") y', '/media/a.JPG'],
  ['![A]( <../../../media/a b.png> )', '/media/a%20b.png'],
  ['![A](/media/a%20(1).webp)', '/media/a%20(1).webp'],
  ['![A](talk.avif)', '/articles/2016/07/talk.avif'],
  ['[![A](./talk.gif)](/about)', '/articles/2016/07/talk.gif'],
  ['[ferry]: /media/ferry.jpeg "The ferry"', '/media/ferry.jpeg'],
  ['<img alt="a" src="/media/a&amp;b.jpg?w=1">', '/media/a%26b.jpg'],
  ["<img src='../talk.jpg'>", '/articles/2016/talk.jpg'],
  ['![A](/media/a\\_b.jpg)', '/media/a_b.jpg'],
  ['![A](/wp-content/a.jpg)', '/media/wp-content/a.jpg'],
  ['see ![[maps/a b.png|300]]', '/articles/2016/07/maps/a%20b.png'],
])('%s shows a picture', (text, src) => {
  expect(found(text, true)).toEqual([src]);
});

test.each([
  ['image: /media/a.jpg', '/media/a.jpg'],
  ['  src: "my talk.jpg"', '/articles/2016/07/my%20talk.jpg'],
  ['image: ./my talk.jpg', '/articles/2016/07/my%20talk.jpg'],
  ['<img src=/media/a.jpg>', '/media/a.jpg'],
  ['the file media/a.jpg, that is', '/media/a.jpg'],
])('%s may show one', (text, src) => {
  expect(found(text, true)).toEqual([]);
  expect(found(text, false)).toContain(src);
});

test.each([
  'no picture.jpgs here',
  '![A](https://e.example/a.jpg)',
  '![A](/media/.hidden.jpg)',
  '![A](data:image/png;base64,x.jpg)',
])('%s names none of the site', (text) => {
  expect(findPictures(text, FILE)).toEqual([]);
});

test('pictures side by side are told apart', () => {
  expect(found('![A](/media/a.jpg)![B](/media/b.jpg)<img src="c.jpg">', true)).toEqual([
    '/media/a.jpg',
    '/media/b.jpg',
    '/articles/2016/07/c.jpg',
  ]);
});

test('each picture comes once, at its first certain place', () => {
  const text = 'See /media/a.jpg.\n\n![A](/media/a.jpg) and ![A](/media/a.jpg)\n';
  expect(findPictures(text, FILE)).toEqual([
    { src: '/media/a.jpg', tail: 1, isAnywhere: false, offset: 24, isCertain: true },
  ]);
});

test('no text takes long', () => {
  const hostile = [
    '](.jpg'.repeat(100_000),
    '.jpg'.repeat(200_000),
    `${']('.repeat(400)} x.jpg\n`.repeat(2_000),
    `src="${'a '.repeat(300_000)}.jpg`,
  ];
  for (const text of hostile) expect(findPictures(text, FILE).length).toBeLessThanOrEqual(8_000);
});
