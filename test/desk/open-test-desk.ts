import type { RequestHandler } from 'express';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '../../src/accounts/person.ts';
import type { CatalogReader } from '../../src/catalog/read/catalog.ts';
import { createDesk } from '../../src/desk/create-desk.ts';
import { createDeskFrame, type ShowDesk } from '../../src/desk/desk-frame.ts';
import { readEditorModules } from '../../src/desk/assets/editor-modules.ts';
import { createDeskRenderer, type RenderDesk } from '../../src/desk/desk-renderer.ts';
import { createDeskNews } from '../../src/desk/news.ts';
import type { DeskAssets } from '../../src/desk/desk-assets.ts';
import { readDeskFiles } from '../../src/desk/read-desk-files.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The desk's frame around areas that a test makes, with somebody who is signed in, or nobody. */
export interface TestDesk {
  readonly news: ReturnType<typeof createDeskNews>;
  readonly show: ShowDesk;
  readonly render: RenderDesk;
  readonly assets: DeskAssets;
  readonly listener: (...areas: RequestHandler[]) => RequestListener;
}

export const SITE_URL = 'https://example.org';
export const DESK_URL = 'https://desk.example.org';

/** Makes a desk without its log-in: `role` is that of whoever asks. */
export function openTestDesk(reader: () => CatalogReader, role: Role | null = 'editor'): TestDesk {
  const assets = readDeskFiles(join(ROOT, 'public'), readEditorModules().files);
  const render = createDeskRenderer({ viewsDir: join(ROOT, 'views/desk'), assetUrl: assets.url });
  const news = createDeskNews();
  const show = createDeskFrame({ render, reader, news, siteUrl: SITE_URL });
  const log = createLogger({ level: 'silent' });
  const signIn: RequestHandler = (_request, response, next) => {
    const person = { id: 'p1', name: 'Water desk', email: 'water@desk.example.org', role };
    if (role !== null)
      Object.assign(response.locals, { person, csrf: 'word', session: { person, csrf: 'word' } });
    next();
  };
  return {
    news,
    show,
    render,
    assets,
    listener: (...given) => {
      const areas = [signIn, ...given];
      return createDesk({ origin: DESK_URL, trustedProxies: [], assets, show, areas, log, now: Date.now });
    },
  };
}
