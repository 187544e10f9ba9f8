import type { Catalog } from '../catalog/catalog.ts';
import type { Site } from '../config/site.ts';
import type { PageContext } from '../pages/page-context.ts';
import type { AssetTable } from '../render/asset-table.ts';
import type { RenderPage } from '../render/renderer.ts';

/** What the site's handlers work with. */
export interface SiteDeps {
  readonly site: Site;
  readonly catalog: Catalog;
  /** Public origin without a trailing slash. */
  readonly origin: string;
  readonly assets: AssetTable;
  readonly render: RenderPage;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Fixes the moment that a page shows. */
export function pageContext({ site, catalog, origin, assets, now }: SiteDeps): PageContext {
  return { site, catalog, origin, now: now(), assetUrl: assets.url };
}
