import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { PictureError } from '../../../src/media/picture-error.ts';
import { PICTURE_LIMITS } from '../../../src/media/picture-limits.ts';
import { pictureHash } from '../../../src/media/pictures/picture-hash.ts';
import { probePicture } from '../../../src/media/pictures/probe-picture.ts';
import { animation, cameraJpeg, hollowPng, photograph } from '../pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'dateline-pictures-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function saved(name: string, bytes: Buffer | string): string {
  const file = join(mkdtempSync(join(folder, `${files++}-`)), name);
  writeFileSync(file, bytes);
  return file;
}

async function refusalOf(name: string, bytes: Buffer | string): Promise<PictureError> {
  return errorOf(saved(name, bytes));
}

async function errorOf(file: string): Promise<PictureError> {
  const error: unknown = await probePicture(file).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PictureError);
  return error as PictureError;
}

describe('facts', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('of a %s', async (format) => {
    const bytes = await photograph(600, 400).toFormat(format).toBuffer();
    const facts = await probePicture(saved(format === 'jpeg' ? 'x.JPG' : `x.${format}`, bytes));
    expect(facts).toMatchObject({ width: 600, height: 400, format, hasAlpha: false, isAnimated: false });
    expect(facts.bytes).toBe(bytes.length);
    expect(facts.hash).toBe(pictureHash(bytes));
    expect(facts.hash).toMatch(/^[0-9a-f]{20}$/);
    const parts = facts.color.match(/[0-9a-f]{2}/g)?.map((hex) => Number.parseInt(hex, 16)) ?? [];
    const [red = 0, green = 0, blue = 0] = parts;
    expect(Math.max(Math.abs(red - 0x24), Math.abs(green - 0x68), Math.abs(blue - 0xac))).toBeLessThan(24);
  });

  test('width and height are those of the upright picture', async () => {
    const facts = await probePicture(saved('x.jpg', await cameraJpeg(800, 600)));
    expect(facts).toMatchObject({ width: 600, height: 800, hasPlace: true });
  });

  test('only what shows through has alpha', async () => {
    const png = (alpha: number) =>
      sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 9, g: 9, b: 9, alpha } } })
        .png()
        .toBuffer();
    expect(await probePicture(saved('x.png', await png(0.5)))).toMatchObject({ hasAlpha: true });
    expect(await probePicture(saved('x.png', await png(1)))).toMatchObject({ hasAlpha: false });
    expect(await probePicture(saved('x.png', await png(0)))).toMatchObject({ hasAlpha: true });
  });

  test.each(['gif', 'webp'] as const)('an animated %s is known', async (format) => {
    const facts = await probePicture(saved(`x.${format}`, await animation(format)));
    expect(facts).toMatchObject({ width: 40, height: 30, isAnimated: true });
  });

  test('CMYK, grey, 16 bits and extreme shapes are read', async () => {
    const cmyk = await photograph(100, 80).toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    expect(await probePicture(saved('x.jpg', cmyk))).toMatchObject({ width: 100, height: 80 });
    const grey = await photograph(100, 80).greyscale().toColourspace('b-w').png().toBuffer();
    expect((await probePicture(saved('x.png', grey))).color).toMatch(/^#(..)\1\1$/);
    const deep = await photograph(100, 80).toColourspace('rgb16').png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    expect((await probePicture(saved('x.png', deep))).color).toMatch(/^#[0-9a-f]{6}$/);
    for (const [width, height] of [
      [1, 1],
      [60_000, 1],
      [1, 16_000],
    ] as const) {
      const png = await sharp({ create: { width, height, channels: 3, background: '#404040' } })
        .png()
        .toBuffer();
      expect(await probePicture(saved('x.png', png))).toMatchObject({ width, height });
    }
  });
});

