import sharp from 'sharp';

/** Pixels of a side of the tile of grain. */
const TILE = 256;

/**
 * Makes a JPEG of an SVG, in its own size, with the grain of a print: grey noise of `strength` levels of 255 up or down. The
 * same drawing gives the same bytes.
 */
export function drawPhoto(svg: string, strength = 9): Promise<Buffer> {
  const grain = sharp(grainTile(strength), { raw: { width: TILE, height: TILE, channels: 4 } }).png();
  return grain.toBuffer().then((input) =>
    sharp(Buffer.from(svg))
      .composite([{ input, tile: true }])
      .flatten()
      .jpeg({ quality: 72 })
      .toBuffer(),
  );
}

/** White and black dots, as RGBA; xorshift32 makes them the same each time. */
function grainTile(strength: number): Buffer {
  const pixels = Buffer.alloc(TILE * TILE * 4);
  let state = 0x9e3779b9;
  for (let index = 0; index < pixels.length; index += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const isLight = (state & 1) === 1;
    pixels.fill(isLight ? 255 : 0, index, index + 3);
    pixels[index + 3] = (state >>> 8) % (strength * 2);
  }
  return pixels;
}
