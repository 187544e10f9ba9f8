import { expect, test } from 'vitest';
import { formerSlugs } from '../../../src/catalog/read/former-slugs.ts';
import { toSlug } from '../../../src/domain/slug.ts';

const named = (...names: string[]) => names.map((name) => ({ name, slug: toSlug(name) }));

test('names that had another slug by the former rule lead on', () => {
  expect([...formerSlugs(named('Kerry', 'İzmir', 'می\u200cخواهم', 'İ\u00adx y'))]).toEqual([
    ['می-خواهم', 'میخواهم'],
    ['i-x-y', 'ix-y'],
  ]);
});

test('a former slug that is another’s today is that one’s', () => {
  expect(formerSlugs(named('a\u200bb', 'A b')).size).toBe(0);
});
