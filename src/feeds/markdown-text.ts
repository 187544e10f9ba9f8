import { legalText } from '../html/escape.ts';

/** Plain text as one line of Markdown that says the same: what would be read as markup is escaped. */
export function markdownText(text: string): string {
  return legalText(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>~|]|&(?=#?\w+;)/g, '\\$&')
    .replace(/^(#{1,6}|[-+=])(?=\s|$)/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** A value that is Markdown already, within its message. */
export function markdownAround([before, after]: readonly [string, string], value: string): string {
  return withinBlanks(before) + value + withinBlanks(after);
}

const withinBlanks = (text: string): string =>
  text.trim() === '' ? text : text.replace(text.trim(), () => markdownText(text));

/** A link; `url` is absolute and percent-encoded. */
export const markdownLink = (text: string, url: string): string =>
  `[${markdownText(text)}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`;
