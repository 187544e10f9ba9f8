import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createVariantStore } from '../../../src/media/variants/variant-store.ts';
import { isWholePicture } from '../../../src/media/pictures/whole-picture.ts';
import { noise } from '../pictures.ts';

let folder: string;
const files = new Map<string, Buffer>();
const KINDS = ['jpg', 'png', 'webp', 'avif', 'gif'] as const;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-whole-'));
  // The same in each run: what is cut off must not end as a whole one by chance.
  const picture = noise(200, 150);
  for (const kind of KINDS)
    files.set(
      kind,
      await picture
        .clone()
        .toFormat(kind === 'jpg' ? 'jpeg' : kind)
        .toBuffer(),
    );
});
afterAll(() => rmSync(folder, { recursive: true }));

const judge = (kind: string, bytes: Buffer): Promise<boolean> => {
  const file = join(folder, `some.${kind}`);
  writeFileSync(file, bytes);
  return isWholePicture(file);
};

describe.each(KINDS)('a %s', (kind) => {
  const whole = (): Buffer => files.get(kind) ?? Buffer.alloc(0);
  test('is whole as it was made, and not when it was cut off anywhere', async () => {
    expect(await judge(kind, whole())).toBe(true);
    for (const part of [0, 0.01, 0.3, 0.7, 0.99]) {
      const cut = whole().subarray(0, Math.floor(whole().length * part));
      expect(await judge(kind, cut), `${part}`).toBe(false);
    }
  });

  test('is not whole with zeros at its beginning, and other bytes are none', async () => {
    const zeroed = Buffer.from(whole());
    zeroed.fill(0, 0, 64);
    expect(await judge(kind, zeroed)).toBe(false);
    expect(await judge(kind, Buffer.alloc(5_000, 'garbage '))).toBe(false);
  });
});

test('a stored picture that was cut off is made anew', async () => {
  const bytes = files.get('webp') ?? Buffer.alloc(0);
  const log = { warn: () => {}, info: () => {} };
  const now = Date.parse('2026-11-23T12:00:00Z');
  const store = createVariantStore({ folder, maxBytes: 1e9, now: () => now, log, isWhole: isWholePicture });
  const asker = { lane: 'pictures', client: 'a', signal: new AbortController().signal } as const;
  let made = 0;
  const make = async () => {
    made += 1;
    return bytes;
  };
  const { file } = await store.read('abcd-320.webp', make, asker);
  await store.read('abcd-320.webp', make, asker);
  expect(made).toBe(1);
  writeFileSync(String(file), bytes.subarray(0, 3_000));
  expect((await store.read('abcd-320.webp', make, asker)).bytes).toEqual(bytes);
  expect(made).toBe(2);
  expect(readFileSync(String(file))).toEqual(bytes);
});
