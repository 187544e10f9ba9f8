import type { SearchService } from './search-answer.ts';

/** Where requests find the search, whose catalog may be replaced by another file while the site is up. */
export interface SearchSlot {
  /** 'unavailable' while there is none. */
  readonly service: SearchService;
  /** Puts in a service, or none, and closes the one that was there. */
  replace(next: SearchService | null): void;
}

/** Makes a slot without a service. */
export function createSearchSlot(): SearchSlot {
  let held: SearchService | null = null;
  return {
    service: {
      search: (request) => held?.search(request) ?? Promise.resolve({ kind: 'unavailable' }),
      close: async () => held?.close(),
    },
    replace(next) {
      const before = held;
      held = next;
      // It settles what it was asked, and never rejects.
      void before?.close();
    },
  };
}
