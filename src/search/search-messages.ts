import type { SearchAnswer, SearchRequest } from './search-answer.ts';

/** What the search thread is started with. */
export interface SearchSettings {
  /** Path of the catalog. */
  readonly file: string;
  /** See cut-off.ts. */
  readonly cutOff: SharedArrayBuffer;
  /** Milliseconds of processor time that a search may take. */
  readonly cutOffMs: number;
}

/** What it is asked; one question at a time. */
export interface SearchQuestion {
  readonly number: number;
  readonly request: SearchRequest;
}

/** What it says: the answer, or why there is none. */
export interface SearchReply {
  readonly answer: SearchAnswer;
  readonly error: string | null;
  /** The error says that the index cannot be read, whatever is asked. */
  readonly isBroken: boolean;
}
