import sanitizeHtml from 'sanitize-html';
import { mayHoldNotes } from '../../domain/find-notes.ts';
import { decodeReferences } from '../../html/escape.ts';

/** Whether a line may hold marks of HTML or Markdown; nearly none does. */
const MARKS = /[<&*_`[~\\]|==|^#{1,6}\s/;

/** Tags that only say how text looks, and those that end a line. */
const FORMATTING =
  'a|abbr|b|big|cite|code|del|dfn|div|em|font|h[1-6]|i|ins|kbd|mark|p|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var';
const PAIR = new RegExp(
  `<(${FORMATTING})(?:\\s[^<>]*)?>((?:(?!<\\1[\\s>])[\\s\\S]){0,2000}?)</\\1\\s*>`,
  'gi',
);
const LINE_END = /\s*<(?:br|wbr|hr)\s*\/?>\s*/gi;

/** References by number, and by a name of HTML, which end with a semicolon. */
const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;

/** How often a text is looked through: marks stand in marks, and some systems escape twice. */
const MAX_ROUNDS = 4;

/** Pairs of marks that stand where Markdown takes them for marks, so that `2 * 3 * 4` and `snake_case_name` are none. */
const MARKDOWN: readonly (readonly [RegExp, string])[] = [
  [/^#{1,6}\s+(?=\S)/, ''],
  [
    /!?\[([^[\]]{1,500})\]\((?:<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500})?)(?:\s+["'(][^\n]{0,300}?["')])?\)/g,
    '$1',
  ],
  [/\[\[(?:[^[\]|]{1,300}\|)?([^[\]|]{1,300})\]\]/g, '$1'],
  [/(?<![\p{L}\p{N}`\\])(`{1,2})(?!`)\s?([^`]{1,500}?)\s?\1(?!`)/gu, '$2'],
  [/(?<![*\\])(\*{2,3})(?=[^\s*])([^*]{1,500}?)(?<=[^\s*\\])\1(?!\*)/g, '$2'],
  [/(?<![\p{L}\p{N}*\\])\*(?=[^\s*])([^*]{1,500}?)(?<=[^\s*\\])\*(?![\p{L}\p{N}*])/gu, '$1'],
  // `__init__` is a name of a program.
  [
    /(?<![\p{L}\p{N}_\\])__(?!(?:[a-z]+(?:_[a-z]+)*)__)(?=[^\s_])([^_]{1,500}?)(?<=[^\s_\\])__(?![\p{L}\p{N}_])/gu,
    '$1',
  ],
  [
    /(?<![\p{L}\p{N}_\\])_(?=[^\s_])((?:[^_]|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}])){1,500}?)(?<=[^\s_\\])_(?![\p{L}\p{N}_])/gu,
    '$1',
  ],
  [/(?<![~\\])~~(?=[^\s~])([^~]{1,500}?)(?<=[^\s~])~~(?!~)/g, '$1'],
  [/(?<![=\\])==(?=[^\s=])([^=]{1,500}?)(?<=[^\s=])==(?!=)/g, '$1'],
];
const ESCAPED = /\\([*_`[\]~\\#<>])/g;

/**
 * A headline without the marks that other systems render in one: tags of text markup, references to characters, and Markdown’s
 * marks. What only looks like a mark stays, and so does a text of which nothing else would.
 */
export function plainHeadline(text: string): string {
  if (!MARKS.test(text)) return text;
  let plain = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = plain;
    plain = withoutTags(plain);
    for (const [marks, kept] of MARKDOWN) plain = plain.replace(marks, kept);
    plain = decodeEntities(plain);
    if (plain === before) break;
  }
  plain = plain.replace(ESCAPED, '$1').trim();
  // What becomes a note only by this was none.
  if (!/[\p{L}\p{N}]/u.test(plain) || (mayHoldNotes(plain) && !mayHoldNotes(text))) return text;
  return plain;
}

function withoutTags(text: string): string {
  return text.includes('<') ? text.replace(PAIR, '$2').replace(LINE_END, ' ') : text;
}

/** The text with the characters that its references name: `Arts &amp; Culture`. A name that HTML does not know stays. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (reference) =>
    decodeReferences(sanitizeHtml(reference, { allowedTags: [], allowedAttributes: {} })),
  );
}
