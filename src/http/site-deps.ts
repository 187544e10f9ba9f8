import type { SharedCaching } from '../cache/cache-policy.ts';
import type { PageCache } from '../cache/page-cache.ts';
import type { CatalogReader } from '../catalog/read/catalog.ts';
import type { ArticleRecord } from '../domain/article.ts';
import type { CardColours } from '../media/cards/card-colours.ts';
import type { LayoutMeasures } from '../pages/parts/layout-measures.ts';
import type { PageContext } from '../pages/parts/page-context.ts';
import { siteIn } from '../config/site-in.ts';
import { editionPath, OWN_EDITION, splitEdition } from '../domain/edition.ts';
import type { AssetTable } from '../render/asset-table.ts';
import type { RenderPage } from '../render/renderer.ts';
import type { SearchService } from '../search/search-answer.ts';
import { mayBeOfEdition } from '../domain/urls.ts';
import { wordsOf } from '../words/words-of.ts';

/** How the world beyond knows the site. */
export interface PublicAddress {
  /** Public origin without a trailing slash. */
  readonly origin: string;
  readonly sharedCaching: SharedCaching;
  /** Absolute URLs of WebSub hubs, which are told of every change of a feed. */
  readonly hubs: readonly string[];
  /** Proves to search engines that who tells them of changes is this site; null for nobody. */
  readonly indexNowKey: string | null;
}

/** What pages look like. */
export interface SiteLooks {
  readonly assets: AssetTable;
  readonly cardColours: CardColours;
  readonly measures: LayoutMeasures;
}

/** What the site's handlers work with. */
export interface SiteDeps {
  readonly reader: () => CatalogReader;
  readonly address: PublicAddress;
  readonly looks: SiteLooks;
  readonly render: RenderPage;
  readonly pages: PageCache;
  readonly search: SearchService;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A context with what was noted while something was built from it. */
export interface PageMoment extends PageContext {
  readonly usedKeys: ReadonlySet<string>;
}

/**
 * Builds something of one moment, one edition and one state of the catalog, whatever is published meanwhile. In place of an edition
 * that the site has not stands its own.
 */
export function atOneMoment<Result>(
  { reader, address: { origin }, looks: { assets, cardColours, measures }, now }: SiteDeps,
  build: (context: PageMoment) => Result,
  wanted = OWN_EDITION,
): Result {
  return reader().read((own) => {
    const usedKeys = new Set<string>();
    const site = siteIn(own.site(), wanted);
    const { edition = OWN_EDITION } = site;
    const catalog = own.of(edition);
    return build({
      edition,
      at: (path) => editionPath(edition, path),
      site,
      words: wordsOf(site, catalog.labels()),
      catalog,
      origin,
      now: now(),
      assetUrl: assets.url,
      cardColours,
      measures,
      uses: (key) => void usedKeys.add(key),
      usedKeys,
    });
  });
}

/** As atOneMoment, in the edition in which a path of the site stands. */
export const atMomentOf = <Result>(
  deps: SiteDeps,
  path: string,
  build: (context: PageMoment) => Result,
): Result => atOneMoment(deps, build, editionAt(deps, path));

/** The edition in which a path of the site stands: its own where its first segment names none. */
export const editionAt = ({ reader }: Pick<SiteDeps, 'reader'>, path: string): string =>
  mayBeOfEdition(path) ? reader().read((catalog) => splitEdition(path, catalog.site()).edition) : OWN_EDITION;

/** The live article at a path, or at the one that it has moved to. */
export function findLiveArticle({ catalog, now }: PageContext, path: string): ArticleRecord | null {
  const at = (place: string): ArticleRecord | null => catalog.articleSource(place, now)?.article ?? null;
  const own = at(path);
  const resolved = own === null ? catalog.resolve(path, now) : null;
  return resolved?.kind === 'moved' ? at(resolved.path) : own;
}
