import { sayDesk } from '../words/desk/desk-words.ts';

/** Who wrote a revision, of `Name <address>` the name; where that is not known, that it did not come from the desk. */
export const authorName = (by: string | null): string =>
  by?.replace(/ <[^>]*>$/, '') ?? sayDesk('write-history-nobody');
