import { type Catalog, createCatalog } from '../../src/catalog/catalog.ts';
import { type CatalogContent, fillCatalog } from '../../src/catalog/fill-catalog.ts';
import { openCatalog } from '../../src/catalog/open-catalog.ts';
import type { PageContext } from '../../src/pages/page-context.ts';
import { SAMPLE_SITE, sampleMoment } from './sample-site.ts';

/** A catalog in memory that holds the given content. */
export function sampleCatalog(content: Partial<CatalogContent>): Catalog {
  const database = openCatalog();
  fillCatalog(database, { articles: [], standingPages: [], topStories: [], partners: [], ...content });
  return createCatalog(database);
}

/** What pages are built from, at noon of 20 July 2016 unless told otherwise. */
export function sampleContext(
  content: Partial<CatalogContent>,
  given: Partial<PageContext> = {},
): PageContext {
  return {
    site: SAMPLE_SITE,
    catalog: sampleCatalog(content),
    origin: 'https://courier.test',
    now: sampleMoment('2016-07-20T12:00').epochMs,
    assetUrl: (name) => `/assets/${name}`,
    ...given,
  };
}
