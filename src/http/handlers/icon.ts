import type { RequestHandler } from 'express';
import { createPageEntry } from '../../cache/page-entry.ts';
import type { AssetTable } from '../../render/asset-table.ts';
import { sendEntry } from '../send/send-entry.ts';

/** Serves a static file at an address that browsers ask for by convention, so without a hash. */
export function createIconHandler(assets: AssetTable, name: string): RequestHandler {
  const { bytes: body, contentType } = assets.file(name);
  const icon = createPageEntry({ body, contentType, cacheControl: 'public, max-age=86400' });
  return (request, response) => sendEntry(request, response, icon);
}
