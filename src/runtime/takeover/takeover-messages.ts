import type { IngestNews } from '../../desk/news.ts';
import type { PageViewCounts } from '../../domain/page-views.ts';
import type { PublishedPages } from '../ingest/ingest-messages.ts';

/** What a server that takes another's place tells that one. */
export type SuccessorMessage =
  /** Its program is loaded and its settings are right: the other may stop writing. */
  | { readonly kind: 'loaded' }
  /** It serves pages from this file. */
  | { readonly kind: 'serving'; readonly catalog: string }
  /** It published: whoever still reads the same catalog drops these pages. */
  | ({ readonly kind: 'published' } & PublishedPages)
  /** What its ingest tells desks. */
  | { readonly kind: 'news'; readonly news: IngestNews };

/** What it is told by the one whose place it takes. */
export type PredecessorMessage =
  /** Nobody writes any more: DATA_DIR is free. */
  | { readonly kind: 'yours' }
  /** How often articles were read by readers that the former server still has. */
  | { readonly kind: 'page-views'; readonly counts: PageViewCounts }
  /** One of its workers heard of a push. */
  | { readonly kind: 'pushed'; readonly isPassedOn: boolean };
