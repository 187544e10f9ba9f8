import { expect, test } from 'vitest';
import type { ZodType } from 'zod';
import { articleSchemaOf, createStandingPageSchema } from '../../src/content/articles/schema.ts';
import { directReaderOf, readDirectly, UNUSUAL } from '../../src/problems/reading/direct-reader.ts';
import type { SourceData } from '../../src/problems/reading/located-data.ts';
import { TEST_SITE } from './test-site.ts';

const VALUES: readonly SourceData[] = [
  '',
  ' ',
  'Kerry in Moscow',
  '  two   blanks\t',
  'a'.repeat(121),
  'a'.repeat(2001),
  'Սփյուռք, Հայաստան',
  '2016-07-15',
  '2016-07-15 09:30',
  '2016-13-15',
  '010',
  '12345678',
  'true',
  'No',
  'World',
  'world',
  'analysis',
  'hy',
  'pt_BR',
  'xx-nothing',
  'https://example.org/a b',
  'https://example.org/a',
  '/old/address',
  '/',
  '//e.org',
  ',,',
  'a,b, a',
  '—',
  [],
  ['a', 'b', 'A'],
  ['a', ''],
  ['—'],
  ['/a', '/b'],
  [['a']],
  [{ name: 'a' }, 'b'],
  { name: 'a' },
  { src: '/media/a.jpg' },
  {},
];

const FIELDS: Readonly<Record<string, ZodType>> = {
  ...articleSchemaOf(TEST_SITE).shape,
  ...createStandingPageSchema().shape,
};

test.each(Object.keys(FIELDS))('%s is read directly as its schema reads it', (key) => {
  const field = FIELDS[key] as ZodType;
  const reader = directReaderOf(field);
  for (const value of reader === null ? [] : VALUES) {
    const direct = readDirectly(reader as NonNullable<typeof reader>, value);
    if (direct === UNUSUAL) continue;
    expect(field.safeParse(value), JSON.stringify(value)).toEqual({ success: true, data: direct });
  }
});

test('the usual forms of fields have readers', () => {
  const keys = Object.keys(FIELDS).filter((key) => directReaderOf(FIELDS[key] as ZodType) !== null);
  expect(keys).toEqual(expect.arrayContaining(['title', 'date', 'topics', 'authors', 'section', 'draft']));
  const topics = directReaderOf(FIELDS['topics'] as ZodType);
  expect(topics && readDirectly(topics, ['Syria', 'Russia'])).toEqual([
    { name: 'Syria', slug: 'syria' },
    { name: 'Russia', slug: 'russia' },
  ]);
});
