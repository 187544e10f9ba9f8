import { FOR_THE_ASKER, pageCacheControl } from '../../cache/cache-policy.ts';
import type { HeaderList, PageEntry, RenderedPage } from '../../cache/page-entry.ts';
import { saidUntil } from '../../domain/days/said-until.ts';
import { OWN_EDITION } from '../../domain/edition.ts';
import type { AiPreferences } from '../../domain/machines/ai-preferences.ts';
import { FRAME_KEYS, keysIn } from '../../domain/surrogate-keys.ts';
import { aiHeaders } from '../../feeds/policy/ai-statements.ts';
import { htmlAnswer } from './html-answer.ts';
import { atOneMoment, type PageMoment, type SiteDeps } from '../site-deps.ts';

/** Where the cache keeps something: which route made it, and under what name, mostly its URL. */
export interface CacheAddress {
  readonly route: string;
  readonly url: string;
  /** The edition in which it stands; by default the site's own. */
  readonly edition?: string;
}

/** What is made for readers. */
export interface FoundPage {
  readonly html: string;
  /** Surrogate keys of what it shows besides masthead, sidebar and footer. */
  readonly keys: readonly string[];
  /** As in RenderedPage. */
  readonly vary?: RenderedPage['vary'];
  /** What machines may do with it, where that may differ from what site.yaml says. */
  readonly ai?: AiPreferences;
}

/** What is made for machines: a feed, a sitemap, a text. */
export interface FoundDocument {
  readonly body: string;
  /** The whole header, charset included. */
  readonly contentType: string;
  /** Surrogate keys of all that it shows but pictures. */
  readonly keys: readonly string[];
  /** The newest date of its own, 0 for none; null where it changes without publish or date, and so has none to ask by. */
  readonly lastModified: number | null;
  /** When it changes by the clock alone, but for articles' own dates; null for never. */
  readonly expires?: number | null;
  /**
   * The request header by which it was chosen at a URL that gives others something else. Shared caches do not keep
   * it then, as one that ignores Vary would give it to them.
   */
  readonly chosenBy?: RenderedPage['vary'];
  readonly headers?: HeaderList;
  /** As in FoundPage. */
  readonly ai?: AiPreferences;
}

/** HTTP dates count seconds: one in which a document may still change says nothing. */
const UNSETTLED_MS = 2_000;

/** The first of several moments; null for never. */
function earliest(...moments: readonly (number | null)[]): number | null {
  const first = Math.min(...moments.map((moment) => moment ?? Number.POSITIVE_INFINITY));
  return first === Number.POSITIVE_INFINITY ? null : first;
}

const NOTHING = { kind: 'nothing' } as const;

/** What a route has at an address, from the cache or built now at one moment; null where `build` finds nothing. */
export async function findBuilt(
  deps: SiteDeps,
  { route, url, edition = OWN_EDITION }: CacheAddress,
  build: (context: PageMoment) => RenderedPage | null,
): Promise<PageEntry | null> {
  const found = await deps.pages.resolve(route, url, () =>
    atOneMoment(deps, (context) => build(context) ?? NOTHING, edition),
  );
  return found.kind === 'page' ? found : null;
}

/** From when on a page may say something else by the clock alone, and from when on no shared copy of it may be shown. */
export function endsByClock({
  site,
  catalog,
  now,
  usedKeys,
}: PageMoment): Pick<RenderedPage, 'expires' | 'sharedUntil'> {
  const sharedUntil = saidUntil(usedKeys, now, site);
  return { expires: earliest(catalog.nextEvent(now), sharedUntil), sharedUntil };
}

/** Adds to a built page what all have in common: masthead, sidebar and footer, the pictures' keys, and a clock. */
export function finishPage(
  deps: SiteDeps,
  moment: PageMoment,
  { html, keys, vary, ai = moment.site.ai ?? {} }: FoundPage,
): RenderedPage {
  const { headers, ...answer } = htmlAnswer(deps, html);
  return {
    kind: 'rendered',
    ...answer,
    headers: [...headers, ...aiHeaders(ai, moment.origin)],
    cacheControl: pageCacheControl(deps.address.sharedCaching),
    keys: keysIn(moment.edition, [...FRAME_KEYS, ...keys, ...moment.usedKeys]),
    vary,
    ...endsByClock(moment),
  };
}

/** Adds to a document what all have in common: caching, and a date to ask by once that is settled. */
export function finishDocument(
  { address: { sharedCaching } }: SiteDeps,
  { catalog, edition, site, origin, now, usedKeys }: PageMoment,
  {
    body,
    contentType,
    keys,
    lastModified,
    expires = null,
    chosenBy,
    headers = [],
    ai = site.ai ?? {},
  }: FoundDocument,
): RenderedPage {
  // A file may have changed in ways that no date of its own tells.
  const modified = lastModified === null ? null : Math.max(lastModified, catalog.publishedAt());
  const settled = modified === null ? 0 : modified + UNSETTLED_MS;
  const isSettled = now >= settled;
  const moments = [expires, catalog.nextEvent(now), isSettled ? null : settled];
  return {
    kind: 'rendered',
    body,
    contentType,
    cacheControl: chosenBy === undefined ? pageCacheControl(sharedCaching) : FOR_THE_ASKER,
    keys: keysIn(edition, [...keys, ...usedKeys]),
    lastModified: modified === null || !isSettled ? undefined : modified,
    expires: earliest(...moments),
    // What changes at its own moment is told in no publish.
    sharedUntil: expires,
    vary: chosenBy,
    headers: [...headers, ...aiHeaders(ai, origin)],
  };
}
