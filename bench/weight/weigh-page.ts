import { brotliCompressSync } from 'node:zlib';

/** What a page weighs, in bytes of brotli, and what of it would go with each of its parts. */
export interface PageWeight {
  readonly page: number;
  readonly styles: number;
  readonly pictures: number;
  /** Structured data. */
  readonly data: number;
  readonly body: number;
}

const PARTS = {
  styles: /<style>[\s\S]*?<\/style>/g,
  pictures: /<picture>[\s\S]*?<\/picture>/g,
  data: /<script type="application\/ld\+json">[\s\S]*?<\/script>/g,
  body: /<body>[\s\S]*<\/body>/g,
} as const;

/**
 * Weighs the HTML of a page by its best compression, which is what a server sends in the end. A part weighs what the page is
 * lighter by without it; parts that resemble each other weigh less together than apart, so that they do not add up.
 */
export function weighPage(html: string): PageWeight {
  const page = packed(html);
  const of = (part: RegExp): number => page - packed(html.replace(part, ''));
  return {
    page,
    styles: of(PARTS.styles),
    pictures: of(PARTS.pictures),
    data: of(PARTS.data),
    body: of(PARTS.body),
  };
}

const packed = (text: string): number => brotliCompressSync(text).length;
