import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A picture with soft shapes, as photographs have; 4:3 unless told. */
export function photograph(width = 1200, height = 900): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="g"><stop stop-color="#2468ac"/><stop offset="1" stop-color="#2a70b4"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#g)"/>
    <circle cx="30%" cy="30%" r="10%" fill="#eedd88"/></svg>`;
  return sharp(Buffer.from(svg));
}

/** Four quarters: red, green above blue, white. Which way up it is shows at its corners. */
export async function quarters(width: number, height: number): Promise<Sharp> {
  const [w, h] = [width / 2, height / 2];
  const tile = (background: string) => ({
    create: { width: w, height: h, channels: 3 as const, background },
  });
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } }).composite([
    { input: tile('#ff0000'), left: 0, top: 0 },
    { input: tile('#00ff00'), left: w, top: 0 },
    { input: tile('#0000ff'), left: 0, top: h },
  ]);
}

/** A camera's JPEG, on its side with the place where it was taken: upright it is `height` × `width`. */
export async function cameraJpeg(width = 800, height = 600): Promise<Buffer> {
  const picture = await (await quarters(width, height)).png().toBuffer();
  return sharp(picture)
    .withExif({
      IFD0: { Make: 'Camera', Artist: 'Somebody' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '40/1 10/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** Pixels that no codec makes small; the same each time. */
export function noise(width: number, height: number): Sharp {
  let state = 1;
  const bytes = Buffer.alloc(width * height * 3);
  for (let at = 0; at < bytes.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return sharp(bytes, { raw: { width, height, channels: 3 } });
}

/** A GIF, or WebP, of so many frames. */
export async function animation(format: 'gif' | 'webp', frames = 3): Promise<Buffer> {
  const colours = ['#ff0000', '#00ff00', '#0000ff'];
  const inputs = await Promise.all(
    Array.from({ length: frames }, (_, index) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background: colours[index % 3] ?? '#000000' } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(inputs, { join: { animated: true } })
    .toFormat(format, { delay: 100 })
    .toBuffer();
}

/** A PNG that says it is as large as this, and holds next to nothing. */
export function hollowPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', Buffer.from('789c0300000000 01'.replace(' ', ''), 'hex')),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Facts of a picture for tests that need no picture. */
export const someFacts = {
  width: 1500,
  height: 1000,
  format: 'jpeg',
  hash: '0123456789abcdef0123',
  color: '#336699',
  hasAlpha: false,
  isAnimated: false,
  bytes: 1000,
  hasPlace: false,
} as const;
