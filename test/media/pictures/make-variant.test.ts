import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { makeVariant } from '../../../src/media/pictures/make-variant.ts';
import { COPYRIGHT, CREDIT, markedJpeg, SECRET } from '../../support/marked-pictures.ts';
import { marksIn } from '../../support/marks-in.ts';
import { animation, cameraJpeg, hollowPng, noise, photograph } from '../pictures.ts';

const SHARP_NAMES = { avif: 'heif', webp: 'webp', jpeg: 'jpeg', png: 'png' } as const;
const FORMATS = ['avif', 'webp', 'jpeg', 'png'] as const;

/** Colours of the corners, rounded: top left, top right, bottom left. */
async function corners(bytes: Buffer): Promise<readonly string[]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): string => {
    const start = (y * info.width + x) * 3;
    return [...data.subarray(start, start + 3)].map((value) => (value > 127 ? 'f' : '0')).join('');
  };
  return [at(5, 5), at(info.width - 6, 5), at(5, info.height - 6)];
}

test.runIf(process.platform === 'linux')(
  'the threads that make it give way to those that serve',
  async () => {
    await makeVariant(await noise(2_000, 1_500).jpeg().toBuffer(), { width: 1_280, format: 'avif' });
    const nice = readdirSync('/proc/self/task').flatMap((thread) => {
      const [name = '', rest = ''] = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(/(?<=\)) /);
      return name.endsWith('(libvips worker)') ? [Number(rest.split(' ')[16])] : [];
    });
    expect(nice.length).toBeGreaterThan(0);
    expect(nice).toEqual(nice.map(() => Math.max(10, getPriority())));
  },
);

describe.each(FORMATS)('as %s', (format) => {
  test('a camera’s picture is upright and says nothing about its place, camera or owner', async () => {
    const source = await cameraJpeg(800, 600);
    const before = await sharp(source).metadata();
    expect(before.orientation).toBe(6);
    expect(source.includes('Somebody')).toBe(true);

    const made = await makeVariant(source, { width: 320, format });
    const after = await sharp(made).metadata();
    expect(after).toMatchObject({ format: SHARP_NAMES[format], width: 320, height: 427 });
    expect(after.orientation).toBeUndefined();
    expect([after.exif, after.iptc, after.xmp]).toEqual([undefined, undefined, undefined]);
    expect(made.includes('Somebody')).toBe(false);
    // Turned by a quarter: blue was at the bottom left and comes to the top left.
    expect(await corners(made)).toEqual(['00f', 'f00', 'fff']);
  });

  test('says whose the picture is, in its own letters, and nothing else', async () => {
    for (const notice of ['exif', 'xmp', 'iptc'] as const) {
      const made = await makeVariant(await markedJpeg(notice, { width: 640 }), { width: 320, format });
      expect(made.includes(SECRET)).toBe(false);
      expect((await marksIn(made)).notice).toEqual({ copyright: COPYRIGHT, credit: CREDIT });
      expect((await marksIn(made)).hasPlace).toBe(false);
    }
  });

  test('colours beyond sRGB keep their profile, those of sRGB a short one, and no profile stays none', async () => {
    const profileOf = async (icc: string | null): Promise<Buffer | undefined> => {
      const plain = photograph(40, 30);
      const source = await (icc === null ? plain : plain.withIccProfile(icc)).png().toBuffer();
      return (await sharp(await makeVariant(source, { width: 40, format })).metadata()).icc;
    };
    expect(await profileOf(null)).toBeUndefined();
    expect((await profileOf('p3'))?.includes('\0P\x003')).toBe(true);
    expect((await profileOf('srgb'))?.length).toBeLessThan(600);
  });

  test('a narrow picture is not enlarged', async () => {
    const made = await makeVariant(await photograph(200, 100).png().toBuffer(), { width: 320, format });
    expect(await sharp(made).metadata()).toMatchObject({ width: 200, height: 100 });
  });

  test('a damaged picture is an error, not half a picture', async () => {
    const whole = await photograph(800, 600).jpeg().toBuffer();
    const cut = whole.subarray(0, Math.floor(whole.length * 0.6));
    await expect(makeVariant(cut, { width: 320, format })).rejects.toMatchObject({ code: 'picture-damaged' });
  });
});

test('colours of other spaces become sRGB', async () => {
  const red = () => sharp({ create: { width: 40, height: 40, channels: 3, background: '#ff0000' } });
  const colourOf = async (bytes: Buffer): Promise<number[]> =>
    [...(await sharp(bytes).raw().toBuffer())].slice(0, 3);

  const wide = await red().withIccProfile('p3').png().toBuffer();
  expect((await sharp(wide).metadata()).icc).toBeDefined();
  const [r = 0, g = 255, b = 255] = await colourOf(await makeVariant(wide, { width: 40, format: 'png' }));
  expect(r).toBeGreaterThan(250);
  expect(Math.max(g, b)).toBeLessThan(12);

  const printed = await red().toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer();
  expect((await sharp(printed).metadata()).channels).toBe(4);
  const made = await makeVariant(printed, { width: 40, format: 'jpeg' });
  expect(await sharp(made).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
  const [printedRed = 0, printedGreen = 255] = await colourOf(made);
  expect(printedRed).toBeGreaterThan(200);
  expect(printedGreen).toBeLessThan(80);
});

test('transparency stays in WebP and PNG, and is white in a JPEG', async () => {
  const source = await sharp({ create: { width: 64, height: 64, channels: 4, background: '#00000000' } })
    .png()
    .toBuffer();
  for (const format of ['webp', 'png'] as const) {
    const stats = await sharp(await makeVariant(source, { width: 64, format })).stats();
    expect(stats.isOpaque).toBe(false);
  }
  expect(await corners(await makeVariant(source, { width: 64, format: 'jpeg' }))).toEqual([
    'fff',
    'fff',
    'fff',
  ]);
});

test('better formats are smaller, and wider variants larger', async () => {
  const source = await noise(40, 30).resize(1200, 900, { kernel: 'cubic' }).jpeg({ quality: 95 }).toBuffer();
  const size = async (width: number, format: 'avif' | 'webp' | 'jpeg'): Promise<number> =>
    (await makeVariant(source, { width, format })).length;
  expect(await size(640, 'avif')).toBeLessThan(await size(640, 'jpeg'));
  expect(await size(640, 'webp')).toBeLessThan(await size(640, 'jpeg'));
  expect(await size(320, 'jpeg')).toBeLessThan(await size(640, 'jpeg'));
});

test('a JPEG is progressive; an animation gives its first frame', async () => {
  const jpeg = await makeVariant(await photograph(400, 300).png().toBuffer(), { width: 320, format: 'jpeg' });
  expect((await sharp(jpeg).metadata()).isProgressive).toBe(true);
  const still = await makeVariant(await animation('gif'), { width: 40, format: 'png' });
  expect(await sharp(still).metadata()).toMatchObject({ width: 40, height: 30 });
  expect(await corners(still)).toEqual(['f00', 'f00', 'f00']);
});

test('a strip stays a strip', async () => {
  const strip = await sharp({ create: { width: 60_000, height: 1, channels: 3, background: '#808080' } })
    .png()
    .toBuffer();
  const made = await makeVariant(strip, { width: 320, format: 'webp' });
  expect(await sharp(made).metadata()).toMatchObject({ width: 320, height: 1 });
});

test('a picture of too many pixels is refused here as well', async () => {
  await expect(makeVariant(hollowPng(50_000, 50_000), { width: 320, format: 'webp' })).rejects.toThrow(
    /pixel limit/,
  );
});
