import type { RequestHandler } from 'express';
import type { PackingJob } from '../../cache/best-compression.ts';
import { NO_STORE, ONE_YEAR_IMMUTABLE } from '../../cache/cache-policy.ts';
import { createPageEntry, type HeaderList, type PageEntry } from '../../cache/page-entry.ts';
import type { Asset, AssetTable } from '../../render/asset-table.ts';
import type { FinishedPages } from '../fast-lane.ts';
import { sendEntry } from '../send/send-entry.ts';

export interface FinishedAssetsOptions {
  readonly assets: Pick<AssetTable, 'get' | 'standIn'>;
  /** Sent with every asset. */
  readonly headers: HeaderList;
  /** Packs bytes better in the background. */
  readonly pack: (job: PackingJob) => void;
}

/** Assets as they are sent. */
export interface FinishedAssets extends FinishedPages {
  /**
   * What this release has under the same name, to be kept by nobody: while machines are upgraded one by one, pages of one release
   * ask machines of another for their styles and fonts.
   */
  standIn(url: string): PageEntry | undefined;
}

/** Keeps a finished answer for each asset that was asked for; they live as long as the process. */
export function finishedAssets({ assets, headers, pack }: FinishedAssetsOptions): FinishedAssets {
  const made = new Map<string, PageEntry>();
  const standIns = new Map<Asset, PageEntry>();
  return {
    get(url) {
      const known = made.get(url);
      const asset = known === undefined ? assets.get(url) : undefined;
      if (asset === undefined) return known;
      const { bytes: body, contentType } = asset;
      const answer = { body, contentType, cacheControl: ONE_YEAR_IMMUTABLE };
      const entry = createPageEntry(answer, {
        route: 'asset',
        headers,
        onReuse(_entry, encoding, onPacked) {
          if (encoding === 'identity') return;
          pack({ bytes: body, encoding, isWanted: () => true, onPacked });
        },
      });
      made.set(url, entry);
      return entry;
    },
    standIn(url) {
      const asset = assets.standIn(url);
      if (asset === undefined) return undefined;
      const known = standIns.get(asset);
      if (known !== undefined) return known;
      const { bytes: body, contentType } = asset;
      const entry = createPageEntry(
        { body, contentType, cacheControl: NO_STORE },
        { route: 'asset', headers },
      );
      standIns.set(asset, entry);
      return entry;
    },
  };
}

/** Serves finished assets; an unknown path goes on to the next handler. Mount it at `/assets`. */
export function createAssetHandler(finished: FinishedAssets): RequestHandler {
  return (request, response, next) => {
    const path = request.baseUrl + request.path;
    const entry = finished.get(path) ?? finished.standIn(path);
    if (entry === undefined) return next();
    sendEntry(request, response, entry);
  };
}
