import { LINKED_WEB_MARK, WEB_MARK } from '../../domain/marks/web-marks.ts';
import { readAttributes, writeAttributes } from '../../html/attributes.ts';
import { escapeHtml } from '../../html/escape.ts';

/** A picture as a body shows it. */
export interface BodyImage {
  readonly src: string;
  readonly alt: string;
  /** 0 for the body's first. */
  readonly index: number;
  /** All that its tag says, as plain text; '' for what it does not. */
  readonly attribute: (name: string) => string;
}

/**
 * What a picture takes over from the editor's tag: the width, with the height that belongs to it, both in px, and the
 * editor's own words and their language. `file` is what is shown.
 */
export function keptAttributes(
  { width, height }: { readonly width: number; readonly height: number },
  attribute: BodyImage['attribute'],
) {
  const given = Number(attribute('width'));
  const shown = given > 0 ? given : width;
  const [title, lang, dir] = ['title', 'lang', 'dir'].map((name) => attribute(name) || null);
  return { width: shown, height: Math.max(1, Math.round((height * shown) / width)), title, lang, dir };
}

const IMAGE = /<img((?:\s[^>]*)?)>/g;

/** Stand around the text of a picture that is left out, until it has its place; no HTML text holds them. */
const [OPEN, CLOSE] = ['\u0001', '\u0002'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are the marks
const MARKS = /[\u0001-\u0003]/g;
const GAP = `${OPEN}([^${OPEN}${CLOSE}]*)${CLOSE}`;
/** Begins words that keep the link which they are in. */
const KEEP = '\u0003';
const LINKED_GAP = new RegExp(`(<a(?:\\s[^>]*)?>)\\s*${GAP}\\s*</a>`, 'g');
const FIGURE_GAP = new RegExp(
  `(<figure(?:\\s[^>]*)?>)\\s*${GAP}\\s*(?:<figcaption(?:\\s[^>]*)?>([^<]{0,5000}(?:<(?!/figcaption)[^<]{0,5000}){0,50})</figcaption>)?\\s*</figure>\\n?`,
  'g',
);
const BLOCK = '(?:p|figure|ul|ol|dl|div|section|aside|details|h[1-6]|blockquote|table|pre|hr)';
const LONE_GAP = new RegExp(`(^|\\n|</${BLOCK}>)${GAP}(?=\\n|$|</?${BLOCK}[\\s>])`, 'g');
const EMPTY_PARAGRAPH = new RegExp(`<p(?:\\s[^>]*)?>\\s*${OPEN}${CLOSE}\\s*</p>\\n?`, 'g');
const ANY_GAP = new RegExp(GAP, 'g');

/**
 * A body with its pictures as `write` writes them. Where it gives null, the picture is not there, and its words take
 * its place: of a figure the caption, or what else stands for the picture, within a sentence the latter. Without
 * words, nothing of it stays. Of a picture of another host a link to it takes its place, above the caption. Takes sanitised HTML: there, attributes are double-quoted and `<` and `>` stand for
 * nothing but tags.
 */
export function replaceImages(bodyHtml: string, write: (image: BodyImage) => string | null): string {
  let index = 0;
  let hasGap = false;
  const written = bodyHtml.replace(IMAGE, (_, tag: string) => {
    const attributes = readAttributes(tag);
    const attribute = (name: string): string => attributes.get(name) ?? '';
    const html = write({ src: attribute('src'), alt: attribute('alt'), index: index++, attribute });
    if (html !== null) return html;
    hasGap = true;
    return `${OPEN}${wordsFor(attribute)}${CLOSE}`;
  });
  return hasGap ? fillGaps(written) : bodyHtml === written ? bodyHtml : written;
}

function wordsFor(attribute: BodyImage['attribute']): string {
  const address = attribute(WEB_MARK);
  const words = attribute('alt').replace(MARKS, '').trim();
  if (attribute(LINKED_WEB_MARK) !== '') return `${KEEP}${escapeHtml(words)}`;
  if (address === '') return escapeHtml(words);
  return `<a${writeAttributes({ href: address, rel: 'external noopener' })}>${escapeHtml(words || address)}</a>`;
}

function fillGaps(html: string): string {
  return html
    .replace(LINKED_GAP, (_, link: string, words: string) =>
      words.startsWith(KEEP) ? `${OPEN}${link}${words.slice(1)}</a>${CLOSE}` : `${OPEN}${words}${CLOSE}`,
    )
    .replace(FIGURE_GAP, (_, figure: string, words: string, caption = '') => {
      if (words.startsWith('<a ')) {
        return caption.trim() === ''
          ? `<p>${words}</p>\n`
          : `${figure}${words}<figcaption>${caption}</figcaption></figure>\n`;
      }
      const shown = caption.trim() === '' ? words : caption;
      return shown === '' ? '' : `${figure}<figcaption>${shown}</figcaption></figure>\n`;
    })
    .replace(LONE_GAP, (_, before: string, words: string) => before + (words === '' ? '' : `<p>${words}</p>`))
    .replace(EMPTY_PARAGRAPH, '')
    .replace(ANY_GAP, '$1')
    .replaceAll(KEEP, '');
}
