/** What each kind of finished work may take of the memory for it, in bytes. */
export interface CacheShares {
  readonly pageBytes: number;
  readonly bodyBytes: number;
}

/** A body is a quarter of what a page with its encodings takes, and outlives it. */
const BODY_SHARE = 0.25;

/** Divides the memory that one process may use for finished work. */
export function shareCache(cacheBytes: number): CacheShares {
  const bodyBytes = Math.floor(cacheBytes * BODY_SHARE);
  return { bodyBytes, pageBytes: cacheBytes - bodyBytes };
}
