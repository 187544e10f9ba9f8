import { OWN_EDITION } from '../domain/edition.ts';
import type { Site } from './site.ts';

const known = new WeakMap<Site, Map<string, Site>>();

/**
 * The site in the words of one of its editions: one object for each until site.yaml changes. An edition that it has not, and
 * the one in its own language, are the site as it is given.
 */
export function siteIn(site: Site, edition: string): Site {
  if (edition === OWN_EDITION) return site;
  const all = known.get(site) ?? new Map<string, Site>();
  known.set(site, all);
  const found = all.get(edition) ?? inWordsOf(site, edition);
  all.set(edition, found);
  return found;
}

function inWordsOf(site: Site, name: string): Site {
  const found = site.editions?.find(({ edition }) => edition === name);
  if (found === undefined) return site;
  const { publisherName, ...words } = found;
  return {
    ...site,
    ...words,
    ownLanguage: site.language,
    publisher: { ...site.publisher, name: publisherName },
  };
}
