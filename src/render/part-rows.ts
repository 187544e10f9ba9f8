/** What tells that a page has a part. */
export type PartRow =
  /** How the tag of the part begins, in one way or another; text holds none of them, as `<` is escaped there. */
  | (Carried & { readonly marks: readonly string[] })
  /** Fonts of pages that are written in such letters. */
  | (Carried & { readonly written: readonly string[] })
  /** Fonts for words in letters that they are for, but not in pages that are written in such. */
  | (Carried & { readonly guests: string | null })
  /** How the languages are set that its sheet is for: pages in one of them, or with a piece that is. */
  | (Carried & { readonly sets: 'languages' });

interface Carried {
  /** Of `public/css/NAME.css`. */
  readonly sheet?: string;
  readonly script?: string;
}

/** Whose list a script fills, with words in whatever letters. */
export const FILLED_BY_SCRIPT = '<ul class="story-list" data-saved';

const FRONT = ['<main class="front"', '<main class="front front--section"'];

/** The parts of pages, in the order in which pages carry their sheets. */
export const PART_ROWS: readonly PartRow[] = [
  {
    sheet: 'fonts/plain',
    written: ['latin-ext', 'cyrillic', 'greek', 'arabic', 'hebrew', 'georgian', 'other'],
  },
  { sheet: 'fonts/extended', written: ['latin-ext'] },
  { sheet: 'fonts/cyrillic', written: ['cyrillic'] },
  { sheet: 'fonts/greek', written: ['greek'] },
  { sheet: 'fonts/arabic', written: ['arabic'] },
  { sheet: 'fonts/hebrew', written: ['hebrew'] },
  { sheet: 'fonts/georgian', written: ['georgian'] },
  { sheet: 'fonts/letters', written: ['han'] },
  { sheet: 'fonts/guest-cyrillic', guests: 'cyrillic' },
  { sheet: 'fonts/guest-greek', guests: 'greek' },
  { sheet: 'fonts/guest-vietnamese', guests: 'latin-ext' },
  { sheet: 'fonts/guest-extended', guests: 'latin-ext' },
  { sheet: 'fonts/armenian', guests: null },
  { sheet: 'fonts/guest-arabic', guests: 'arabic' },
  { sheet: 'fonts/guest-hebrew', guests: 'hebrew' },
  { sheet: 'fonts/guest-georgian', guests: 'georgian' },
  { sheet: 'pages/editions', marks: ['<nav class="editions"'] },
  { sheet: 'pages/banner', marks: ['<aside class="banner"'] },
  { sheet: 'pages/article', marks: ['<article class="article"'] },
  {
    sheet: 'pages/prose',
    marks: ['<div class="article__body prose"', '<div class="prose"', '<section class="prose '],
  },
  { sheet: 'pages/picture', marks: ['<picture'] },
  {
    sheet: 'pages/teaser',
    marks: ['<article class="teaser ', '<ul class="story-list"', '<section class="related"'],
  },
  { sheet: 'pages/front-story', marks: FRONT },
  { sheet: 'pages/front', marks: FRONT },
  { sheet: 'pages/front-block', marks: FRONT },
  {
    sheet: 'pages/listing',
    marks: ['<header class="list-header"', '<nav class="pagination"', '<p class="empty"'],
  },
  {
    sheet: 'pages/archive',
    marks: ['<section class="archive-year"', '<ol class="months"', '<table class="calendar '],
  },
  { sheet: 'pages/saved', marks: ['<section class="saved"'] },
  { sheet: 'pages/names', marks: ['<section class="name-group"'] },
  { sheet: 'pages/author', marks: ['<div class="author"'] },
  { sheet: 'pages/series', marks: ['<nav class="series"', '<p class="series__place"'] },
  { sheet: 'pages/history', marks: ['<ol class="history"'] },
  { sheet: 'pages/search', marks: ['<form class="search-form"'] },
  { sheet: 'pages/related', marks: ['<section class="related"', '<section class="related related--next"'] },
  {
    sheet: 'pages/sidebar',
    marks: ['<aside class="sidebar"', '<section class="sidebar__block"', '<section class="partner"'],
  },
  { sheet: 'pages/partners', marks: ['<section class="partner"'] },
  { sheet: 'rich/table', marks: ['<div class="table-scroll"', '<table>'] },
  { sheet: 'rich/code', marks: ['<pre'] },
  { sheet: 'rich/math', marks: ['<div class="math"', '<math'] },
  { sheet: 'rich/small-marks', marks: ['<mark>', '<kbd>', '<ins>', '<abbr title='] },
  { sheet: 'rich/definitions', marks: ['<dl>'] },
  { sheet: 'rich/box', marks: ['<div class="box ', '<details class="box '] },
  { sheet: 'rich/details', marks: ['<details>', '<details open', '<details class="box '] },
  { sheet: 'rich/pull-quote', marks: ['<figure class="pull-quote"'] },
  { sheet: 'rich/points', marks: ['<div class="points"'] },
  { sheet: 'rich/clip', marks: ['<figure class="clip '] },
  { sheet: 'rich/footnotes', marks: ['<section class="footnotes"'] },
  { sheet: 'rich/gallery', marks: ['<figure class="gallery"', '<figure class="gallery gallery--three"'] },
  { sheet: 'rich/embed', marks: ['<figure class="embed '] },
  { sheet: 'rich/post', marks: ['<blockquote class="post"'] },
  { sheet: 'scripts/arabic', sets: 'languages' },
  { sheet: 'scripts/hebrew', sets: 'languages' },
  { sheet: 'scripts/armenian-georgian', sets: 'languages' },
  { sheet: 'scripts/georgian', sets: 'languages' },
  { sheet: 'scripts/han', sets: 'languages' },
  { sheet: 'scripts/south-asian', sets: 'languages' },
  { script: 'js/editions.js', marks: ['<aside class="edition-offer"'] },
  { script: 'js/embed.js', marks: [' data-player="https://'] },
  { script: 'js/story.js', marks: ['<div class="tools"'] },
  { script: 'js/saved.js', marks: ['<section class="saved"'] },
];
