import { describe, expect, test } from 'vitest';
import { fediverseAmong, toFediverseAddress } from '../../../src/domain/machines/fediverse-address.ts';

describe('an account of the Fediverse', () => {
  test.each([
    ['@desk@example.social', '@desk@example.social'],
    ['desk@Example.Social', '@desk@example.social'],
    ['acct:desk@example.social', '@desk@example.social'],
    [' @Night_Desk.2@news.example.social ', '@Night_Desk.2@news.example.social'],
    ['https://example.social/@desk', '@desk@example.social'],
    ['https://example.social/@desk/', '@desk@example.social'],
    ['https://www.example.social/@desk', '@desk@example.social'],
    ['https://example.social/@desk?x#y', '@desk@example.social'],
    ['https://example.social/users/desk', '@desk@example.social'],
    ['https://example.social/@desk@other.example', '@desk@other.example'],
    ['@desk@xn--bcher-kva.example', '@desk@xn--bcher-kva.example'],
  ])('%s', (written, address) => {
    expect(toFediverseAddress(written)).toBe(address);
  });

  test.each([
    '',
    '@desk',
    'desk',
    '@desk@localhost',
    '@desk@example.social" onload="x',
    '@a b@example.social',
    'https://example.social/',
    'https://example.social/@desk/1234',
    'https://example.social:8443/@desk',
    'https://127.0.0.1/@desk',
    'https://medium.com/@desk',
    'https://www.youtube.com/@desk',
    'https://x.com/desk',
    'mailto:desk@example.social',
    `@${'a'.repeat(100)}@example.social`,
    `@a@${'a.'.repeat(50_000)}example`,
  ])('is not: %.40s', (written) => {
    expect(toFediverseAddress(written)).toBeNull();
  });
});

test('among pages elsewhere the first account counts, and no mere mail address', () => {
  const links = [
    'https://x.com/desk',
    'https://www.tiktok.com/@desk',
    'https://example.social/@desk',
    'https://other.example/@desk',
  ];
  expect(fediverseAmong(links.map((url) => ({ url })))).toBe('@desk@example.social');
  expect(fediverseAmong([])).toBeNull();
});
