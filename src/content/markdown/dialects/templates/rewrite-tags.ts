import type { Edit } from '../../../../problems/edited-text.ts';
import { LEFT_OUT, type Meaning } from './meaning/meaning.ts';
import { meaningOf } from './meaning/meaning-of.ts';
import { pairTags } from './pair-tags.ts';
import {
  indentOf,
  isBlankAbove,
  isBlankBelow,
  isFirstOfBlock,
  isFirstOfLine,
  isLastOfLine,
  wholeLine,
} from './lines-around.ts';
import type { PairedTag, Tag } from './tag.ts';

/** What becomes of a text's tags; offsets are those of the text. */
export interface RewrittenTags {
  readonly edits: readonly Edit[];
  /** Where something was left out of which editors should know. */
  readonly leftOut: readonly { readonly start: number; readonly end: number }[];
}

export type ReadMeaning = (tag: PairedTag, inner: string | null) => Meaning;

const usualMeaning: ReadMeaning = ({ name, given }, inner) => meaningOf(name, given, inner);

/** A box that is open. */
interface OpenBox {
  readonly foot: string;
  /** How many marks of quotes its lines have of their own. */
  readonly quotes: number;
  /** How many blanks of each line go. */
  readonly indent: number;
  /** What each of its lines begins with. */
  readonly marks: string;
}

/** Tags that part what is in them from what is beside them. */
const BLOCKS =
  /^(?:columns?|col\d*|row|tab|tabitem|section|div|half|card|step|slide|onehalf|onethird|twothirds?|vccolumn|vcrow)$/;

/** Deepest nesting of tags that is read; what is deeper goes, and its text stays. */
const MAX_DEPTH = 8;

