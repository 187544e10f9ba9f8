import { describe, expect, test } from 'vitest';
import { canonicalTarget } from '../../../src/domain/addresses/canonical-target.ts';

const EXEMPT = ['/assets/', '/media/'];

test.each([
  '/',
  '/?q=A%20b',
  '/2016/07/15/kerry-putin',
  '/sections/world/feed.xml',
  '/search?q=Kerry&Q=%zz//x\\',
  '/%D5%BD%D6%83%D5%B5%D5%B8%D6%82%D5%BC%D6%84',
  '/.well-known/security.txt',
  '/a%20b',
  '/a%2523',
  '/assets/Site-AbC.css',
  '/media//Photo%20(1).JPG',
  "/it's(fine)!*~",
])('%s is canonical', (target) => {
  expect(canonicalTarget(target, EXEMPT)).toEqual({ kind: 'canonical' });
});

test.each([
  ['/Sections/World', '/sections/world'],
  ['/a/', '/a'],
  ['/a//b///', '/a/b'],
  ['//', '/'],
  ['/A?Q=B%2f&x=/Y/', '/a?Q=B%2f&x=/Y/'],
  ['/a/?', '/a?'],
  ['/%61bc', '/abc'],
  ['/caf%c3%a9', '/caf%C3%A9'],
  ['/CAF%C3%89', '/caf%C3%A9'],
  ['/%D5%8D%D6%83', '/%D5%BD%D6%83'],
  ['/a,b', '/a%2Cb'],
  ['/a%28b%29', '/a(b)'],
  ['/A#b', '/a%23b'],
  ['//evil.example', '/evil.example'],
  ['//evil.example/%61', '/evil.example/a'],
  ['///evil.example/', '/evil.example'],
  ['/cafe%CC%81', '/caf%C3%A9'],
  ['/CAFE%CC%81?q=e%CC%81', '/caf%C3%A9?q=e%CC%81'],
  ['/%C4%B0zmir', '/izmir'],
  ['/about%E2%80%8B', '/about'],
  ['/a/%E2%80%8B/%EF%BB%BF', '/a'],
])('%j moves to %s', (target, location) => {
  expect(canonicalTarget(target, EXEMPT)).toMatchObject({ kind: 'moved', location });
});

test('a target is told as an earlier rule wrote it, where that is another', () => {
  const former = (target: string) => canonicalTarget(target, EXEMPT);
  expect(former('/Caf%C3%89')).toMatchObject({ formerPath: null });
  expect(former('/%C4%B0zmir/cafe%cc%81/')).toMatchObject({
    location: '/izmir/caf%C3%A9',
    formerPath: '/i%CC%87zmir/cafe%CC%81',
  });
});

test.each([
  ['/%', 400],
  ['/%zz', 400],
  ['/%c3', 400],
  ['/%c0%ae', 400],
  ['/%ed%a0%80', 400],
  ['*', 400],
  ['', 400],
  ['evil.example:80', 400],
  ['/a%00b', 404],
  ['/a%0d%0aLocation:x', 404],
  ['/%7f', 404],
  ['/%C2%85', 404],
  ['/%E2%80%A8', 404],
  ['/a%2Fb', 404],
  ['/%2F%2Fevil.example', 404],
  ['/%2f%2fevil.example', 404],
  ['/\\evil.example', 404],
  ['/%5Cevil.example', 404],
  ['/%5c%5cevil.example', 404],
  ['/..', 404],
  ['/a/../b', 404],
  ['/%2e%2e/b', 404],
  ['/./a', 404],
  ['/.%E2%80%8B./a', 404],
  [`/${'a'.repeat(8_000)}`, 414],
])('%j is refused with %i', (target, status) => {
  expect(canonicalTarget(target, EXEMPT)).toMatchObject({ kind: 'refused', status });
});

test('an exempt prefix holds for the path as written only', () => {
  expect(canonicalTarget('/assetsX/A', EXEMPT)).toMatchObject({ kind: 'moved', location: '/assetsx/a' });
  expect(canonicalTarget('/Assets/a.css', EXEMPT)).toMatchObject({
    kind: 'moved',
    location: '/assets/a.css',
  });
});

describe('20,000 random targets', () => {
  const PIECES = [
    '/ // \\ %2F %2f %5C . .. %2e %00 %0a % %4 %zz %25 %252F',
    'a Z World - _ ~ %20 + @ : ; , = & # ? ?x=//Y \' ( "',
    'e%CC%81 i%CC%87 %E2%80%8B %C3%89 %c3%a9 %D5%8D %C4%B0 %CE%A3 %C3%9F %E1%BA%9E %EF%BC%A1 %F0%90%90%80 %ED%A0%80 %E2%80%A8 J%CC%8C',
    'evil.example http:// assets/',
  ].flatMap((line) => line.split(' '));
  const random = createRandom(20_160_715);
  const targets = Array.from({ length: 20_000 }, () => {
    const length = 1 + Math.floor(random() * 8);
    return `/${Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)]).join('')}`;
  });
  const moved = targets.flatMap((target) => {
    const result = canonicalTarget(target, EXEMPT);
    return result.kind === 'moved' ? [{ target, location: result.location }] : [];
  });

  test('are told apart, a good part of them moving', () => {
    expect(moved.length).toBeGreaterThan(2_000);
    expect(moved.length).toBeLessThan(18_000);
  });

  test('move to what is canonical itself', () => {
    const unstable = moved.filter(({ location }) => canonicalTarget(location, EXEMPT).kind !== 'canonical');
    expect(unstable).toEqual([]);
  });

  test('never move to another host, and always to a valid header', () => {
    const open = moved.filter(({ location }) => {
      const url = new URL(location, 'https://site.example');
      return url.host !== 'site.example' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(location);
    });
    expect(open).toEqual([]);
  });
});

/** Mulberry32: the same numbers from 0 to 1 for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
