import type { OutgoingRequest } from '../send-request.ts';

/** What one request purges: tags of surrogate keys, of which there is at least one, or all that a cache holds. */
export type Purged = readonly string[] | 'everything';

/** How one cache is purged. */
export interface PurgeChannel {
  /** The cache as people name it, without secrets: `varnish://10.0.0.2:6081`. */
  readonly cache: string;
  /** The cache as the journal names it, always the same for the same one. */
  readonly id: string;
  /** The most tags that one request can bring, and the most bytes that they take together, separators included. */
  readonly mostTags: number;
  readonly mostBytes: number;
  /** How long the cache is left alone after a request, so that it takes the next one as well; in ms. */
  readonly restMs: number;
  build(purged: Purged): OutgoingRequest;
  /** What is wrong where a purge is answered with such a status, none of 2xx, and the cure. */
  explain(status: number): string;
}
