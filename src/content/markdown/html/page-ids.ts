/**
 * Ids that the page around a body has, so that no heading may take them: those in the views, and the
 * label of the footnotes.
 */
export const PAGE_IDS: readonly string[] = [
  'main',
  'top-stories',
  'partner-news',
  'related',
  'corrections',
  'search-box',
  'search-result',
  'footnote-label',
];
