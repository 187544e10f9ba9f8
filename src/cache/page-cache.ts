import { LRUCache } from 'lru-cache';
import type { Encoding } from './accept-encoding.ts';
import { createBestCompression, type PackingJob } from './best-compression.ts';
import type { SharedCaching } from './cache-policy.ts';
import { createKeyIndex } from './key-index.ts';
import { createPageEntry, type HeaderList, type PageEntry, type RenderedPage } from './page-entry.ts';

export interface PageCacheOptions {
  /** What entries may take together; 0 keeps none. */
  readonly maxBytes: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Sent with every page. */
  readonly headers: HeaderList;
  readonly sharedCaching: SharedCaching;
  /** Packs bytes better in the background, but for tests. */
  readonly pack?: ((job: PackingJob) => void) | undefined;
  /** Told whether a page that is asked for by `resolve` is here, or has to be made. */
  readonly onLookup?: ((isHit: boolean) => void) | undefined;
}

/** What a URL turns out to be where it is no page: a redirect, nothing, … */
interface Outcome {
  readonly kind: string;
}

interface Slot {
  readonly entry: PageEntry;
}

type Render = () => Outcome | Promise<Outcome>;

/** Finished pages by URL, those asked for last; each is dropped when something it shows changes. */
export interface PageCache {
  /** The page of a URL, if it is here and still true. */
  get(url: string): PageEntry | undefined;
  /**
   * The page that a route has at a URL, from here or made now; it is kept only if nothing was dropped meanwhile.
   * Requests that come while it is being made wait for it, but for those that come after such a drop.
   * Whatever else `make` returns goes to all of them and is not kept; so does what it throws.
   */
  resolve<Other extends Outcome>(
    route: string,
    url: string,
    make: () => RenderedPage | Other | Promise<RenderedPage | Other>,
  ): Promise<PageEntry | Exclude<Other, RenderedPage>>;
  /** Drops every page that carries one of these surrogate keys. */
  drop(keys: Iterable<string>): void;
  /** Drops everything. */
  clear(): void;
  /** What the entries take, in bytes. */
  bytes(): number;
}

/** Makes an empty cache. */
export function createPageCache(options: PageCacheOptions): PageCache {
  const { maxBytes, now, headers, sharedCaching, pack = createBestCompression(), onLookup } = options;
  const index = createKeyIndex();
  const flights = new Map<string, Promise<Outcome>>();
  const kept = new WeakMap<PageEntry, string>();
  let drops = 0;
  const pages = new LRUCache<string, Slot>({
    // It takes no size of 0; nothing fits into one byte.
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: ({ entry }) => entry.size(),
    dispose({ entry }, url) {
      kept.delete(entry);
      index.remove(url, entry.keys);
    },
  });

  const keep = (url: string, entry: PageEntry): void => {
    // A slot of its own each time: what it holds already, it does not measure again.
    const slot = { entry };
    pages.set(url, slot);
    if (pages.peek(url) !== slot) return;
    kept.set(entry, url);
    index.add(url, entry.keys);
  };

  const onGrow = (entry: PageEntry): void => {
    const url = kept.get(entry);
    if (url !== undefined) keep(url, entry);
  };

  const onReuse = (entry: PageEntry, encoding: Encoding, take: (bytes: Buffer) => void): void => {
    if (encoding === 'identity' || !kept.has(entry)) return;
    pack({
      bytes: entry.encoded('identity').bytes,
      encoding,
      isWanted: () => kept.has(entry),
      onPacked(bytes) {
        take(bytes);
        onGrow(entry);
      },
    });
  };

  const get = (url: string): PageEntry | undefined => {
    const entry = pages.get(url)?.entry;
    if (entry === undefined || entry.expires === Number.POSITIVE_INFINITY || now() < entry.expires)
      return entry;
    pages.delete(url);
    return undefined;
  };

  const make = async (route: string, url: string, render: Render): Promise<Outcome> => {
    const begun = drops;
    const made = await render();
    if (!isRendered(made)) return made;
    onLookup?.(false);
    const entry = createPageEntry(made, { route, headers, sharedCaching, now, onGrow, onReuse });
    if (drops === begun) keep(url, entry);
    return entry;
  };

  const resolve = async (route: string, url: string, render: Render): Promise<Outcome> => {
    const held = get(url);
    if (held?.route === route) {
      onLookup?.(true);
      return held;
    }
    const name = `${route} ${url}`;
    const other = flights.get(name);
    if (other !== undefined) return other;
    const flight = make(route, url, render);
    flights.set(name, flight);
    try {
      return await flight;
    } finally {
      if (flights.get(name) === flight) flights.delete(name);
    }
  };

  return {
    get,
    resolve: resolve as PageCache['resolve'],
    drop(keys) {
      drops += 1;
      flights.clear();
      for (const url of index.urlsOf(keys)) pages.delete(url);
    },
    clear() {
      drops += 1;
      flights.clear();
      pages.clear();
    },
    bytes: () => pages.calculatedSize,
  };
}

function isRendered(made: Outcome): made is RenderedPage {
  return made.kind === 'rendered';
}
