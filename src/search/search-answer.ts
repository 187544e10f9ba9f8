import type { Teaser } from '../catalog/store/teaser.ts';

/** What a reader asked, as the site takes it. */
export interface SearchRequest {
  /** As typed: any text of any length. */
  readonly text: string;
  /** From 1. */
  readonly page: number;
  /** How many results a page holds. */
  readonly pageSize: number;
  /** Whose stories are found where the text does not say a language; '' is the site's own. */
  readonly edition: string;
  /** Milliseconds since 1970: only what readers may see then is found. */
  readonly now: number;
}

/** A text in pieces, some of which are what was searched for. Plain text, to be escaped where it is shown. */
export type MarkedText = readonly { readonly text: string; readonly isMatch: boolean }[];

export interface SearchHit {
  readonly teaser: Teaser;
  /** The headline. */
  readonly title: MarkedText;
  /** Some words around the best place in the text; empty where only the headline matches. */
  readonly snippet: MarkedText;
}

/** How many articles were found; beyond a bound they are not counted to the end. */
export interface SearchCount {
  readonly count: number;
  readonly isExact: boolean;
}

/** A filter as it was understood, such as section: World. */
export interface SearchFilter {
  readonly name: 'section' | 'author' | 'topic' | 'lang' | 'after' | 'before';
  /** Of a known language its tag, or `all`. */
  readonly value: string;
  /** Whether the site has such a section, author or topic, or stories in the language, or the day is one. */
  readonly isKnown: boolean;
  /** Of an unknown language: the tags of those that there are stories in. */
  readonly choices?: readonly string[];
}

export type SearchAnswer =
  /** Nothing to search for: no words and no filters. */
  | { readonly kind: 'nothing-asked' }
  | {
      readonly kind: 'found';
      readonly hits: readonly SearchHit[];
      readonly total: SearchCount;
      readonly hasMore: boolean;
      readonly filters: readonly SearchFilter[];
      /** “Did you mean”: the whole query with the archive's own words; null for none. */
      readonly suggestion: string | null;
    }
  /** It took too long, too many were waiting, or the index cannot be read now. */
  | { readonly kind: 'cut-off' | 'busy' | 'unavailable' };

/** Searches the published articles apart from the thread that serves pages. */
export interface SearchService {
  /** Never rejects. */
  search(request: SearchRequest): Promise<SearchAnswer>;
  close(): Promise<void>;
}
