import { diff3Merge, diffComm } from 'node-diff3';

export interface TextsToMerge {
  /** What both began from; null where it is not known, or there was none. */
  readonly base: string | null;
  readonly yours: string;
  readonly theirs: string;
}

export interface MergedText {
  /** Whether no line was changed by both, or only in the same way. */
  readonly isClean: boolean;
  /** Where both changed something, both stand in it, marked as git marks them. */
  readonly text: string;
}

type Region = {
  readonly ok?: readonly string[];
  readonly conflict?: { readonly a: readonly string[]; readonly b: readonly string[] };
};

/** As many pairs of equal lines as are compared in some 100 ms; texts with more, such as of blank lines, are put side by side. */
const MOST_PAIRS = 4_000_000;

/**
 * Merges two changes of one text by lines. Line ends and byte order mark are as `theirs` has them where the two do not agree:
 * a program that changes those alone changes nothing.
 */
export function mergeTexts({ base, yours, theirs }: TextsToMerge): MergedText {
  const style = styleOf(theirs);
  const [mine, old] = [yours, base ?? ''].map((text) => linesOf(text === '' ? text : inStyle(text, style)));
  const other = linesOf(theirs);
  const isKnown = base !== null;
  const merged = mergeLines(mine ?? [], isKnown ? (old ?? []) : null, other, style.lineEnd);
  return isKnown ? merged : { ...merged, isClean: false };
}

interface Style {
  readonly lineEnd: '\n' | '\r\n';
  readonly hasMark: boolean;
}

const MARK = '\ufeff';

const styleOf = (text: string): Style => ({
  lineEnd: /\r\n/.test(text) && !/(?:^|[^\r])\n/.test(text) ? '\r\n' : '\n',
  hasMark: text.startsWith(MARK),
});

function inStyle(text: string, style: Style): string {
  const own = styleOf(text);
  const bare = own.hasMark ? text.slice(1) : text;
  const lines = own.lineEnd === style.lineEnd ? bare : bare.replace(/\r?\n/g, style.lineEnd);
  return style.hasMark ? MARK + lines : lines;
}

/** Lines with their ends. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function mergeLines(
  mine: readonly string[],
  old: readonly string[] | null,
  other: readonly string[],
  lineEnd: string,
): MergedText {
  const all = old === null ? [mine, other] : [mine, old, other];
  const head = commonHead(all);
  const tail = commonHead(all.map((lines) => lines.slice(head).toReversed()));
  const [a = [], b = []] = [mine, other].map((lines) => lines.slice(head, lines.length - tail));
  const o = old === null ? commonLines(a, b) : old.slice(head, old.length - tail);
  const isTooMuch = pairsOf(a, o) + pairsOf(b, o) > MOST_PAIRS;
  const regions: readonly Region[] = isTooMuch
    ? [{ conflict: { a, b } }]
    : diff3Merge([...a], [...o], [...b], { excludeFalseConflicts: true });
  const middle = regions.flatMap(({ ok, conflict }) =>
    conflict === undefined ? (ok ?? []) : marked(conflict.a, conflict.b, lineEnd),
  );
  const text = [...other.slice(0, head), ...middle, ...other.slice(other.length - tail)].join('');
  return { isClean: regions.every(({ conflict }) => conflict === undefined), text };
}

/** What stands in both, in order: what an unknown text that both began from would have had at least. */
function commonLines(a: readonly string[], b: readonly string[]): string[] {
  if (pairsOf(a, b) > MOST_PAIRS) return [];
  return diffComm([...a], [...b]).flatMap(
    (part: { readonly common?: readonly string[] }) => part.common ?? [],
  );
}

function commonHead(all: readonly (readonly string[])[]): number {
  const [first = [], ...rest] = all;
  const most = Math.min(...all.map(({ length }) => length));
  let count = 0;
  while (count < most && rest.every((lines) => lines[count] === first[count])) count += 1;
  return count;
}

function pairsOf(one: readonly string[], other: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of other) counts.set(line, (counts.get(line) ?? 0) + 1);
  return one.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0);
}

function marked(a: readonly string[], b: readonly string[], lineEnd: string): string[] {
  const ended = (lines: readonly string[]): string[] =>
    lines.map((line) => (line.endsWith('\n') ? line : line + lineEnd));
  const line = (text: string): string => text + lineEnd;
  return [line('<<<<<<< yours'), ...ended(a), line('======='), ...ended(b), line('>>>>>>> saved meanwhile')];
}
