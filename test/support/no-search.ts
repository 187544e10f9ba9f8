import type { SearchService } from '../../src/search/search-answer.ts';

/** For sites whose catalog is in memory, where no other thread can read it. */
export const NO_SEARCH: SearchService = {
  search: async () => ({ kind: 'unavailable' }),
  close: async () => {},
};
