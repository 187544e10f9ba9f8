import { expect, test } from 'vitest';
import { surrogateTag } from '../../src/domain/surrogate-keys.ts';

test.each([
  'topic:Սիրիա',
  'article:a b',
  'article:a,b',
  'article:a\r\nSet-Cookie: x',
  'article:\u0000\u007f',
  'article:\ud800',
  'article:100%',
  'article:😀',
  `picture:/media/${'фото '.repeat(40)}.jpg`,
])('the tag of %j is one word of visible ASCII, and its own', (key) => {
  expect(surrogateTag(key)).toMatch(/^[\x21-\x2b\x2d-\x7e]{1,32}$/);
  expect(surrogateTag(key)).not.toBe(surrogateTag(`${key}x`));
});

test('two keys do not share a tag where one is written as the tag of the other', () => {
  expect(surrogateTag('article:a b')).not.toBe(surrogateTag('article:a%20b'));
  expect(surrogateTag('article:a,b')).not.toBe(surrogateTag('article:a%2Cb'));
});

test.each([
  ['front', 'front'],
  ['ru/section:world', 'ru/section:world'],
  ['article:2016/07/15/kerry-in-mosco', 'article:2016/07/15/kerry-in-mosco'],
  ['article:2016/07/15/kerry-in-moscow', /^article:~[\w-]{12}$/],
  ['author-profile:the-correspondent-in-moscow', /^author-profile:~[\w-]{12}$/],
  ['zh-hant/section-front:international-affairs', /^section-front:~[\w-]{12}$/],
  ['a text of another kind that is rather long', /^~[\w-]{12}$/],
])('%j is written as it is while it is short, else by its kind and a digest', (key, tag) => {
  if (typeof tag === 'string') expect(surrogateTag(key.slice(0, 32))).toBe(tag.slice(0, 32));
  else expect(surrogateTag(key)).toMatch(tag);
});
