import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cleanPicture } from '../../src/media/clean/clean-picture.ts';
import { PictureError } from '../../src/media/picture-error.ts';
import type { PictureFormat } from '../../src/media/picture-format.ts';
import { probeBytes } from '../../src/media/pictures/probe-picture.ts';
import { createRandom } from '../content/random.ts';
import {
  COPYRIGHT,
  CREDIT,
  MARKED,
  markedGif,
  markedJpeg,
  markedPng,
  markedWebp,
  SECRET,
} from '../support/marked-pictures.ts';
import { marksIn } from '../support/marks-in.ts';

const pixels = async (bytes: Buffer): Promise<Buffer> => sharp(bytes, { animated: true }).raw().toBuffer();

test.each<[string, PictureFormat, () => Promise<Buffer>]>([
  ['a JPEG with its notice in EXIF', 'jpeg', () => markedJpeg('exif')],
  ['a JPEG with its notice in XMP', 'jpeg', () => markedJpeg('xmp')],
  ['a JPEG that is upright', 'jpeg', () => markedJpeg('exif', { orientation: 1 })],
  ['a JPEG with its notice in IPTC', 'jpeg', () => markedJpeg('iptc')],
  ['a PNG', 'png', () => markedPng()],
  ['an APNG', 'png', () => markedPng({ isMoving: true })],
  ['a WebP', 'webp', () => markedWebp(1)],
  ['a WebP that moves', 'webp', () => markedWebp(3)],
  ['a GIF', 'gif', () => markedGif(1)],
  ['a GIF that moves', 'gif', () => markedGif(3)],
  ['an AVIF', 'avif', MARKED.avif],
])('%s keeps its picture bit for bit and says whose it is, and nothing else', async (_, format, make) => {
  const source = await make();
  expect(source.includes(SECRET)).toBe(true);
  const before = await sharp(source).metadata();
  expect((await probeBytes(source, `x.${format}`)).hasPlace).toBe(true);

  const cleaned = await cleanPicture(source, format);
  expect(cleaned.includes(SECRET)).toBe(false);
  expect((await pixels(cleaned)).equals(await pixels(source))).toBe(true);
  const after = await sharp(cleaned).metadata();
  for (const kept of ['width', 'height', 'pages', 'delay', 'loop', 'space'] as const) {
    expect(after[kept]).toEqual(before[kept]);
  }
  expect(after.orientation ?? 1).toBe(before.orientation ?? 1);
  expect(after.icc).toEqual(before.icc);
  expect(after.comments).toBeUndefined();
  const copyright = format === 'avif' ? 'Agency' : COPYRIGHT;
  expect(await marksIn(cleaned)).toMatchObject({ notice: { copyright, credit: CREDIT }, hasPlace: false });
  expect((await probeBytes(cleaned, `x.${format}`)).hasPlace).toBe(false);
  // What is clean stays as it is.
  expect(await cleanPicture(cleaned, format)).toEqual(cleaned);
});

test('an APNG goes on moving', async () => {
  const cleaned = await cleanPicture(await markedPng({ isMoving: true }), 'png');
  expect(cleaned.includes('acTL') && cleaned.includes('fcTL')).toBe(true);
  for (const gone of ['tEXt', 'zTXt', 'tIME', 'caBX', 'PK']) expect(cleaned.includes(gone)).toBe(false);
});

test('a picture without metadata gets none', async () => {
  const plain = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#123' } })
    .webp()
    .toBuffer();
  expect(await cleanPicture(plain, 'webp')).toEqual(plain);
});

