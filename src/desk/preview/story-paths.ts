import { isMediaName } from '../../domain/media-file.ts';

/** Where the site keeps what pages are made of. */
const PARTS = /^\/(?:assets|pictures|cards|media)\//;
/** Pictures that browsers ask for by convention. */
const ICONS: ReadonlySet<string> = new Set(['/favicon.ico', '/apple-touch-icon.png']);
/** Folders of texts, in which pictures and other files lie beside them. */
const BESIDE_TEXTS = /^\/(?:articles|authors)\//;

/** Whether a path is that of what pages are made of: pictures, styles, fonts, recordings. */
export const isPartOfPages = (path: string): boolean =>
  PARTS.test(path) ||
  ICONS.has(path) ||
  (BESIDE_TEXTS.test(path) && isMediaName(path.slice(path.lastIndexOf('/') + 1)));

/** Which paths the preview of one story has: its own, in all forms, and what its page is made of. */
export const storyPaths =
  (own: string) =>
  (path: string): boolean =>
    path === own || isPartOfPages(path);
