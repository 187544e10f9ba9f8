import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CatalogReader } from '../../catalog/read/catalog.ts';
import { type App, type AppHost, createApp } from '../../http/create-app.ts';
import type { Settings } from '../../config/environment.ts';
import type { Rate } from '../../http/middleware/limit-rate.ts';
import { readCardColours } from '../../media/cards/card-colours.ts';
import { createCardMaker } from '../../media/cards/card-maker.ts';
import { fetchedFolder } from '../../ingest/fetched/open-fetched.ts';
import { picturesFolder, variantFolder } from '../../media/variants/variant-folder.ts';
import { createVariantStore, VARIANT_BYTES } from '../../media/variants/variant-store.ts';
import { isWholePicture } from '../../media/pictures/whole-picture.ts';
import type { StoryHistory } from '../../pages/history/story-history.ts';
import { loadAssets } from '../../render/asset-table.ts';
import { fontNames, linkFonts, readPageSheets } from '../../render/page-sheets.ts';
import { readMeasures } from '../../render/read-measures.ts';
import { createRenderer, type RendererOptions, type RenderPage } from '../../render/renderer.ts';
import type { SearchService } from '../../search/search-answer.ts';
import { mostTransfers } from './server-limits.ts';
import { shareCache } from './share-cache.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What a site is put together with; both folders are absolute. No hubs and no key of IndexNow by default. */
export interface AssembleOptions
  extends Pick<Settings, 'origin' | 'contentDir' | 'dataDir' | 'cacheBytes' | 'sharedCaching'>,
    Partial<Pick<Settings, 'hubs' | 'indexNowKey' | 'trustedProxies'>>,
    Pick<AppHost, 'log' | 'readiness' | 'errorPage' | 'requests'> {
  /** Asked at each request; the site is put together before the catalog is ready. */
  readonly reader: () => CatalogReader;
  /** The moment as of which pages are, in milliseconds since 1970. */
  readonly now: () => number;
  /** The machine's clock, by which files on the disk grow old, where that is another. */
  readonly machineNow?: () => number;
  readonly search: SearchService;
  /** As for the renderer: stands between view models and templates. */
  readonly guard?: RendererOptions['guard'];
  readonly searchRate?: Rate;
  /** Where versions of stories are found; nowhere by default. */
  readonly history?: StoryHistory | undefined;
  /** Stands between the renderer and those who ask for pages. */
  readonly overRender?: ((render: RenderPage) => RenderPage) | undefined;
}

/** More than a person asks, and little enough for one thread that searches. */
const SEARCH_RATE: Rate = { requests: 30, windowMs: 10_000 };

/** Puts views, assets and routes around a catalog: the site, ready to be listened for. */
export function assembleSite(options: AssembleOptions): App {
  const {
    reader,
    origin,
    contentDir,
    dataDir,
    log,
    now,
    readiness,
    errorPage,
    cacheBytes,
    sharedCaching,
    guard,
    overRender = (render) => render,
    requests,
  } = options;
  const publicDir = join(ROOT, 'public');
  const sheets = readPageSheets(publicDir);
  const cardColours = readCardColours(readFileSync(join(publicDir, 'css', 'tokens.css'), 'utf8'));
  const assets = loadAssets(publicDir, fontNames(sheets), join(contentDir, 'icons'));
  const variants = createVariantStore({
    folder: variantFolder(picturesFolder(dataDir), log),
    maxBytes: VARIANT_BYTES,
    now: options.machineNow ?? now,
    log,
    isWhole: isWholePicture,
    onLookup: (isHit) => requests?.looked('picture', isHit),
  });
  const { hubs = [], indexNowKey = null, trustedProxies = ['loopback'], searchRate = SEARCH_RATE } = options;
  return createApp(
    {
      reader,
      address: { origin, sharedCaching, hubs, indexNowKey },
      looks: { assets, cardColours, measures: readMeasures(publicDir) },
      render: overRender(
        createRenderer({
          viewsDir: join(ROOT, 'views'),
          ...linkFonts(sheets, assets.url),
          assetUrl: assets.url,
          ...(guard === undefined ? {} : { guard }),
        }),
      ),
      search: options.search,
      now,
    },
    {
      contentDir,
      fetchedDir: fetchedFolder(dataDir),
      variants,
      cards: createCardMaker({ colours: cardColours }),
    },
    {
      log,
      readiness,
      errorPage,
      cacheBytes: shareCache(cacheBytes).pageBytes,
      trustedProxies,
      searchRate,
      mostTransfers: mostTransfers(),
      requests,
      history: options.history,
    },
  );
}
