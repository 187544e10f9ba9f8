import { createServer } from 'node:http';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { PictureError } from '../../../src/media/picture-error.ts';
import { toWebPicture } from '../../../src/media/pictures/to-web-picture.ts';

const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const draw = (svg: string): Promise<Buffer> => toWebPicture(Buffer.from(svg), 'a.svg');
const sizeOf = async (svg: string) => {
  const { format, width, height } = await sharp(await draw(svg)).metadata();
  return [format, width, height];
};
const codeOf = async (svg: string): Promise<unknown> => {
  try {
    return (await draw(svg)).length;
  } catch (error) {
    return error instanceof PictureError ? error.code : error;
  }
};

test.each([
  [`<svg ${NS} viewBox="0 0 40 20"><rect width="40" height="20"/></svg>`, 2000, 1000],
  [`<svg ${NS} width="20" height="40" viewBox="0 0 20 40"><rect width="9" height="9"/></svg>`, 20, 40],
  [`<svg ${NS} width="800" height="1600"><rect width="9" height="9"/></svg>`, 1000, 2000],
  [`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY ns "x">]><svg ${NS} width="9" height="9" id="&ns;"/>`, 9, 9],
])('a drawing becomes a PNG: %s', async (svg, width, height) => {
  expect(await sizeOf(svg)).toEqual(['png', width, height]);
});

test('what is no drawing stays as it is, and so does one under another name', async () => {
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect(await toWebPicture(png, 'a.png')).toBe(png);
  const svg = Buffer.from(`<svg ${NS} width="9" height="9"/>`);
  expect(await toWebPicture(svg, 'a.png')).toBe(svg);
});

test('a TIFF becomes a PNG', async () => {
  const tiff = await sharp({ create: { width: 9, height: 8, channels: 3, background: '#369' } })
    .tiff()
    .toBuffer();
  const { format, width, height } = await sharp(await toWebPicture(tiff, 'a.tif')).metadata();
  expect([format, width, height]).toEqual(['png', 9, 8]);
});

describe('what is hostile is refused, in time', () => {
  const many = (count: number, text: string): string => text.repeat(count);
  test.each([
    ['entities of entities', `<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><svg ${NS}>&b;</svg>`],
    ['a file as an entity', `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg ${NS}>&a;</svg>`],
    [
      'one entity many times',
      `<!DOCTYPE svg [<!ENTITY a "${many(1900, 'a')}">]><svg ${NS}>${many(5000, '&a;')}</svg>`,
    ],
    ['too many bytes', `<svg ${NS}>${many(2_200_000, ' ')}</svg>`],
    ['too many parts', `<svg ${NS}>${many(110_000, '<g/>')}</svg>`],
    ['noise without end', `<svg ${NS}><filter id="a"><feTurbulence numOctaves="99999"/></filter></svg>`],
    ['many filters', `<svg ${NS}>${many(3000, '<g filter="url(#a)"/>')}</svg>`],
  ])('%s', async (_, svg) => {
    expect(await codeOf(svg)).toBe('picture-svg');
  });

  test.each([
    `<svg ${NS} width="99999999" height="99999999"><rect width="9" height="9"/></svg>`,
    `<svg ${NS} width="1" height="99999999"/>`,
    `<svg ${NS} width="0" height="0"/>`,
    '<svg',
  ])('%s does no harm', async (svg) => {
    const outcome = await codeOf(svg);
    expect(typeof outcome === 'number' || String(outcome).startsWith('picture-')).toBe(true);
  });

  test('uses of uses end', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, at) => `<g id="g${at + 1}">${many(10, `<use xlink:href="#g${at}"/>`)}</g>`,
    );
    const svg = `<svg ${NS} viewBox="0 0 9 9"><defs><rect id="g0" width="1" height="1"/>${levels.join('')}</defs><use xlink:href="#g30"/></svg>`;
    const outcome = await codeOf(svg);
    expect(typeof outcome === 'number' || String(outcome).startsWith('picture-')).toBe(true);
  }, 60_000);

  test('nothing is asked of another server, and no file is read', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const url = `http://127.0.0.1:${port}/x.png`;
    const svg = `<?xml-stylesheet href="${url}"?><svg ${NS} width="9" height="9"><style>@import url(${url}); rect { fill: url(${url}) }</style><image href="${url}" width="9" height="9"/><image xlink:href='file:///etc/hostname'/><use href="${url}#a"/><rect width="9" height="9"/></svg>`;
    expect(typeof (await codeOf(svg))).toBe('number');
    server.close();
    expect(asked).toBe(0);
  });
});
