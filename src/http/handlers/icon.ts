import type { RequestHandler } from 'express';
import { createRepresentation } from '../../cache/representation.ts';
import type { AssetTable } from '../../render/asset-table.ts';
import { sendRepresentation } from '../send/send-representation.ts';

/** Serves a static file at an address that browsers ask for by convention, so without a hash. */
export function createIconHandler(assets: AssetTable, name: string): RequestHandler {
  const { bytes, contentType } = assets.file(name);
  const icon = createRepresentation({ body: bytes, contentType });
  return (request, response) => {
    sendRepresentation(request, response, icon, { cacheControl: 'public, max-age=86400' });
  };
}