/** Puts in the place of tags, which are given in order, what they mean. */
export function rewriteTags(
  text: string,
  tags: readonly Tag[],
  read: ReadMeaning = usualMeaning,
): RewrittenTags {
  const pairs = pairTags(tags);
  const edits: Edit[] = [];
  const leftOut: { start: number; end: number }[] = [];
  const boxes: OpenBox[] = [];
  const openEnds: Tag[] = [];
  let galleries = 0;
  const endings = new Map<Tag, (tag: Tag) => void>();
  /** Up to where lines of open boxes have got their marks, and what was replaced is done with. */
  let done = 0;
  const markLines = (until: number): void => {
    const inner = boxes.at(-1);
    for (let at = text.indexOf('\n', done); at !== -1 && at < until; at = text.indexOf('\n', at + 1)) {
      if (inner === undefined) break;
      const lineStart = at + 1;
      const removed = headOf(text, lineStart, inner);
      if (lineStart > until) break;
      edits.push({ start: lineStart, end: lineStart + removed, replacement: inner.marks });
    }
    done = Math.max(done, until);
  };
  const put = (start: number, end: number, replacement: string): void => {
    markLines(start);
    const inner = boxes.at(-1);
    const marks = inner?.marks ?? indentOf(text, start);
    edits.push({ start, end, replacement: replacement.replaceAll('\n', `\n${marks}`) });
    done = Math.max(done, end);
  };
  const remove = (tag: Tag): void => {
    markLines(tag.start);
    const { start, end } = boxes.length > 0 ? tag : wholeLine(text, tag);
    // What parts two texts leaves a blank between them.
    const isBetween = /^(?:else|elsif|elif|elseif|when|case)$/.test(tag.name) && start === tag.start;
    if (
      isBetween ||
      (BLOCKS.test(tag.name) && start === tag.start && end === tag.end && isAmidWords(text, tag))
    ) {
      edits.push({ start, end, replacement: isBetween ? ' ' : '\n\n' });
      done = Math.max(done, end);
      return;
    }
    if (start < (edits.at(-1)?.end ?? 0)) edits.push({ start: tag.start, end: tag.end, replacement: '' });
    else edits.push({ start, end, replacement: '' });
    done = Math.max(done, end);
  };
  const begin = (tag: PairedTag): void => {
    const { start, end, closing } = tag;
    const isTooDeep = openEnds.length >= MAX_DEPTH;
    const meaning = isTooDeep
      ? LEFT_OUT
      : read(tag, closing === null ? null : text.slice(end, closing.start));
    if (closing !== null) openEnds.push(closing);
    if (meaning.kind === 'text') {
      const last = closing?.end ?? end;
      if (galleries > 0 && meaning.isBlock) put(start, blanksEnd(text, last), `${meaning.text}\n`);
      else put(start, last, meaning.isBlock ? apart(text, { start, end: last }, meaning.text) : meaning.text);
    } else if (meaning.kind === 'gallery' && closing !== null) {
      galleries += 1;
      put(start, blanksEnd(text, end), isFirstOfLine(text, start) && isBlankAbove(text, start) ? '' : '\n\n');
      endings.set(closing, (tag) => {
        galleries -= 1;
        put(tag.start, tag.end, isLastOfLine(text, tag.end) && isBlankBelow(text, tag.end) ? '' : '\n');
      });
    } else if (meaning.kind === 'dropped') {
      put(start, closing?.end ?? end, '');
    } else if (meaning.kind === 'around' && closing !== null) {
      put(start, end, meaning.before);
      endings.set(closing, ({ start: from, end: to }) => put(from, to, meaning.after));
    } else if (meaning.kind === 'box' && closing !== null && !isInLine(text, tag, closing)) {
      openBox(tag, closing, meaning);
    } else if (meaning.kind === 'kept') {
      if (meaning.isTold) leftOut.push({ start, end });
      if (closing !== null) endings.set(closing, () => undefined);
    } else if (closing !== null && isIndented(text, tag, closing)) {
      if (meaning.kind === 'gone' && meaning.isTold) leftOut.push({ start, end });
      openWrapper(tag, closing);
    } else {
      if (meaning.kind === 'gone' && meaning.isTold) leftOut.push({ start, end });
      remove(tag);
      if (closing !== null) endings.set(closing, remove);
    }
  };
  const openBox = (tag: PairedTag, closing: Tag, { head, foot }: Meaning & { kind: 'box' }): void => {
    const { start, end } = tag;
    const inner = text.slice(end, closing.start);
    const isBelowText = isFirstOfLine(text, start) ? !isBlankAbove(text, start) : false;
    const above = isFirstOfBlock(text, start) ? (isBelowText ? '\n' : '') : '\n\n';
    markLines(start);
    const margin = boxes.at(-1)?.marks ?? indentOf(text, start);
    const opening = above.replaceAll('\n', `\n${margin}`);
    const rest = /^[ \t]*(?=\n|$)/.exec(text.slice(end, end + 200));
    const toInner = rest === null ? `\n${margin}> ` : '';
    edits.push({ start, end: end + (rest?.[0].length ?? 0), replacement: `${opening}> ${head}${toInner}` });
    done = end + (rest?.[0].length ?? 0);
    boxes.push({ indent: commonIndent(inner), foot, quotes: quotesOf(text, start), marks: `${margin}> ` });
    endings.set(closing, closeBox);
  };
  /** What is indented between tags that go would be code without them. */
  const openWrapper = (tag: PairedTag, closing: Tag): void => {
    const inner = text.slice(tag.end, closing.start);
    const marks = boxes.at(-1)?.marks ?? indentOf(text, tag.start);
    remove(tag);
    boxes.push({ indent: commonIndent(inner), foot: '', quotes: quotesOf(text, tag.start), marks });
    // The first line began before the tag was gone.
    done = Math.min(done, tag.end);
    endings.set(closing, (end) => {
      remove(end);
      boxes.pop();
    });
  };
  const closeBox = ({ start, end }: Tag): void => {
    markLines(start);
    const closed = boxes.pop();
    const margin = boxes.at(-1)?.marks ?? '';
    const foot = closed?.foot ?? '';
    const isOwnLine = isFirstOfLine(text, start) && isLastOfLine(text, end);
    const lineEdit = edits.at(-1);
    if (foot === '' && isOwnLine && lineEdit?.replacement === closed?.marks && lineEdit !== undefined) {
      // The line is the empty one that has to be below a quote.
      edits[edits.length - 1] = { start: lineEdit.start, end, replacement: margin };
      done = end;
      return;
    }
    const behind = isFirstOfLine(text, start) || foot === '' ? '' : `\n${closed?.marks}`;
    const isOpenBelow = !isBlankBelow(text, end);
    const below = isLastOfLine(text, end) ? (isOpenBelow ? `\n${margin}` : '') : `\n${margin}\n${margin}`;
    edits.push({ start, end, replacement: behind + foot + below });
    done = end;
  };

  const begins = new Map<number, PairedTag>(pairs.map((pair) => [pair.start, pair]));
  for (const tag of tags) {
    if (openEnds.at(-1) === tag) openEnds.pop();
    if (tag.start < done) continue;
    const finish = endings.get(tag);
    const pair = begins.get(tag.start);
    if (finish !== undefined) finish(tag);
    else if (pair !== undefined) begin(pair);
    else remove(tag);
  }
  return { edits, leftOut };
}

