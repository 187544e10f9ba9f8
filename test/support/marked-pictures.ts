import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import type { PictureFormat } from '../../src/media/picture-format.ts';

/** Stands in everything that must not leave. */
export const SECRET = 'SECRET';
/** What leaves with the picture. */
export const COPYRIGHT = '© 2026 Ժամ Agency & Sons';
export const CREDIT = 'Agency <Yerevan>';

const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const NAMESPACES =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"';

/** An XMP packet as an editing program writes it: creator, place, history, and whose it is. */
export const editedXmp = (): string =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${RDF}><rdf:Description rdf:about="" ${NAMESPACES} exif:GPSLatitude="40,10.5N" exif:GPSLongitude="44,30E" photoshop:Credit="Agency &lt;Yerevan&gt;" photoshop:City="${SECRET} city"><dc:creator><rdf:Seq><rdf:li>${SECRET} person</rdf:li></rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li xml:lang="fr">non</rdf:li><rdf:li xml:lang="x-default">${COPYRIGHT.replace('&', '&amp;')}</rdf:li></rdf:Alt></dc:rights><xmpMM:History>${SECRET} history</xmpMM:History></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** An EXIF block as a camera writes it: maker, artist, place, serial number, note, and a notice where one is given. */
export function cameraExif(copyright: string | null, orientation = 6): Buffer {
  const texts: [number, string][] = [
    [0x010f, `${SECRET} maker`],
    [0x013b, `${SECRET} artist`],
    ...(copyright === null ? [] : [[0x8298, copyright] as [number, string]]),
  ];
  const count = texts.length + 3;
  const folderBytes = 2 + count * 12 + 4;
  const gpsAt = 8 + folderBytes;
  const gps = Buffer.alloc(2 + 2 * 12 + 4 + 24);
  const noteAt = gpsAt + gps.length;
  const note = latin(`${SECRET} maker note, serial 12345`);
  const folder = Buffer.alloc(8 + folderBytes);
  folder.write('MM\0*', 'latin1');
  folder.writeUInt32BE(8, 4);
  folder.writeUInt16BE(count, 8);
  let at = 10;
  const tail: Buffer[] = [];
  let tailAt = noteAt + note.length;
  const entry = (tag: number, type: number, length: number, value: number) => {
    folder.writeUInt16BE(tag, at);
    folder.writeUInt16BE(type, at + 2);
    folder.writeUInt32BE(length, at + 4);
    folder.writeUInt32BE(value >>> 0, at + 8);
    at += 12;
  };
  for (const [tag, text] of texts) {
    const bytes = Buffer.from(`${text}\0`, 'utf8');
    entry(tag, 2, bytes.length, tailAt);
    tail.push(bytes);
    tailAt += bytes.length;
  }
  entry(0x0112, 3, 1, orientation << 16);
  entry(0x8825, 4, 1, gpsAt);
  entry(0x927c, 7, note.length, noteAt);
  gps.writeUInt16BE(2, 0);
  for (const [index, tag] of [2, 4].entries()) {
    gps.writeUInt16BE(tag, 2 + index * 12);
    gps.writeUInt16BE(5, 4 + index * 12);
    gps.writeUInt32BE(1, 6 + index * 12);
    gps.writeUInt32BE(gpsAt + 30, 10 + index * 12);
  }
  gps.writeUInt32BE(40, 30);
  gps.writeUInt32BE(1, 34);
  return Buffer.concat([folder, gps, note, ...tail]);
}

