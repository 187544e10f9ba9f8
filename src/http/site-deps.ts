import type { SharedCaching } from '../cache/cache-policy.ts';
import type { PageCache } from '../cache/page-cache.ts';
import type { CatalogReader } from '../catalog/catalog.ts';
import type { PageContext } from '../pages/page-context.ts';
import type { AssetTable } from '../render/asset-table.ts';
import type { RenderPage } from '../render/renderer.ts';

/** What the site's handlers work with. */
export interface SiteDeps {
  readonly reader: () => CatalogReader;
  /** Public origin without a trailing slash. */
  readonly origin: string;
  readonly assets: AssetTable;
  readonly render: RenderPage;
  readonly pages: PageCache;
  readonly sharedCaching: SharedCaching;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Builds something of one moment and one state of the catalog, whatever is published meanwhile. */
export function atOneMoment<Result>(
  { reader, origin, assets, now }: SiteDeps,
  build: (context: PageContext) => Result,
): Result {
  return reader().read((catalog) =>
    build({ site: catalog.site(), catalog, origin, now: now(), assetUrl: assets.url }),
  );
}
