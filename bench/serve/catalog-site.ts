import { createReadiness } from '../../src/http/readiness.ts';
import { createStandalonePage } from '../../src/http/send/standalone-page.ts';
import { type AssembleOptions, assembleSite } from '../../src/runtime/server/assemble-site.ts';
import { openReader } from '../../src/runtime/server/open-reader.ts';
import { readErrorPage } from '../../src/runtime/server/read-error-page.ts';
import { createSearchSlot } from '../../src/search/search-slot.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

const CACHE_BYTES = 64 * 1_048_576;

/** A site over the catalog that another server keeps; it follows no publish, and does not search. */
export function openCatalogSite(
  given: Pick<AssembleOptions, 'contentDir' | 'dataDir' | 'origin' | 'requests'>,
) {
  const reader = openReader(given.dataDir);
  const errorPage = createStandalonePage(readErrorPage());
  const site = assembleSite({
    ...given,
    reader: () => reader,
    log: createLogger({ level: 'info' }),
    now: Date.now,
    readiness: createReadiness(),
    errorPage,
    cacheBytes: CACHE_BYTES,
    sharedCaching: { maxAge: 0, tagHeader: null },
    search: createSearchSlot().service,
  });
  return { ...site, errorPage };
}
