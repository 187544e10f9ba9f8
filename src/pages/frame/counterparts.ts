import type { Site } from '../../config/site.ts';
import { editionPath, OWN_EDITION, splitEdition } from '../../domain/edition.ts';
import { ARCHIVES_KEY, authorKey, otherKey, seriesKey, topicKey } from '../../domain/surrogate-keys.ts';
import { ARCHIVE_PATH } from '../../domain/urls.ts';
import type { PageContext } from '../parts/page-context.ts';

/** An edition of a site, and its language. */
export interface EditionLanguage {
  readonly edition: string;
  /** BCP 47 tag. */
  readonly language: string;
}

/** A page in an edition. */
export interface Counterpart extends EditionLanguage {
  readonly path: string;
}

/** The editions of a site, in the order of site.yaml: its own first. One alone where it has no others. */
export function editionsOf({ language, ownLanguage = language, editions = [] }: Site): EditionLanguage[] {
  return [
    { edition: OWN_EDITION, language: ownLanguage },
    ...editions.map(({ edition, language: other }) => ({ edition, language: other })),
  ];
}

/**
 * Where a page of the site leads in another edition: to the same page, else to the nearest list, at last to the front. What decides it
 * is noted. `path` is the page's own, without a query; '' is no address.
 */
export function counterpartIn(context: PageContext, path: string, edition: string): string {
  const { site, catalog, now } = context;
  const below = path === '' ? '/' : splitEdition(path, site).path;
  const other = catalog.of(edition);
  for (const place of nearest(below)) {
    for (const key of keysOf(place)) context.uses(otherKey(edition, key));
    const there = editionPath(edition, place);
    if (catalog.hasListAt(there, now) === true || other.standingPage(there, now) !== null) return there;
  }
  return editionPath(edition, '/');
}

/** A path and the lists above it, the nearest first: `/2016/07/15`, `/2016/07`, `/2016`, `/archive`. */
function nearest(path: string): string[] {
  const segments = path.split('/').slice(1);
  const paths = segments.map((_, index) => `/${segments.slice(0, segments.length - index).join('/')}`);
  return PERIOD.test(path) ? [...paths, ARCHIVE_PATH] : paths;
}

const PERIOD = /^\/\d{4}(?:\/|$)/;

const LIST_KEYS: Readonly<Record<string, (slug: string) => string>> = {
  topics: topicKey,
  authors: authorKey,
  series: seriesKey,
};

/** What tells that a list has its first story or has lost its last. */
function keysOf(path: string): string[] {
  const [first = '', name] = path.split('/').slice(1);
  const keyOf = Object.hasOwn(LIST_KEYS, first) ? LIST_KEYS[first] : undefined;
  if (keyOf !== undefined && name !== undefined) return [keyOf(decodeURIComponent(name))];
  return PERIOD.test(path) ? [ARCHIVES_KEY] : [];
}

/**
 * The same page in every edition that has it, this one included, in the order of site.yaml: fronts, sections and standing pages. None
 * for one that stands in this edition alone, and for lists, whose stories are others.
 */
export function samePages(context: PageContext, path: string): readonly Counterpart[] {
  const { site, catalog, now } = context;
  const editions = editionsOf(site);
  const below = splitEdition(path, site).path;
  if (editions.length < 2) return [];
  const isOfAll = below === '/' || /^\/sections\/[^/?]+$/.test(below);
  const found = editions
    .map((one) => ({ ...one, path: editionPath(one.edition, below) }))
    .filter((one) => isOfAll || catalog.of(one.edition).standingPage(one.path, now) !== null);
  return found.length < 2 ? [] : found;
}
