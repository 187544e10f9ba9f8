import { pictureLibrary } from '../../media/pictures/picture-library.ts';

/** Paper and ink, as the pages have them. */
const PAPER = '#fdfcf9';
const INK = '#1b1a17';

/** A sheet of a newspaper in a square of 64: a rule, a picture, lines of text. */
const SHEET =
  'M16 17h32v4H16zM16 26h15v12H16zM35 26h13v3H35zM35 31h13v3H35zM35 36h13v2H35zM16 42h32v2H16zM16 47h24v2H16z';

const square = (ground: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${ground}<path fill="${PAPER}" d="${SHEET}"/></svg>\n`;

const TILE = square(`<path fill="${INK}" d="M0 0h64v64H0z"/>`);
/** Phones cut a round piece out of it: the sheet lies within, the ground goes to the edge. */
const MASKABLE = TILE.replace('viewBox="0 0 64 64"', 'viewBox="-8 -8 80 80"').replace(
  'M0 0h64v64H0z',
  'M-8-8h80v80H-8z',
);
const SHARE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630"><path fill="${PAPER}" d="M0 0h1200v630H0z"/><path fill="${INK}" d="M0 0h1200v24H0z"/><path fill="${INK}" transform="translate(408 123) scale(6)" d="${SHEET}"/></svg>`;

/** Makes icons that are nobody’s mark, by their names in the folder `icons` of a newsroom. */
export async function makeNeutralIcons(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { drawPng } = await pictureLibrary();
  const icon = (size: number, svg = TILE): Promise<Buffer> => drawPng(svg, size, size);
  return new Map<string, Uint8Array>([
    ['favicon.svg', Buffer.from(TILE)],
    ['favicon.ico', icoOf(await icon(32), 32)],
    ['apple-touch-icon.png', await icon(180)],
    ['icon-192.png', await icon(192)],
    ['icon-512.png', await icon(512)],
    ['icon-maskable-512.png', await icon(512, MASKABLE)],
    ['share.png', await drawPng(SHARE, 1200, 630)],
  ]);
}

/** An ICO file that holds one PNG: a header of 6 bytes, an entry of 16, and the picture. */
function icoOf(png: Buffer, size: number): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}
