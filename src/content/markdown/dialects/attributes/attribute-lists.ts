import type { Edit } from '../../../../problems/edited-text.ts';
import { type AttributeList, readAttributeList } from './read-attributes.ts';
import type { TextStep } from '../text-step.ts';

const LIST = /\{(:?)([^{}\n]{0,1500})\}/g;
/** Kramdown's names for lists, `{:name: .class}`, and what refers to them. */
const DEFINITION = /^[\w-]{1,60}:(?:\s|$)/;
/** What a list behind it belongs to: a link, a picture, emphasis, code, a tag. */
const SPAN_END = /[)\]*_`>~=^+"'”’]$/;
/** A heading, a paragraph or an item, which may carry the name of the line below it. */
const NAMEABLE = /^[ \t]*(?!(?:```|~~~|\||<|[-*_][ \t]*[-*_][ \t]*[-*_]|$))/;

/**
 * Attribute lists of Kramdown (`{: .lead #quay}`), and of Pandoc, Hugo, PHP Markdown Extra and markdown-it (`{.lead #quay}`
 * behind a heading, a link, a picture, bracketed words or a paragraph). The name of a part stays, as `{#quay}`; looks and targets go.
 */
export const ATTRIBUTE_LISTS: TextStep = {
  name: 'attributes',
  mayApply: (text) => text.includes('{') && /\{[ \t]*(?::|[.#-]|[\w-]{1,60}=)/.test(text),
  run({ text, isInCode }) {
    const edits: Edit[] = [];
    let edited = 0;
    for (const { 0: written, 1: colon = '', 2: inner = '', index } of text.matchAll(LIST)) {
      // What a list is part of may be replaced already.
      if (index < edited || isInCode(index)) continue;
      const edit =
        colon === ':' ? readKramdown(text, index, written, inner) : readBare(text, index, written, inner);
      if (edit === null || edit.start < edited) continue;
      edits.push(edit);
      edited = edit.end;
    }
    return { edits };
  },
};

/** In characters, on either side of a list. */
const LONGEST_LINE = 5000;

interface Place {
  /** What stands on the line before the list, and behind it. */
  readonly before: string;
  readonly after: string;
  readonly lineStart: number;
  readonly end: number;
}

/** Null where the line is too long to be looked at for each of its lists. */
function placeOf(text: string, index: number, written: string): Place | null {
  const from = Math.max(0, index - LONGEST_LINE);
  const lineStart = from + text.slice(from, index).lastIndexOf('\n') + 1;
  const end = index + written.length;
  const [after = ''] = text.slice(end, end + LONGEST_LINE).split('\n', 1);
  if ((lineStart === from && from > 0) || after.length === LONGEST_LINE) return null;
  return { before: text.slice(lineStart, index), after, lineStart, end };
}

function readKramdown(text: string, index: number, written: string, inner: string): Edit | null {
  const place = placeOf(text, index, written);
  if (place === null) return null;
  const { before, after, lineStart, end } = place;
  const isLine = /^[ \t>]*$/.test(before) && after.trim() === '';
  const isDefinition = isLine && DEFINITION.test(inner);
  const list = readAttributeList(inner.replace(DEFINITION, ''), true);
  if (list === null) return null;
  const id = isDefinition ? null : list.id;
  if (isLine) return readLine(text, lineStart, end + after.length, id);
  if (before !== '' && !SPAN_END.test(before) && after.trim() !== '') return null;
  const start = index - (after.trim() === '' ? (/[ \t]*$/.exec(before)?.[0].length ?? 0) : 0);
  return { start, end, replacement: id === null ? '' : nameOf(id, text[start - 1]) };
}

/** A list with a line of its own goes with it; its name goes to the line above. */
function readLine(text: string, start: number, end: number, id: string | null): Edit {
  const above = text.slice(text.lastIndexOf('\n', start - 2) + 1, Math.max(0, start - 1));
  if (id === null) return { start, end: Math.min(end + 1, text.length), replacement: '' };
  if (start > 0 && above.trim() !== '' && NAMEABLE.test(above))
    return { start: start - 1, end, replacement: ` {#${id}}` };
  return { start, end, replacement: `{#${id}}\n` };
}

function readBare(text: string, index: number, written: string, inner: string): Edit | null {
  const place = placeOf(text, index, written);
  if (place === null) return null;
  const { before, after, lineStart, end } = place;
  const list = readAttributeList(inner, false);
  if (list === null) return null;
  // `\sum_{i=0}` is a formula.
  if (/[_^=~*]$/.test(before) && !/^[ \t]*[.#]/.test(inner)) return null;
  const { id } = list;
  const isLine = /^[ \t>]*$/.test(before) && after.trim() === '' && list.classes.length > 0;
  if (isLine) return readLine(text, lineStart, end + after.length, id);
  const isEnd = after.replace(/[ \t]#{1,6}$/, '').trim() === '' && /\S[ \t]*$/.test(before);
  const bracketed = before.endsWith(']') ? openingOf(text, lineStart, index - 1) : null;
  if (bracketed !== null) {
    const words = text.slice(bracketed + 1, index - 1);
    return { start: bracketed, end, replacement: words + (id === null ? '' : `{#${id}}`) };
  }
  const described = describe(before, list, index, end);
  if (described !== null) return described;
  if (!SPAN_END.test(before) && !(isEnd && /[ \t]$/.test(before))) return null;
  const start = isEnd ? index - (/[ \t]*$/.exec(before)?.[0].length ?? 0) : index;
  const replacement = id === null ? '' : nameOf(id, text[start - 1]);
  return text.slice(start, end) === replacement ? null : { start, end, replacement };
}

const UNDESCRIBED = /!\[\](\([^()\n]{1,500}\))$/;

/** Quarto has the text of a picture for those who do not see it among the attributes. */
function describe(before: string, { values }: AttributeList, index: number, end: number): Edit | null {
  const alt = values.get('fig-alt') ?? values.get('alt');
  const [whole, address = ''] = UNDESCRIBED.exec(before) ?? [];
  if (whole === undefined || alt === undefined) return null;
  return { start: index - whole.length, end, replacement: `![${alt.replace(/[[\]\\]/g, '\\$&')}]${address}` };
}

const nameOf = (id: string, before: string | undefined): string =>
  before === undefined || /\s/.test(before) ? `{#${id}}` : ` {#${id}}`;

/** Where the brackets open that a span of words has, which are no link; null for none. */
function openingOf(text: string, lineStart: number, close: number): number | null {
  let depth = 0;
  for (let at = close; at >= Math.max(lineStart, close - 500); at -= 1) {
    const sign = text[at];
    if (text[at - 1] === '\\') continue;
    if (sign === ']') depth += 1;
    if (sign === '[') depth -= 1;
    if (depth !== 0) continue;
    return text[at - 1] === '!' || text[at - 1] === ']' || text[at + 1] === '^' || at + 1 === close
      ? emptyOf(text, at, close)
      : at;
  }
  return null;
}

/** `[]{#quay}` is a name without words. */
const emptyOf = (text: string, at: number, close: number): number | null =>
  at + 1 === close && text[at - 1] !== ']' && text[at - 1] !== '!' ? at : null;
