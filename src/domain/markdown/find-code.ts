import { verbatimScanner } from './find-verbatim.ts';

/** A stretch of code in a Markdown text; offsets in UTF-16 code units. */
export interface CodeSpan {
  readonly start: number;
  readonly end: number;
}

/** A line that opens or ends a block of code, perhaps in a quote or a list. */
const FENCE = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)]))*[ \t]*(`{3,}|~{3,})([^\n]*)$/;
const INDENTED = /^(?: {4}| {0,3}\t)/;
const LIST = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const ELEMENT = /<(pre|code|samp|kbd)(?=[\s>])/gi;

/**
 * Finds code: fenced and indented blocks, backticks, HTML’s `<pre>` and `<code>`, and what other systems have between tags. In order, and none within another. What
 * is indented below a list is text of the list.
 */
export function findCode(text: string): CodeSpan[] {
  const spans: CodeSpan[] = [];
  let fence: { readonly mark: string; readonly start: number; readonly isInItem: boolean } | null = null;
  let prose = 0;
  let isAfterBlank = true;
  let isInList = false;
  const verbatim = verbatimScanner(text);
  const closeProse = (end: number): void => {
    if (end > prose) findInProse(text, prose, end, spans);
  };
  for (let at = 0; at <= text.length; ) {
    const lineEnd = text.indexOf('\n', at);
    const end = lineEnd === -1 ? text.length : lineEnd;
    const block = fence === null ? verbatim.next(at) : null;
    if (block !== null && block.start <= end && !isFenceBefore(text, at, block.start)) {
      closeProse(block.start);
      spans.push({ start: block.start, end: block.end });
      prose = block.end;
      at = block.end;
      isAfterBlank = false;
      continue;
    }
    const line = text.slice(at, end);
    // A block of code in an item of a list ends with the item, also where nothing closes it.
    if (fence?.isInItem === true && /^[^\s>]/.test(line)) {
      spans.push({ start: fence.start, end: at });
      fence = null;
      prose = at;
    }
    const [, mark = '', rest = ''] = FENCE.exec(line) ?? [];
    if (fence !== null) {
      if (mark.startsWith(fence.mark) && rest.trim() === '') {
        spans.push({ start: fence.start, end });
        fence = null;
        prose = end;
      }
    } else if (mark !== '' && !(mark.startsWith('`') && rest.includes('`'))) {
      closeProse(at);
      fence = { mark, start: at, isInItem: isInList && /^[ \t]{2}/.test(line) };
    } else if (line.trim() === '') isAfterBlank = true;
    else {
      const isIndented = INDENTED.test(line);
      if (LIST.test(line) && !isIndented) isInList = true;
      else if (!isIndented && isAfterBlank && !/^[ \t]/.test(line)) isInList = false;
      if (isIndented && isAfterBlank && !isInList) {
        closeProse(at);
        spans.push({ start: at, end });
        prose = end;
      } else isAfterBlank = false;
    }
    if (lineEnd === -1) break;
    at = end + 1;
  }
  if (fence === null) closeProse(text.length);
  else spans.push({ start: fence.start, end: text.length });
  return spans;
}

/** Whether a fence begins on a line before what else begins there. */
const isFenceBefore = (text: string, at: number, start: number): boolean => FENCE.test(text.slice(at, start));

/** Backticks pair with the next run of the same length in their paragraph. */
function findInProse(text: string, from: number, to: number, spans: CodeSpan[]): void {
  const found: CodeSpan[] = [];
  const prose = text.slice(from, to);
  if (prose.includes('`')) {
    let paragraphStart = 0;
    for (const paragraph of prose.split(/\n[ \t]*\n/)) {
      const at = prose.indexOf(paragraph, paragraphStart);
      paragraphStart = at + paragraph.length;
      pairBackticks(paragraph, from + at, found);
    }
  }
  const lower = prose.toLowerCase();
  let elementsEnd = 0;
  for (const { index, 1: tag = '' } of prose.matchAll(ELEMENT)) {
    if (index < elementsEnd) continue;
    const end = lower.indexOf(`</${tag.toLowerCase()}>`, index);
    // One without an end is none, and none of those behind it has to look again.
    if (end === -1) break;
    elementsEnd = end;
    found.push({ start: from + index, end: from + end });
  }
  found.sort((a, b) => a.start - b.start);
  for (const span of found) if (span.start >= (spans.at(-1)?.end ?? 0)) spans.push(span);
}

function pairBackticks(paragraph: string, offset: number, found: CodeSpan[]): void {
  const runs = [...paragraph.matchAll(/(?<!`)`+(?!`)/g)].map(({ 0: run, index }) => ({
    length: run.length,
    index,
    isEscaped: paragraph[index - 1] === '\\',
  }));
  // The next run of each length, looked up from the end, so that a text of backticks costs no more than one of words.
  const next = new Map<number, number>();
  const partner = runs.map(() => -1);
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const { length = 0 } = runs[index] ?? {};
    partner[index] = next.get(length) ?? -1;
    next.set(length, index);
  }
  for (let index = 0; index < runs.length; index += 1) {
    const opening = runs[index];
    const closing = runs[partner[index] ?? -1];
    if (opening === undefined || closing === undefined || opening.isEscaped) continue;
    found.push({ start: offset + opening.index, end: offset + closing.index + closing.length });
    index = partner[index] ?? index;
  }
}
