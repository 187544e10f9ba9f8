/**
 * Ids that the page around a body has, so that no heading may take them: those in the views, and the
 * label of the footnotes.
 */
export const PAGE_IDS: readonly string[] = [
  'main',
  'page-banner',
  'page-menu',
  'page-sections',
  'front-latest',
  'front-rest',
  'list-elsewhere',
  'top-stories',
  'partner-news',
  'related',
  'next-story',
  'corrections',
  'search-box',
  'search-result',
  'saved-chosen',
  'saved-lately',
  'footnote-label',
];