/** Photoshop resources with an IIM record: byline, city, notice and credit in the encoding that it names. */
export function agencyIptc(): Buffer {
  const set = (record: number, dataset: number, text: string): Buffer => {
    const bytes = Buffer.from(text, 'utf8');
    return Buffer.concat([
      Buffer.from([0x1c, record, dataset, bytes.length >> 8, bytes.length & 255]),
      bytes,
    ]);
  };
  const iim = Buffer.concat([
    set(1, 90, '\x1b%G'),
    set(2, 80, `${SECRET} byline`),
    set(2, 90, `${SECRET} city`),
    set(2, 110, CREDIT),
    set(2, 116, COPYRIGHT),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(iim.length);
  return Buffer.concat([latin('Photoshop 3.0\x008BIM\x04\x04\0\0'), size, iim, Buffer.alloc(iim.length % 2)]);
}

export const jpegSegment = (marker: number, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data]);

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([latin(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const base = (width = 64, height = 48): Sharp =>
  sharp(
    latin(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#225588"/><circle cx="30%" cy="40%" r="25%" fill="#eeaa44"/></svg>`,
    ),
  ).flatten();

/** A JPEG with every kind of block that may tell something, in one of three places the notice. */
export async function markedJpeg(
  notice: 'exif' | 'xmp' | 'iptc' = 'exif',
  { width = 64, orientation = 6 } = {},
): Promise<Buffer> {
  const plain = await base(width, Math.round(width * 0.75))
    .withIccProfile('p3')
    .jpeg()
    .toBuffer();
  const blocks = [
    jpegSegment(
      0xe1,
      Buffer.concat([latin('Exif\0\0'), cameraExif(notice === 'exif' ? COPYRIGHT : null, orientation)]),
    ),
    ...(notice === 'iptc'
      ? []
      : [
          jpegSegment(
            0xe1,
            Buffer.concat([latin('http://ns.adobe.com/xap/1.0/\0'), Buffer.from(editedXmp(), 'utf8')]),
          ),
        ]),
    jpegSegment(0xe1, latin(`http://ns.adobe.com/xmp/extension/\0${SECRET} more`)),
    ...(notice === 'iptc' ? [jpegSegment(0xed, agencyIptc())] : []),
    jpegSegment(0xe2, latin(`MPF\0${SECRET} index`)),
    jpegSegment(0xe0, latin(`JFXX\0\x10${SECRET} thumbnail`)),
    jpegSegment(0xec, latin(`Ducky\0${SECRET}`)),
    jpegSegment(0xfe, latin(`${SECRET} comment`)),
  ];
  const second = await base(20, 20).jpeg().toBuffer();
  return Buffer.concat([
    plain.subarray(0, 2),
    ...blocks,
    plain.subarray(2),
    second,
    latin(`ftypmp42 ${SECRET} film`),
  ]);
}

export async function markedPng({ isMoving = false } = {}): Promise<Buffer> {
  const plain = await base().withIccProfile('p3').png().toBuffer();
  // Signature and IHDR.
  const head = plain.subarray(0, 33);
  const control = isMoving
    ? [pngChunk('acTL', Buffer.from('0000000100000000', 'hex')), pngChunk('fcTL', frameControl(64, 48))]
    : [];
  return Buffer.concat([
    head,
    pngChunk('tEXt', latin(`Author\0${SECRET} author`)),
    pngChunk('zTXt', Buffer.concat([latin('Comment\0\0'), deflateSync(latin(SECRET))])),
    pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${editedXmp()}`, 'utf8')),
    pngChunk('eXIf', cameraExif(COPYRIGHT)),
    pngChunk('tIME', Buffer.from([7, 234, 1, 1, 1, 1, 1])),
    pngChunk('caBX', latin(`${SECRET} manifest`)),
    ...control,
    plain.subarray(33),
    latin(`PK\x03\x04${SECRET} archive`),
  ]);
}

function frameControl(width: number, height: number): Buffer {
  const control = Buffer.alloc(26);
  control.writeUInt32BE(width, 4);
  control.writeUInt32BE(height, 8);
  control.writeUInt16BE(1, 20);
  control.writeUInt16BE(10, 22);
  return control;
}

const webpChunk = (type: string, data: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([latin(type), size, data, Buffer.alloc(data.length % 2)]);
};

export async function frames(count: number): Promise<Sharp> {
  const inputs = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      base()
        .modulate({ hue: index * 60 })
        .png()
        .toBuffer(),
    ),
  );
  const [only] = inputs;
  return count === 1 ? sharp(only) : sharp(inputs, { join: { animated: true } });
}

export async function markedWebp(count = 3): Promise<Buffer> {
  const plain = await (await frames(count)).withIccProfile('p3').webp({ delay: 100, loop: 2 }).toBuffer();
  const flagged = Buffer.from(plain);
  flagged[20] = (flagged[20] ?? 0) | 0x0c;
  const whole = Buffer.concat([
    flagged,
    webpChunk('EXIF', cameraExif(COPYRIGHT, 1)),
    webpChunk('XMP ', Buffer.from(editedXmp(), 'utf8')),
    webpChunk('JUNK', latin(`${SECRET} junk`)),
  ]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return Buffer.concat([whole, latin(`${SECRET} trailer`)]);
}

const gifBlocks = (data: Buffer): Buffer => {
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    blocks.push(Buffer.from([block.length]), block);
  }
  return Buffer.concat([...blocks, Buffer.from([0])]);
};

export async function markedGif(count = 3): Promise<Buffer> {
  const plain = await (await frames(count)).gif({ delay: 100, loop: 2 }).toBuffer();
  const table = 13 + 3 * (1 << (((plain[10] ?? 0) & 7) + 1));
  const headEnd = ((plain[10] ?? 0) & 0x80) === 0 ? 13 : table;
  const magic = Buffer.alloc(258);
  magic[0] = 1;
  for (let index = 1; index <= 256; index++) magic[index] = 256 - index;
  return Buffer.concat([
    plain.subarray(0, headEnd),
    Buffer.concat([Buffer.from([0x21, 0xfe]), gifBlocks(latin(`${SECRET} comment `.repeat(30)))]),
    Buffer.concat([latin('\x21\xff\x0bXMP DataXMP'), Buffer.from(editedXmp(), 'utf8'), magic]),
    Buffer.concat([latin('\x21\xff\x0bSOMEPROG1.0'), gifBlocks(latin(`${SECRET} data`))]),
    plain.subarray(headEnd),
    latin(`${SECRET} trailer`),
  ]);
}

export const markedAvif = async (): Promise<Buffer> =>
  Buffer.concat([
    await base()
      .withIccProfile('p3')
      .withExif({
        IFD0: { Copyright: 'Agency', Artist: `${SECRET} artist` },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '40/1 10/1 0/1' },
      })
      .withXmp(editedXmp())
      .avif()
      .toBuffer(),
    latin(`\0\0\0\x10mpvd${SECRET}xx`),
  ]);

export const MARKED: Readonly<Record<PictureFormat, () => Promise<Buffer>>> = {
  jpeg: () => markedJpeg(),
  png: () => markedPng(),
  webp: () => markedWebp(),
  gif: () => markedGif(),
  avif: markedAvif,
};
