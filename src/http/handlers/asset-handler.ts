import type { RequestHandler } from 'express';
import type { PackingJob } from '../../cache/best-compression.ts';
import { ONE_YEAR_IMMUTABLE } from '../../cache/cache-policy.ts';
import { createPageEntry, type HeaderList, type PageEntry } from '../../cache/page-entry.ts';
import type { AssetTable } from '../../render/asset-table.ts';
import type { FinishedPages } from '../fast-lane.ts';
import { sendEntry } from '../send/send-entry.ts';

export interface FinishedAssetsOptions {
  readonly assets: Pick<AssetTable, 'get'>;
  /** Sent with every asset. */
  readonly headers: HeaderList;
  /** Packs bytes better in the background. */
  readonly pack: (job: PackingJob) => void;
}

/** Keeps a finished answer for each asset that was asked for; they live as long as the process. */
export function finishedAssets({ assets, headers, pack }: FinishedAssetsOptions): FinishedPages {
  const made = new Map<string, PageEntry>();
  return {
    get(url) {
      const known = made.get(url);
      const asset = known === undefined ? assets.get(url) : undefined;
      if (asset === undefined) return known;
      const { bytes: body, contentType } = asset;
      const answer = { body, contentType, cacheControl: ONE_YEAR_IMMUTABLE };
      const entry = createPageEntry(answer, {
        headers,
        onReuse(_entry, encoding, onPacked) {
          if (encoding === 'identity') return;
          pack({ bytes: body, encoding, isWanted: () => true, onPacked });
        },
      });
      made.set(url, entry);
      return entry;
    },
  };
}

/** Serves finished assets; an unknown path goes on to the next handler. Mount it at `/assets`. */
export function createAssetHandler(finished: FinishedPages): RequestHandler {
  return (request, response, next) => {
    const entry = finished.get(request.baseUrl + request.path);
    if (entry === undefined) return next();
    sendEntry(request, response, entry);
  };
}