describe('what cannot be told apart is encoded anew', () => {
  test('a JPEG with a wrong length in a table', async () => {
    const source = await markedJpeg();
    const table = source.lastIndexOf(Buffer.from([0xff, 0xc4]), source.indexOf(Buffer.from([0xff, 0xda])));
    const padded = Buffer.concat([
      source.subarray(0, table),
      Buffer.from([0xff, 0xe9, 0, 4, 1, 2]),
      source.subarray(table),
    ]);
    expect((await cleanPicture(padded, 'jpeg')).includes(SECRET)).toBe(false);
  });

  test('a WebP whose metadata were taken into the picture', async () => {
    const source = await markedWebp(1);
    const picture = source.indexOf('VP8 ', 30);
    const forged = Buffer.from(source);
    const grown = source.readUInt32LE(picture + 4);
    const exif = source.indexOf('EXIF', picture);
    forged.writeUInt32LE(exif + 8 + source.readUInt32LE(exif + 4) - picture - 8, picture + 4);
    expect(forged.readUInt32LE(picture + 4)).toBeGreaterThan(grown);
    const cleaned = await cleanPicture(forged, 'webp');
    expect(cleaned.includes(SECRET)).toBe(false);
    expect(await sharp(cleaned).metadata()).toMatchObject({ width: 64, height: 48 });
  });

  test('a GIF with a comment taken into a picture', async () => {
    const plain = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#123' } })
      .gif()
      .toBuffer();
    const hidden = Buffer.from(`\x06${SECRET}\0`, 'latin1');
    const forged = Buffer.concat([plain.subarray(0, -2), hidden, plain.subarray(-1)]);
    const cleaned = await cleanPicture(forged, 'gif');
    expect(cleaned.includes(SECRET)).toBe(false);
    expect(await sharp(cleaned).metadata()).toMatchObject({ width: 30, height: 20 });
  });

  test('an AVIF with a property of words', async () => {
    const source = await MARKED.avif();
    const forged = Buffer.from(source);
    forged.write('udes', source.indexOf('pixi'), 'latin1');
    const cleaned = await cleanPicture(forged, 'avif').catch((error: unknown) => error);
    if (!(cleaned instanceof PictureError)) expect((cleaned as Buffer).includes(SECRET)).toBe(false);
  });
});

describe.each(Object.entries(MARKED) as [PictureFormat, () => Promise<Buffer>][])(
  'a hostile %s',
  (format, make) => {
    /** Cleaned without a trace of what must not leave, or refused; never anything else. */
    async function expectSafe(bytes: Buffer, what: string): Promise<'cleaned' | 'refused'> {
      try {
        const cleaned = await cleanPicture(bytes, format);
        expect(cleaned.includes(SECRET), what).toBe(false);
        return 'cleaned';
      } catch (error) {
        expect(error, what).toBeInstanceOf(PictureError);
        return 'refused';
      }
    }

    test('cut off anywhere before the end of its picture is refused', async () => {
      const whole = await cleanPicture(await make(), format);
      const random = createRandom(7);
      for (let round = 0; round < 60; round++) {
        const length = round < 20 ? whole.length - 1 - round : 12 + random(whole.length - 13);
        await expect(
          probeBytes(whole.subarray(0, length), `x.${format}`),
          `${length}`,
        ).rejects.toBeInstanceOf(PictureError);
        expect(await expectSafe(whole.subarray(0, length), `${length}`)).toBe('refused');
      }
    });

    test('changed at random lets nothing through', async () => {
      const source = await make();
      const random = createRandom(11);
      const outcomes = new Set<string>();
      for (let round = 0; round < 250; round++) {
        const changed = Buffer.from(source);
        for (let change = 0; change <= random(3); change++) {
          // The secret itself may not be changed: that would hide a failure.
          let at = random(changed.length);
          while (changed.subarray(Math.max(0, at - 6), at + 7).includes(SECRET)) at = random(changed.length);
          changed[at] = random(2) === 0 ? random(256) : (changed[at] ?? 0) ^ (1 << random(8));
        }
        outcomes.add(await expectSafe(changed, `round ${round}`));
      }
      expect(outcomes).toEqual(new Set(['cleaned', 'refused']));
    });
  },
);
