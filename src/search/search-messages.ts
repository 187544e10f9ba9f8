import type { SearchAnswer, SearchRequest } from './search-answer.ts';

/** What the search thread is started with. */
export interface SearchSettings {
  /** Path of the catalog. */
  readonly file: string;
  /** One 32-bit number: the question that has to end. Shared, since the thread hears nothing while it searches. */
  readonly cutOff: SharedArrayBuffer;
}

/** What it is asked; one question at a time. */
export interface SearchQuestion {
  readonly number: number;
  readonly request: SearchRequest;
}

/** What it says: that it begins, which may be long after it was asked, and the answer or why there is none. */
export type SearchReply =
  | { readonly kind: 'begun'; readonly number: number }
  | {
      readonly kind: 'answered';
      readonly number: number;
      readonly answer: SearchAnswer;
      readonly error: string | null;
    };
