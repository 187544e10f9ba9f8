import { textDirection } from '../domain/language.ts';
import { fillMarks, firstMarked, hasMarks, onlyMarked, withoutMarks } from './language-marks.ts';

const TOKEN = /<[^>]*>|[^<]+/g;
const START = /^<([a-z][a-z0-9-]*)/i;
const LANG = / lang="([^"]*)"/;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;
/** Nothing can be told within these. */
const TEXT_ALONE = /^(?:title|option|textarea|script|style)$/i;
/** Read by machines alone. */
const UNSEEN = /^(?:meta|link|script)$/i;
const NAMES = / (?:aria-label|title|placeholder|alt)="([^"]*\uFDD0[^"]*)"/;
const FOR_SCRIPTS = / data-[a-z-]+="([^"]*\uFDD0[^"]*)"/;

interface OpenElement {
  readonly name: string;
  /** The language of what is in it, where nothing else is told. */
  readonly lang: string;
  /** The element itself tells another, that of its accessible name: what is in it has to tell its own. */
  readonly isSplit: boolean;
}

/**
 * Tells in a page of HTML which of its words are of another language than what they stand in, by the marks that they
 * have: `lang` and, where it runs the other way, `dir`. Text gets an element around it, and what is put into it one of its
 * own; an accessible name (`aria-label`, `title`) gives its element the language, and what is in that tells its own again; words for
 * scripts are told by `data-lang`. No mark is left. The page is well-formed and has `lang` at its root.
 */
export function tellLanguages(html: string): string {
  if (!hasMarks(html)) return html;
  const open: OpenElement[] = [];
  const told = html.replace(TOKEN, (token, at: number) => {
    const around = open.at(-1) ?? NOTHING;
    if (!token.startsWith('<')) return tellText(token, around);
    if (token.startsWith('</')) {
      const index = open.findLastIndex(({ name }) => name === token.slice(2, -1).trim());
      if (index >= 0) open.length = index;
      return token;
    }
    const name = START.exec(token)?.[1];
    if (name === undefined) return token;
    const end = at + token.length;
    const held = TEXT_ALONE.test(name) ? onlyMarked(html.slice(end, html.indexOf('<', end))) : null;
    const { tag, lang, isSplit } = tellTag(token, { name, around, held });
    if (!VOID.test(name) && !token.endsWith('/>')) open.push({ name, lang, isSplit });
    return tag;
  });
  return withoutMarks(told);
}

const NOTHING: OpenElement = { name: '', lang: '', isSplit: false };

function tellText(text: string, { name, lang, isSplit }: OpenElement): string {
  if (TEXT_ALONE.test(name)) return text;
  if (!hasMarks(text)) return isSplit && /\p{L}/u.test(text) ? `<span lang="${lang}">${text}</span>` : text;
  return fillMarks(text, (tag) => {
    if (tag === null) return [`<bdi lang="${lang}">`, '</bdi>'];
    if (tag === lang && !isSplit) return ['', ''];
    const direction = textDirection(tag);
    const dir = direction === textDirection(lang) ? '' : ` dir="${direction}"`;
    return [`<span lang="${tag}"${dir}>`, '</span>'];
  });
}

interface Place {
  readonly name: string;
  readonly around: OpenElement;
  /** The language of the text that is all it holds. */
  readonly held: string | null;
}

/** The start tag of an element as it is to be, and what is in it. */
function tellTag(token: string, { name, around, held }: Place) {
  const own = LANG.exec(token)?.[1] ?? null;
  const lang = own ?? around.lang;
  const isSeen = hasMarks(token) && !UNSEEN.test(name);
  const named = isSeen ? firstMarked(NAMES.exec(token)?.[1] ?? '') : null;
  const scripts = isSeen ? firstMarked(FOR_SCRIPTS.exec(token)?.[1] ?? '') : null;
  const told = named ?? held ?? (around.isSplit ? lang : own);
  let tag = withoutMarks(token);
  if (scripts !== null) tag = tag.replace(START, `$& data-lang="${scripts}"`);
  if (told !== own)
    tag = own === null ? tag.replace(START, `$& lang="${told}"`) : tag.replace(LANG, ` lang="${told}"`);
  return { tag, lang, isSplit: named !== null && named !== lang };
}
