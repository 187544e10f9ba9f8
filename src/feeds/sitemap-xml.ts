import type { Moment } from '../domain/moment.ts';
import { escapeXml } from '../html/escape.ts';
import { element, xmlDocument } from './xml.ts';

/**
 * Most URLs in one file. The protocol allows 50,000 and 50 MB; with an address and a picture's address of
 * at most 2,048 characters each, 10,000 stay below both, whatever they are, and are quickly made.
 */
export const URLS_PER_FILE = 10_000;

/** Longest address that a sitemap may hold, in characters (sitemaps.org). */
const MAX_URL = 2048;

/** One page of a sitemap; URLs are absolute. */
export interface SitemapUrl {
  readonly loc: string;
  readonly modified: Moment | null;
  /** The lead picture. */
  readonly image: string | null;
  /** Finished elements of other namespaces. */
  readonly extension?: string;
}

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const IMAGE_NAMESPACE = 'http://www.google.com/schemas/sitemap-image/1.1';

/** Writes a sitemap (sitemaps.org 0.9); `namespaces` are those of the extensions, by prefix. */
export function writeUrlSet(
  urls: readonly SitemapUrl[],
  namespaces: Readonly<Record<string, string>> = {},
): string {
  const hasImages = urls.some(({ image }) => image !== null);
  const attributes = {
    xmlns: NAMESPACE,
    ...(hasImages ? { 'xmlns:image': IMAGE_NAMESPACE } : {}),
    ...Object.fromEntries(Object.entries(namespaces).map(([prefix, uri]) => [`xmlns:${prefix}`, uri])),
  };
  return xmlDocument(element('urlset', attributes, urls.map(writeUrl)));
}

/** Writes an index of sitemaps. */
export function writeSitemapIndex(files: readonly Pick<SitemapUrl, 'loc' | 'modified'>[]): string {
  const entries = files.map(({ loc, modified }) =>
    element('sitemap', {}, [addressElement('loc', loc), lastmod(modified)]),
  );
  return xmlDocument(element('sitemapindex', { xmlns: NAMESPACE }, entries));
}

function writeUrl({ loc, modified, image, extension = '' }: SitemapUrl): string {
  if (loc.length > MAX_URL) return '';
  const picture =
    image === null || image.length > MAX_URL
      ? ''
      : element('image:image', {}, [addressElement('image:loc', image)]);
  return element('url', {}, [addressElement('loc', loc), lastmod(modified), extension, picture]);
}

const lastmod = (modified: Moment | null): string =>
  modified === null ? '' : `<lastmod>${escapeXml(modified.iso)}</lastmod>`;

/** The protocol wants apostrophes escaped as well. */
const addressElement = (name: string, url: string): string =>
  `<${name}>${escapeXml(url).replaceAll("'", '&apos;')}</${name}>`;