/** A tag that had its line to itself has a paragraph of its own afterwards. */
function apart(text: string, { start, end }: { start: number; end: number }, block: string): string {
  if (!isFirstOfLine(text, start) || !isLastOfLine(text, end))
    return block.includes('\n') ? `\n\n${block}\n\n` : block;
  return `${isBlankAbove(text, start) ? '' : '\n'}${block}${isBlankBelow(text, end) ? '' : '\n'}`;
}

/** The end of the blanks and lines behind an offset. */
function blanksEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && /\s/.test(text.charAt(end))) end += 1;
  return end;
}

/** Whether text stands before a tag or behind it, in a paragraph of its own. */
function isAmidWords(text: string, { start, end }: Tag): boolean {
  const line =
    text
      .slice(Math.max(0, start - 400), start)
      .split('\n')
      .at(-1) ?? '';
  return !/^\s*(?:[-*+>|#]|\d+[.)])/.test(line) && !(isFirstOfLine(text, start) && isLastOfLine(text, end));
}

/** Whether a tag and its end are parts of one line. */
const isInLine = (text: string, { start, end }: Tag, closing: Tag): boolean =>
  !text.slice(end, closing.start).includes('\n') &&
  !(isFirstOfBlock(text, start) && isLastOfLine(text, closing.end));

/** Whether tags have lines to themselves and all between them is indented further. */
const isIndented = (text: string, { start, end }: Tag, closing: Tag): boolean =>
  isFirstOfLine(text, start) &&
  isLastOfLine(text, end) &&
  commonIndent(text.slice(end, closing.start)) > indentOf(text, start).length + 1;

const quotesOf = (text: string, at: number): number => indentOf(text, at).split('>').length - 1;

/** How much a line of a box begins with that its marks replace: marks of the quote around it, and blanks. */
function headOf(text: string, at: number, { quotes, indent }: OpenBox): number {
  let end = at;
  for (let left = quotes; left > 0; left -= 1) {
    const mark = /^[ \t]{0,3}> ?/.exec(text.slice(end, end + 8));
    if (mark === null) break;
    end += mark[0].length;
  }
  for (let left = indent; left > 0 && (text[end] === ' ' || text[end] === '\t'); left -= 1) end += 1;
  return end - at;
}

function commonIndent(inner: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (const line of inner.split('\n').slice(1)) {
    if (line.trim() !== '') least = Math.min(least, /^[ \t]*/.exec(line)?.[0].length ?? 0);
  }
  return Number.isFinite(least) ? least : 0;
}
