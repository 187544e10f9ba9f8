import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { examinePicture } from '../../../src/media/pictures/examine-picture.ts';
import { probeBytes } from '../../../src/media/pictures/probe-picture.ts';
import { isSoundJpeg } from '../../../src/media/pictures/sound-jpeg.ts';
import { isSoundPng } from '../../../src/media/pictures/sound-png.ts';
import { noise } from '../pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'examine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const picture = () => noise(90, 60);

const JPEGS = {
  baseline: () => picture().jpeg(),
  progressive: () => picture().jpeg({ progressive: true }),
  'with scans of its own': () => picture().jpeg({ progressive: true, optimiseScans: true }),
  'with all of its colour': () => picture().jpeg({ chromaSubsampling: '4:4:4' }),
  grey: () => picture().greyscale().jpeg({ progressive: true }),
} as const;
const PNGS = {
  plain: () => picture().png(),
  interlaced: () => picture().png({ progressive: true }),
  'with a palette': () => picture().png({ palette: true }),
} as const;

/** Numbers from 0 to 1 that are the same in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

/** The bytes with a fault: one byte, a hole, a marker, or something near the beginning, where the tables are. */
function damage(bytes: Buffer, nth: number, next: () => number): Buffer {
  const broken = Buffer.from(bytes);
  const place = (): number => Math.floor(next() * broken.length);
  const byte = (): number => Math.floor(next() * 256);
  if (nth % 4 === 0) broken[place()] = byte();
  else if (nth % 4 === 1) {
    const from = place();
    broken.fill(0, from, Math.min(broken.length, from + 500));
  } else if (nth % 4 === 2) broken.set([0xff, 0xc0 + (byte() >> 2)], Math.min(place(), broken.length - 2));
  else broken[Math.floor(next() * 700)] = byte();
  return broken;
}

const isShown = (bytes: Buffer, name: string): Promise<boolean> =>
  probeBytes(bytes, name).then(
    () => true,
    () => false,
  );

describe.each([
  ['a.jpg', isSoundJpeg, Object.entries(JPEGS)],
  ['a.png', isSoundPng, Object.entries(PNGS)],
] as const)('%s', (name, isSound, kinds) => {
  test.each(kinds)('%s is sound', async (_kind, make) => {
    expect(isSound(await make().toBuffer())).toBe(true);
  });

  test.each(kinds)('%s is not, where it is broken so that it cannot be shown', async (_kind, make) => {
    const bytes = await make().toBuffer();
    const next = numbers(7);
    for (let nth = 0; nth < 100; nth += 1) {
      const broken = damage(bytes, nth, next);
      if (isSound(broken)) expect(await isShown(broken, name)).toBe(true);
    }
    for (const length of [3, 20, bytes.length >> 1, bytes.length - 2])
      expect(isSound(bytes.subarray(0, length))).toBe(false);
  });
});

describe('a picture that is examined', () => {
  const examine = (name: string, bytes: Buffer) => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return examinePicture(file).then(
      (found) => found,
      (error: { code: string }) => error.code,
    );
  };

  test('says what it is, and whether it tells a place', async () => {
    expect(await examine('a.jpg', await picture().jpeg().toBuffer())).toEqual({
      format: 'jpeg',
      hasPlace: false,
    });
    const placed = picture().withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '40/1 10/1 0/1' } });
    expect(await examine('b.jpg', await placed.jpeg().toBuffer())).toMatchObject({ hasPlace: true });
    expect(await examine('c.webp', await picture().webp().toBuffer())).toEqual({
      format: 'webp',
      hasPlace: false,
    });
  });

  test('is refused as when it is shown', async () => {
    const jpeg = await picture().jpeg().toBuffer();
    const webp = await picture().webp().toBuffer();
    for (const [name, bytes] of [
      ['cut.jpg', jpeg.subarray(0, 900)],
      ['cut.png', (await picture().png().toBuffer()).subarray(0, 900)],
      ['cut.webp', webp.subarray(0, webp.length - 40)],
      ['a.svg.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
      ['empty.png', Buffer.alloc(0)],
      ['note.jpg', Buffer.from('a note')],
    ] as const) {
      const shown = await probeBytes(bytes, name).then(
        () => 'shown',
        (error: { code: string }) => error.code,
      );
      expect(typeof (await examine(name, bytes))).toBe('string');
      if (bytes.length > 0) expect(await examine(name, bytes)).toBe(shown);
    }
  });
});
