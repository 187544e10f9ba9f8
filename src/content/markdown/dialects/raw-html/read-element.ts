import { readAttributes } from '../../../../html/attributes.ts';

/** An element of raw HTML in a text, from `<` to the end of its end tag, or of its tag alone where it has none. */
export interface RawElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly start: number;
  readonly end: number;
  /** What stands between its tags. */
  readonly inner: string;
}

/** The longest tag, and the longest element; longer ones are left to the sanitiser. */
const LONGEST_TAG = 4000;
const LONGEST_ELEMENT = 20_000;
const NAME = /<([a-z][a-z-]{0,20})(?=[\s/>])/iy;
const VOID: ReadonlySet<string> = new Set(['embed']);

/**
 * Reads the element that begins at an offset of a text; null where no tag does. One that holds another of its name ends
 * with its own end tag; one without an end tag near, as `<iframe … />` has none, is its tag alone.
 */
export function readElement(text: string, start: number): RawElement | null {
  NAME.lastIndex = start;
  const [opening, written = ''] = NAME.exec(text) ?? [];
  const open = opening === undefined ? null : endOfTag(text, start + opening.length);
  if (opening === undefined || open === null) return null;
  const name = written.toLowerCase();
  const attributes = text.slice(start + opening.length, open - 1);
  const rest = VOID.has(name) ? '' : text.slice(open, open + LONGEST_ELEMENT);
  const close = rest === '' ? null : endOf(rest, name);
  const isAlone = close === null || (/\/\s*$/.test(attributes) && rest.slice(0, close.at).includes('\n'));
  return {
    name,
    attributes: readAttributes(attributes),
    start,
    end: isAlone ? open : open + close.end,
    inner: isAlone ? '' : rest.slice(0, close.at),
  };
}

/** The offset behind the `>` of a tag, minding quotes; null where it does not end near. */
function endOfTag(text: string, from: number): number | null {
  const most = Math.min(text.length, from + LONGEST_TAG);
  let quote = '';
  for (let at = from; at < most; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '>') return at + 1;
    else if (character === '<') return null;
    else if (character === '"' || character === "'") quote = character;
  }
  return null;
}

/** Where the end tag of an element stands in what follows its tag. An unclosed frame must not take the next one with it. */
function endOf(rest: string, name: string): { readonly at: number; readonly end: number } | null {
  let depth = 1;
  for (const { 0: found, index } of rest.matchAll(
    new RegExp(`<(/?)${name}(?=[\\s/>])[^<>]{0,4000}>`, 'gi'),
  )) {
    const isEnd = found.startsWith('</');
    if (!isEnd && name === 'iframe') return null;
    depth += isEnd ? -1 : 1;
    if (depth === 0) return { at: index, end: index + found.length };
  }
  return null;
}

/** The words of raw HTML on one line, at most `most` characters. */
export function wordsOf(html: string, most = 300): string {
  const words = html
    .slice(0, 8000)
    .replace(/<(script|style|svg)(?=[\s>])[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<[^<>]{0,4000}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words.length <= most ? words : `${words.slice(0, most).replace(/\s\S*$/, '')}…`;
}
