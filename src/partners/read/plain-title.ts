import sanitizeHtml from 'sanitize-html';
import { decodeReferences } from '../../html/escape.ts';
import { cleanText, removeForbidden } from '../../problems/clean-text.ts';

const MOST_CHARACTERS = 300;

/** How much of an overlong text is looked at: enough for the longest title and its markup. */
const MOST_READ = 10_000;

/** Embeddings, overrides and isolates, zero-width spaces and joiners of words, soft hyphens. */
const INVISIBLE = /[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** What begins a new line in HTML, so that words do not run together where the tag was. */
const BREAKING = /<(?=\/?(?:br|p|div|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|figure|figcaption|hr)\b)/gi;

/** Plain text that is HTML all the same: it closes a tag of text markup, or names a character. */
const MARKUP =
  /<\/(?:a|b|i|em|strong|span|p|u|sub|sup|font|cite|q|small)>|<br\s*\/?>|&(?:#\w{2,8}|[a-z]{2,8});/i;

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Makes one line of plain text of a title in HTML: tags dropped, character references decoded once, no
 * control or bidi-override characters, at most 300 characters, cut between graphemes. Empty for none.
 */
export const titleFromHtml = (html: string): string => cutAt(plainText(html), MOST_CHARACTERS);

/** The same for a title that is plain text by its format and may be HTML all the same. */
export function titleFromText(text: string): string {
  const read = text.slice(0, MOST_READ);
  return MARKUP.test(read) ? titleFromHtml(read) : cutAt(oneLine(read), MOST_CHARACTERS);
}

/** The first words of a text in HTML, where it has to stand for a title; empty for none. */
export function firstWords(html: string): string {
  const text = plainText(html);
  const cut = cutAt(text, 100);
  return cut.length === text.length ? cut : cut.replace(/\s+\S*…$/u, '…');
}

function plainText(html: string): string {
  const spaced = html.slice(0, MOST_READ).replace(BREAKING, ' <');
  if (!/[<&]/.test(spaced)) return oneLine(spaced);
  // The sanitizer decodes character references and writes those back that HTML needs.
  return oneLine(decodeReferences(sanitizeHtml(spaced, { allowedTags: [], allowedAttributes: {} })));
}

const oneLine = (text: string): string =>
  cleanText(removeForbidden(text.replace(INVISIBLE, '').replace(/\s+/g, ' '))).trim();

function cutAt(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (const { index, segment } of GRAPHEMES.segment(text.slice(0, most * 2))) {
    if (index + segment.length > most - 1) break;
    end = index + segment.length;
  }
  return end === 0 ? '' : `${text.slice(0, end).trimEnd()}…`;
}
