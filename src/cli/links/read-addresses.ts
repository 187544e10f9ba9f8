import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { LinksError } from './links-error.ts';

/** Bytes that a list may have when it is unpacked; a sitemap has at most 50 MB (sitemaps.org). */
const MAX_BYTES = 200 * 1024 * 1024;
/** A sitemap index names at most 50,000 sitemaps, and no further index (sitemaps.org). */
const MAX_SITEMAPS = 50_000;

/**
 * Reads the addresses of a file, each once: one a line, with `#` before comments, or the `loc` of a sitemap. Of a sitemap index
 * those of the sitemaps that lie beside it. Files may be packed by gzip. `-` reads the input.
 * @throws LinksError for a file that cannot be read, or that has no address in it.
 */
export async function readAddresses(
  file: string,
  input: AsyncIterable<Uint8Array | string>,
): Promise<readonly string[]> {
  const text = unpack(file === '-' ? await readAll(input) : await readBytes(file), file);
  const addresses = isIndex(text) ? await readIndex(locationsOf(text), file) : addressesOf(text);
  if (addresses.length > 0) return [...new Set(addresses)];
  throw new LinksError(
    `${file}: no address stands in it. Give a list with one address a line, or a sitemap.`,
  );
}

async function readIndex(locations: readonly string[], file: string): Promise<string[]> {
  if (file === '-') {
    throw new LinksError(
      'A sitemap index names other files. Give it as a file, with the sitemaps beside it.',
    );
  }
  const found: string[] = [];
  for (const location of locations.slice(0, MAX_SITEMAPS)) {
    const name = basename(location.replace(/[?#].*$/, ''));
    const text = unpack(await readBytes(join(dirname(file), name)), name);
    found.push(...addressesOf(text));
  }
  return found;
}

const isIndex = (text: string): boolean => /<(?:\w+:)?sitemapindex[\s>]/.test(text);

function addressesOf(text: string): string[] {
  if (/^\s*<(?:\?xml|(?:\w+:)?urlset|!--)/.test(text)) return locationsOf(text);
  return text.split(/\r?\n/).flatMap((line) => {
    const address = line.trim();
    return address === '' || address.startsWith('#') ? [] : [address];
  });
}

function locationsOf(text: string): string[] {
  const found = text.matchAll(/<(?:\w+:)?loc\s*>\s*(?:<!\[CDATA\[(?<raw>[^\]]*)\]\]>|(?<text>[^<]*))/g);
  return [...found].flatMap(({ groups }) => {
    const address = (groups?.['raw'] ?? decodeEntities(groups?.['text'] ?? '')).trim();
    return address === '' ? [] : [address];
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The entities of XML, which are all that a sitemap may have. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole, decimal, hex, name: string | undefined) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function unpack(bytes: Uint8Array, file: string): string {
  try {
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: MAX_BYTES }) : bytes;
    return new TextDecoder().decode(plain);
  } catch (error) {
    throw new LinksError(`${file}: it cannot be unpacked. Give it as text.`, { cause: error });
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    const message = `${file}: the file cannot be read (${error.message}). Name a list of addresses or a sitemap.`;
    throw new LinksError(message, { cause: error });
  }
}

async function readAll(input: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}
