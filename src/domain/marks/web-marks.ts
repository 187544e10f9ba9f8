/**
 * The attribute of a picture of another host in a stored body, with its address: its `src` is where it is on this site once it
 * is fetched, and until then a link to the address stands in its place.
 */
export const WEB_MARK = 'data-web';
/** The same inside a link, where the words of the picture take its place. */
export const LINKED_WEB_MARK = 'data-web-linked';

const MARKS = new RegExp(`<img\\s[^>]*?\\s(?:${WEB_MARK}|${LINKED_WEB_MARK})="([^"]*)"`, 'g');

/** What a body of sanitised HTML has in such attributes, in order, as it is written there. */
export const webMarksIn = (bodyHtml: string): string[] =>
  bodyHtml.includes(WEB_MARK) ? [...bodyHtml.matchAll(MARKS)].map(([, written = '']) => written) : [];
