/** What every article is labelled with, so that a search may go without words. */
export const EVERY_ARTICLE = 'every·article';

/** A label as one token of the index, a language by its tag; no word of a text has its middle dots, which ASCII rules do not part. */
export function labelToken(kind: 'section' | 'topic' | 'author' | 'language', slug: string): string {
  return `${kind}·${slug.replace(/[^\p{L}\p{M}\p{N}]/gu, '·')}`;
}
