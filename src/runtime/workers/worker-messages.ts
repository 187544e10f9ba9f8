import type { Settings } from '../../config/environment.ts';
import type { PageViewCounts } from '../../domain/page-views.ts';
import type { ProcessReport } from '../../telemetry/request-report.ts';
import type { PublishedPages } from '../ingest/ingest-messages.ts';

/** What a web worker is started with. */
export interface WorkerSettings {
  /** With absolute paths, and a port that is not 0. */
  readonly settings: Settings;
  /** Whether it listens before it has pages, as nobody else does. */
  readonly listensAtOnce: boolean;
}

/** What a web worker tells. */
export type WorkerMessage =
  /** Its program is loaded; told once. */
  | { readonly kind: 'loaded' }
  /** It listens and has pages; told once. */
  | { readonly kind: 'serving' }
  /** It has dropped what publishes up to this version changed: the answer to `published`, and to `open` once it has pages. */
  | { readonly kind: 'dropped'; readonly version: number }
  /** It has dropped every page, for a reason that is no publish. */
  | { readonly kind: 'cleared' }
  /** It found the catalog damaged. */
  | { readonly kind: 'damaged' }
  /** It lives: the answer to `ask`. */
  | { readonly kind: 'alive' }
  /** How many connections it had no room for since it last told. */
  | { readonly kind: 'refused'; readonly count: number }
  /** How often articles were read since it last told. */
  | { readonly kind: 'page-views'; readonly counts: PageViewCounts }
  /** What it answered since it last told, and how it is; where OPS_PORT shows that. */
  | { readonly kind: 'measured'; readonly report: ProcessReport }
  /** A git host told of a push, or another machine that had heard of it. */
  | { readonly kind: 'pushed'; readonly isPassedOn: boolean }
  /** It cannot start, and ends. `code` is a ListenError's, else null. */
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | null }
  /** It listens no more and has no connections; answered by `leave`. */
  | { readonly kind: 'closed' };

/** What it is told. */
export type WorkerRequest =
  /** The catalog may be read, and may be another file than before. */
  | { readonly kind: 'open' }
  /** The catalog must not be read any more. */
  | { readonly kind: 'hide' }
  | ({ readonly kind: 'published' } & PublishedPages)
  /** The whole site serves pages: `/readyz` may say so. */
  | { readonly kind: 'ready' }
  /** Whether it lives; answered by `alive`. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'stop'; readonly graceMs: number }
  /** Another worker has taken its place, or another server: of the latter connections at rest are let go after so long. */
  | { readonly kind: 'retire'; readonly restMs: number | null }
  /** No more connections are on their way to it. */
  | { readonly kind: 'leave' };
