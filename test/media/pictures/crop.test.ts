import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { MAX_CROP_BYTES, makeCrop } from '../../../src/media/pictures/crop.ts';
import { CROP_SHAPES, type CropShape, cropSize, planCrop } from '../../../src/media/pictures/crop-box.ts';
import { COPYRIGHT, CREDIT, markedJpeg, SECRET } from '../../support/marked-pictures.ts';
import { marksIn } from '../../support/marks-in.ts';
import { cameraJpeg, noise, quarters } from '../pictures.ts';

const SHAPES = Object.keys(CROP_SHAPES) as CropShape[];

describe('size', () => {
  test('is the shape’s own for a picture that is large enough', () => {
    expect(cropSize({ width: 4000, height: 3000 }, 'card')).toEqual({ width: 1200, height: 630 });
    expect(cropSize({ width: 1200, height: 1200 }, 'square')).toEqual({ width: 1200, height: 1200 });
  });

  test('is the largest of that ratio for a smaller one', () => {
    expect(cropSize({ width: 600, height: 5000 }, 'card')).toEqual({ width: 600, height: 315 });
    expect(cropSize({ width: 5000, height: 300 }, 'square')).toEqual({ width: 300, height: 300 });
    expect(cropSize({ width: 1, height: 1 }, 'wide')).toEqual({ width: 1, height: 1 });
    expect(cropSize({ width: 9000, height: 1 }, 'card')).toEqual({ width: 1, height: 1 });
  });
});

describe('place', () => {
  test('is the middle, and higher in an upright picture', () => {
    expect(planCrop({ width: 1600, height: 1200 }, 'square').box).toMatchObject({ left: 200, top: 0 });
    const upright = planCrop({ width: 1200, height: 1800 }, 'card').box;
    expect(upright).toMatchObject({ left: 0, top: 285 });
    expect(upright.top).toBeLessThan((1800 - 630) / 2);
  });

  test('follows the focal point as far as the edges let it', () => {
    const size = { width: 1600, height: 1200 };
    expect(planCrop(size, 'square', { x: 0, y: 0 }).box.left).toBe(0);
    expect(planCrop(size, 'square', { x: 0.45, y: 0.5 }).box.left).toBe(120);
    expect(planCrop(size, 'square', { x: 1, y: 1 }).box.left).toBe(400);
  });

  test('lies within the scaled picture, whatever its size', () => {
    for (const shape of SHAPES)
      for (let width = 1; width < 2500; width += 37)
        for (let height = 1; height < 2500; height += 41)
          for (const focus of [
            { x: 0, y: 0 },
            { x: 1, y: 1 },
            { x: 0.333, y: 0.666 },
          ]) {
            const { scaled, box } = planCrop({ width, height }, shape, focus);
            if (
              box.left < 0 ||
              box.top < 0 ||
              box.left + box.width > scaled.width ||
              box.top + box.height > scaled.height ||
              scaled.width > width ||
              scaled.height > height
            )
              expect.fail(`${shape} of ${width} × ${height}: ${JSON.stringify({ scaled, box })}`);
          }
  });
});

describe('picture', () => {
  test.each(SHAPES)('%s has the size that was foretold', async (shape) => {
    for (const size of [
      { width: 1600, height: 1000 },
      { width: 500, height: 777 },
    ]) {
      const source = await (await quarters(size.width, size.height + (size.height % 2))).jpeg().toBuffer();
      const even = { width: size.width, height: size.height + (size.height % 2) };
      const crop = await makeCrop(source, even, shape, null);
      expect(await sharp(crop).metadata()).toMatchObject({ format: 'jpeg', ...cropSize(even, shape) });
    }
  });

  test('is cut from the upright picture, without metadata', async () => {
    const crop = await makeCrop(await cameraJpeg(800, 600), { width: 600, height: 800 }, 'square', {
      x: 0.5,
      y: 0,
    });
    const metadata = await sharp(crop).metadata();
    expect(metadata).toMatchObject({ width: 600, height: 600 });
    expect(metadata.exif).toBeUndefined();
    const { data } = await sharp(crop).raw().toBuffer({ resolveWithObject: true });
    // The upper quarters, turned: blue and red.
    expect([...data.subarray(0, 3)].map((value) => value > 127)).toEqual([false, false, true]);
  });

  test('never weighs more than messengers take', async () => {
    const source = await noise(1200, 1200).png({ compressionLevel: 0 }).toBuffer();
    const crop = await makeCrop(source, { width: 1200, height: 1200 }, 'square', null);
    expect(crop.length).toBeLessThanOrEqual(MAX_CROP_BYTES);
    expect(await sharp(crop).metadata()).toMatchObject({ width: 1200, height: 1200 });
  });

  test('of a damaged picture is an error', async () => {
    const whole = await (await quarters(800, 600)).png().toBuffer();
    const cut = whole.subarray(0, whole.length / 2);
    await expect(makeCrop(cut, { width: 800, height: 600 }, 'card', null)).rejects.toMatchObject({
      code: 'picture-damaged',
    });
  });
});

test('a crop says whose the picture is, and nothing else', async () => {
  const made = await makeCrop(
    await markedJpeg('xmp', { width: 640 }),
    { width: 640, height: 480 },
    'card',
    null,
  );
  expect(made.includes(SECRET)).toBe(false);
  expect(await marksIn(made)).toMatchObject({
    notice: { copyright: COPYRIGHT, credit: CREDIT },
    orientation: 1,
    hasPlace: false,
  });
});
