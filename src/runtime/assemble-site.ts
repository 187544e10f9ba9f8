import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { createCatalog } from '../catalog/catalog.ts';
import { fillCatalog } from '../catalog/fill-catalog.ts';
import { openCatalog } from '../catalog/open-catalog.ts';
import { createApp } from '../http/create-app.ts';
import type { Readiness } from '../http/readiness.ts';
import { createStandalonePage, type StandalonePage } from '../http/standalone-page.ts';
import { loadAssets } from '../render/asset-table.ts';
import { fontNames, inlineStyles, readStyles } from '../render/inline-styles.ts';
import { createRenderer, type RendererOptions } from '../render/renderer.ts';
import type { LoadedSite } from './load-site.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface AssembleOptions {
  /** Public origin without a trailing slash. */
  readonly origin: string;
  /** Absolute path of the newsroom's folder. */
  readonly contentDir: string;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly readiness: Readiness;
  /** As for the renderer: stands between view models and templates. */
  readonly guard?: RendererOptions['guard'];
}

/** A site put together, ready to be listened for. */
export interface AssembledSite {
  readonly app: RequestListener;
  readonly errorPage: StandalonePage;
  /** Closes the catalog; nothing is served after it. */
  readonly close: () => void;
}

/** Fills a catalog with a loaded site and puts views, assets and routes around it. */
export function assembleSite({ site, content }: LoadedSite, options: AssembleOptions): AssembledSite {
  const { origin, contentDir, log, now, readiness, guard } = options;
  const database = openCatalog();
  fillCatalog(database, content);

  const publicDir = join(ROOT, 'public');
  const css = readStyles(publicDir);
  const assets = loadAssets(publicDir, fontNames(css));
  const styles = inlineStyles(css, assets.url);
  const errorPage = createStandalonePage(readFileSync(join(ROOT, 'views/500.html'), 'utf8'));
  const app = createApp({
    site,
    catalog: createCatalog(database),
    origin,
    assets,
    render: createRenderer({
      viewsDir: join(ROOT, 'views'),
      css: styles.css,
      assetUrl: assets.url,
      ...(guard === undefined ? {} : { guard }),
    }),
    now,
    log,
    readiness,
    mediaDir: join(contentDir, 'media'),
    styleHash: styles.hash,
    errorPage,
  });
  return { app, errorPage, close: () => database.close() };
}
