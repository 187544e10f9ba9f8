import { expect, test } from 'vitest';
import { readOembed } from '../../../src/ingest/embeds/read-oembed.ts';
import { runWithDeadline } from '../../../src/problems/reading/run-with-deadline.ts';

const read = (answer: unknown, kind: 'video' | 'post' = 'video') =>
  readOembed(new TextEncoder().encode(typeof answer === 'string' ? answer : JSON.stringify(answer)), kind);

test('title, author, picture and length are read, and no HTML', () => {
  expect(
    read({
      type: 'video',
      title: 'The  launch\n',
      author_name: 'Harbour TV',
      thumbnail_url: '//i.ytimg.com/vi/a/hqdefault.jpg',
      duration: 61.4,
      html: '<iframe src="https://evil.example"></iframe>',
    }),
  ).toEqual({
    title: 'The launch',
    author: 'Harbour TV',
    text: null,
    pictureUrl: 'https://i.ytimg.com/vi/a/hqdefault.jpg',
    seconds: 61,
  });
});

test('of a post the words of its first paragraph are read', () => {
  const html =
    '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">One &amp; two<br>three <a href="https://t.co/a">t.co/a</a> pic.twitter.com/xyz</p>&mdash; jack (@jack)</blockquote><script>alert(1)</script>';
  expect(read({ author_name: 'jack', html }, 'post')).toMatchObject({
    text: 'One & two three t.co/a',
    author: 'jack',
  });
});

test('what stands for pictures in a post is left out', () => {
  const html = (words: string) => `<blockquote class="bluesky-embed"><p lang="en">${words}</p></blockquote>`;
  const textOf = (words: string) => read({ html: html(words) }, 'post')?.text;
  expect(textOf('A boat<br><br><a href="https://bsky.app/x">[image or embed]</a>')).toBe('A boat');
  expect(textOf('A boat <a href="https://t.co/a">https://t.co/a1B2</a>')).toBe('A boat');
});

test('markup in words is text, and they are bounded', () => {
  const facts = read({ title: '<img src=x onerror=alert(1)>', author_name: 'a'.repeat(90_000) });
  expect(facts?.title).toBe('<img src=x onerror=alert(1)>');
  expect([...(facts?.author ?? '')].length).toBeLessThanOrEqual(121);
  expect(read({ title: 'a\u202eb\u0000c' })?.title).toBe('abc');
});

test.each([
  'javascript:alert(1)',
  'data:image/png;base64,AAAA',
  'http://i.example/a.jpg',
  'https://127.0.0.1/a.jpg',
  'https://[::1]/a.jpg',
  'https://2130706433/a.jpg',
  'https://localhost/a.jpg',
  'https://user:secret@i.example/a.jpg',
  'https://i.example:8443/a.jpg',
  `https://i.example/${'a'.repeat(3000)}.jpg`,
])('the picture %s is none', (thumbnail_url) => {
  expect(read({ title: 'T', thumbnail_url })?.pictureUrl).toBeNull();
});

test.each([
  '',
  'null',
  '[]',
  '"x"',
  '<html>',
  '{"title":1,"author_name":{},"thumbnail_url":[],"html":null,"duration":"x"}',
  '{}',
  '{"__proto__":{"title":"x"}}',
])('%s tells nothing', (answer) => {
  expect(read(answer)).toBeNull();
});

test('a hostile post is read in time', () => {
  const posts = [
    '<blockquote '.repeat(8_000),
    `<blockquote><p>${'<br '.repeat(20_000)}`,
    `<blockquote>${' '.repeat(90_000)}`,
  ];
  const outcome = runWithDeadline(() => posts.map((html) => read({ title: 'x', html }, 'post')), 2_000);
  expect(outcome.kind).toBe('done');
});
