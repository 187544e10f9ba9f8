import type { RequestHandler } from 'express';
import { createRepresentation, type Representation } from '../../cache/representation.ts';
import type { Asset, AssetTable } from '../../render/asset-table.ts';
import { sendRepresentation } from '../send-representation.ts';

/** The name changes with the bytes, so the bytes of a name never do. */
const ONE_YEAR_IMMUTABLE = 'public, max-age=31536000, immutable';

/** Serves assets out of a table; an unknown path goes on to the next handler. */
export function createAssetHandler(assets: Pick<AssetTable, 'get'>): RequestHandler {
  const representations = new WeakMap<Asset, Representation>();
  return (request, response, next) => {
    const asset = assets.get(request.baseUrl + request.path);
    if (asset === undefined) return next();
    let representation = representations.get(asset);
    if (representation === undefined) {
      representation = createRepresentation({ body: asset.bytes, contentType: asset.contentType });
      representations.set(asset, representation);
    }
    sendRepresentation(request, response, representation, { cacheControl: ONE_YEAR_IMMUTABLE });
  };
}
