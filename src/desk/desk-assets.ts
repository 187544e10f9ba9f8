import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { labelRoute } from '../http/request/route-label.ts';

/** A static file of the desk. */
export interface DeskAsset {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** The desk's own files, each under an address that names its content, so that browsers may keep it for ever. */
export interface DeskAssets {
  /** The address of `css/desk.css`. @throws Error when there is no such file: a mistake in a view. */
  url(name: string): string;
  /** Answers requests for them; asked for any other, it lets the next handler answer. */
  readonly handler: RequestHandler;
}

/** Where they stand on the desk's origin. */
export const DESK_ASSETS = '/desk-assets/';

const ONE_YEAR = 'public, max-age=31536000, immutable';

/** Makes addresses for files, which are held in memory, by their names below `public/desk`. */
export function createDeskAssets(files: ReadonlyMap<string, DeskAsset>): DeskAssets {
  const urls = new Map<string, string>();
  const byUrl = new Map<string, DeskAsset>();
  for (const [name, asset] of files) {
    const digest = createHash('sha256').update(asset.bytes).digest('hex').slice(0, 10);
    const dot = name.lastIndexOf('.');
    const url = `${DESK_ASSETS}${name.slice(0, dot)}-${digest}${name.slice(dot)}`;
    urls.set(name, url);
    byUrl.set(url, asset);
  }
  return {
    url(name) {
      const found = urls.get(name);
      if (found === undefined) throw new Error(`public/desk/${name}: no such file; add it or mend the name`);
      return found;
    },
    handler(request, response, next) {
      const asset = byUrl.get(request.path);
      if (asset === undefined) return next();
      labelRoute(response, 'asset');
      response.setHeader('Cache-Control', ONE_YEAR);
      // Frames of previews have an opaque origin, and take styles and fonts from here.
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.type(asset.contentType).send(asset.bytes);
    },
  };
}
