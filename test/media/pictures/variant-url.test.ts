import { describe, expect, test } from 'vitest';
import {
  cropUrl,
  isOffered,
  originalUrl,
  parseVariantPath,
  srcsetOf,
  variantUrl,
} from '../../../src/media/pictures/variant-url.ts';
import { someFacts } from '../pictures.ts';

const { hash } = someFacts;

describe('paths are read as they are written', () => {
  test.each(['avif', 'webp', 'jpeg', 'png'] as const)('of a variant in %s', (format) => {
    expect(parseVariantPath(variantUrl(hash, 640, format))).toEqual({
      kind: 'variant',
      hash,
      width: 640,
      format,
    });
  });

  test('of crops, the focal point in hundredths', () => {
    expect(cropUrl(hash, 'four-three', null)).toBe(`/pictures/${hash}-four-three.jpg`);
    expect(cropUrl(hash, 'card', { x: 0.254, y: 1 })).toBe(`/pictures/${hash}-card-25-100.jpg`);
    expect(parseVariantPath(`/pictures/${hash}-four-three.jpg`)).toEqual({
      kind: 'crop',
      hash,
      shape: 'four-three',
      focus: null,
    });
    expect(parseVariantPath(`/pictures/${hash}-card-25-100.jpg`)).toEqual({
      kind: 'crop',
      hash,
      shape: 'card',
      focus: { x: 0.25, y: 1 },
    });
  });

  test('of originals', () => {
    const url = originalUrl({ ...someFacts, format: 'gif' });
    expect(parseVariantPath(url)).toEqual({ kind: 'original', hash, format: 'gif' });
  });
});

test.each([
  '/pictures/',
  `/pictures/${hash}`,
  `/pictures/${hash}-0.jpg`,
  `/pictures/${hash}-0320.jpg`,
  `/pictures/${hash}-2001.jpg`,
  `/pictures/${hash}-99999.jpg`,
  `/pictures/${hash}-320.jpeg`,
  `/pictures/${hash}-320.JPG`,
  `/pictures/${hash}-320.gif`,
  `/pictures/${hash}-320.svg`,
  `/pictures/${hash}-320.jpg/`,
  `/pictures/${hash}-320.jpg\n`,
  `/pictures/${hash}-320.jpg?x`,
  `/pictures/${hash.toUpperCase()}-320.jpg`,
  `/pictures/${hash.slice(1)}-320.jpg`,
  `/pictures/../${hash}-320.jpg`,
  `/pictures/${hash}-card.png`,
  `/pictures/${hash}-card-1.jpg`,
  `/pictures/${hash}-card-01-50.jpg`,
  `/pictures/${hash}-card-101-50.jpg`,
  `/pictures/${hash}-constructor.jpg`,
  `/pictures/${hash}-toString.jpg`,
  `/x/pictures/${hash}-320.jpg`,
])('%j is no picture', (path) => {
  expect(parseVariantPath(path)).toBeNull();
});

test('srcset lists the widths; a format that is not offered has none', () => {
  const facts = { ...someFacts, width: 500 };
  expect(srcsetOf(facts, 'webp')).toBe(
    `/pictures/${hash}-320.webp 320w, /pictures/${hash}-480.webp 480w, /pictures/${hash}-500.webp 500w`,
  );
  expect(srcsetOf(facts, 'png')).toBe('');
  expect(srcsetOf({ ...facts, isAnimated: true }, 'webp')).toBe('');
});

test('only what pages link to is offered', () => {
  const asks = (path: string, facts: Parameters<typeof isOffered>[0] = someFacts) => {
    const request = parseVariantPath(path);
    return request !== null && isOffered(facts, request);
  };
  expect(asks(variantUrl(hash, 640, 'avif'))).toBe(true);
  expect(asks(variantUrl(hash, 641, 'avif'))).toBe(false);
  expect(asks(variantUrl(hash, 1500, 'avif'))).toBe(true);
  expect(asks(variantUrl(hash, 1600, 'avif'))).toBe(false);
  expect(asks(variantUrl(hash, 640, 'png'))).toBe(false);
  expect(asks(variantUrl('f'.repeat(20), 640, 'avif'))).toBe(false);
  expect(asks(originalUrl(someFacts))).toBe(false);
  const film = { ...someFacts, format: 'gif', isAnimated: true } as const;
  expect(asks(originalUrl(film), film)).toBe(true);
  expect(asks(cropUrl(hash, 'wide', null))).toBe(true);
});