describe('what cannot be shown is refused with a cure', () => {
  test('a name that is wrong about the format is no fault of the picture; one of no picture is', async () => {
    const png = await photograph(50, 50).png().toBuffer();
    expect(await probePicture(saved('cover.jpg', png))).toMatchObject({ format: 'png', width: 50 });
    const jpeg = await photograph(50, 50).jpeg().toBuffer();
    for (const name of ['a.jfif', 'a.jpe', 'a.pjpeg']) {
      expect(await probePicture(saved(name, jpeg))).toMatchObject({ format: 'jpeg' });
    }
    expect(await refusalOf('cover.bmp', png)).toMatchObject({
      code: 'picture-unknown-format',
      hint: 'Rename it to end in .png.',
    });
  });

  test('an SVG under another name never reaches a drawer', async () => {
    const svg =
      '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const name of ['logo.png', 'logo.jpg'])
      expect(await refusalOf(name, svg)).toMatchObject({
        code: 'picture-svg',
        hint: 'Rename it to end in .svg, or export it as a PNG, 2,000 px wide.',
      });
  });

  test.each([
    ['Just some text.', 'a text file'],
    ['<!DOCTYPE html><html><title>404</title>', 'a web page'],
    ['%PDF-1.7', 'a PDF'],
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'a HEIC photograph'],
    ['\0\0\0\x18ftypisom\0\0\0\0isomiso2', 'a film'],
    ['II*\0....', 'a TIFF'],
    ['\0\x01\x02\x03', 'no picture for the web'],
  ])('%j is called what it is', async (start, name) => {
    const error = await refusalOf('x.jpg', Buffer.from(start, 'latin1'));
    expect(error.code).toBe('picture-unknown-format');
    expect(error.message).toContain(name);
    expect(error.hint).not.toBe('');
  });

  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('a %s that was cut off', async (format) => {
    const bytes = await photograph(600, 400).toFormat(format).toBuffer();
    const half = bytes.subarray(0, Math.floor(bytes.length / 2));
    const error = await refusalOf(format === 'jpeg' ? 'x.jpg' : `x.${format}`, half);
    expect(error.code).toBe('picture-damaged');
    expect(error.message).toMatch(/^The picture x\.\w+ is damaged or not whole: /);
    expect(error.hint).toContain('Export it again');
  });

  test('a signature with nothing after it, or with anything', async () => {
    for (const tail of ['', 'x'.repeat(5000), '\0'.repeat(5000)]) {
      const bytes = Buffer.from(`\xff\xd8\xff\xe0${tail}`, 'latin1');
      expect((await refusalOf('x.jpg', bytes)).code).toBe('picture-damaged');
    }
  });

  test('a picture that would unpack to gigabytes is refused by its header', async () => {
    const bomb = hollowPng(50_000, 50_000);
    expect(bomb.length).toBeLessThan(100);
    const before = process.memoryUsage().rss;
    const error = await refusalOf('x.png', bomb);
    expect(error.code).toBe('picture-too-many-pixels');
    expect(error.message).toBe('The picture x.png has 50,000 × 50,000 px; at most 100 megapixels are taken.');
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    expect((await refusalOf('x.png', hollowPng(10_000, 10_001))).code).toBe('picture-too-many-pixels');
    expect((await refusalOf('x.png', hollowPng(10_000, 10_000))).code).toBe('picture-damaged');
  });

  test('a strip that is higher than a web picture can be', async () => {
    expect((await refusalOf('x.png', hollowPng(1, 20_000))).code).toBe('picture-too-tall');
  });

  test('too many bytes are not even read; none at all is said', async () => {
    const file = saved('x.jpg', 'x');
    truncateSync(file, PICTURE_LIMITS.maxBytes + 1);
    expect(await errorOf(file)).toMatchObject({ code: 'picture-too-heavy' });
    expect((await refusalOf('x.jpg', '')).code).toBe('picture-empty');
  });

  test('what is no file: a folder, a pipe, nothing', async () => {
    expect((await errorOf(folder)).code).toBe('picture-unreadable');
    const pipe = join(folder, 'pipe.jpg');
    execFileSync('mkfifo', [pipe]);
    expect((await errorOf(pipe)).message).toBe('pipe.jpg is not a file.');
    expect((await errorOf(join(folder, 'none.jpg'))).message).toContain('ENOENT');
  });

  test('messages name the file without its folder', async () => {
    const link = join(folder, 'link.jpg');
    symlinkSync(saved('x.txt', 'text'), link);
    expect((await errorOf(link)).message).not.toContain(folder);
  });
});
