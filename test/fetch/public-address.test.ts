import { expect, test } from 'vitest';
import { isPublicAddress } from '../../src/fetch/public-address.ts';

test.each([
  ['1.1.1.1', true],
  ['2606:4700::1111', true],
  // What IPv6 wraps is judged as what it wraps, public or not.
  ['::ffff:1.1.1.1', true],
  ['::ffff:101:101', true],
  ['64:ff9b::1.1.1.1', true],
  ['::ffff:10.0.0.1', false],
  ['::ffff:127.0.0.1', false],
  ['64:ff9b::192.168.0.1', false],
  // Wrapped in ways that are nobody’s way to a public address.
  ['::101:101', false],
  ['2002:101:101::', false],
  ['2001:0:101:101::', false],
  ['64:ff9b:1::1.1.1.1', false],
  ['ff02::1', false],
  ['no address', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
