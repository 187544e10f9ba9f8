/** An entry between brackets; offsets in the text. */
export interface FlowItem {
  readonly start: number;
  readonly end: number;
  /** The key as it is written, with its quotes; null in a list. */
  readonly key: string | null;
  /** Where the value begins; the same as `start` in a list. */
  readonly valueStart: number;
}

/** A list or map in brackets: `[a, b]`, `{src: a.jpg}`. */
export interface Flow {
  readonly open: number;
  /** The offset of the closing bracket. */
  readonly close: number;
  readonly items: readonly FlowItem[];
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/**
 * Finds the entries of the brackets that open at an offset, in YAML, JSON or TOML; null where they do not close. Quotes, brackets
 * inside and comments are stepped over. `mark` is what stands between a key and its value.
 */
export function scanFlow(text: string, open: number, mark: ':' | '='): Flow | null {
  const bracket = text[open] ?? '';
  const closing = CLOSING[bracket];
  if (closing === undefined) return null;
  const items: FlowItem[] = [];
  let start = -1;
  let markAt = -1;
  let end = open + 1;
  /** Whether a quote or a bracket that comes next opens something. */
  let mayOpen = true;
  const finish = (): void => {
    if (start !== -1) items.push(toItem(text, bracket, { start, markAt, end }));
    start = -1;
    markAt = -1;
    mayOpen = true;
  };
  for (let at = open + 1; at < text.length; ) {
    const character = text[at] ?? '';
    if (character === closing) {
      finish();
      return { open, close: at, items };
    }
    if (character === ',') {
      finish();
      at += 1;
    } else if (/\s/.test(character)) at += 1;
    else if (character === '#' && /\s/.test(text[at - 1] ?? '')) at = lineEnd(text, at);
    else {
      if (start === -1) start = at;
      const isMark = bracket === '{' && markAt === -1 && character === mark && at > start;
      const next = mayOpen && !isMark ? stepOver(text, at, mark) : at + 1;
      if (next === null) return null;
      if (isMark) markAt = at;
      mayOpen = isMark;
      end = next;
      at = next;
    }
  }
  return null;
}

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
};

/** The end of the token that begins at an offset: a quoted text, brackets, or a single character. */
function stepOver(text: string, at: number, mark: ':' | '='): number | null {
  const character = text[at] ?? '';
  if (character === '"' || character === "'") return quoteEnd(text, at);
  if (character !== '[' && character !== '{') return at + 1;
  const inner = scanFlow(text, at, mark);
  return inner === null ? null : inner.close + 1;
}

/** The offset behind the quoted text that opens at an offset; null where it does not close. Three quotes close by three. */
export function quoteEnd(text: string, at: number): number | null {
  const quote = text[at] ?? '';
  const triple = quote.repeat(3);
  if (text.startsWith(triple, at)) {
    const end = text.indexOf(triple, at + 3);
    return end === -1 ? null : end + 3;
  }
  for (let next = at + 1; next < text.length; next += 1) {
    if (quote === '"' && text[next] === '\\') next += 1;
    else if (text[next] === quote) {
      // Two single quotes are one that belongs to the text.
      if (quote === "'" && text[next + 1] === quote) next += 1;
      else return next + 1;
    }
  }
  return null;
}

function toItem(
  text: string,
  bracket: string,
  { start, markAt, end }: { readonly start: number; readonly markAt: number; readonly end: number },
): FlowItem {
  if (bracket === '[') return { start, end, key: null, valueStart: start };
  if (markAt === -1) return { start, end, key: text.slice(start, end), valueStart: end };
  const blanks = /^\s*/.exec(text.slice(markAt + 1, end))?.[0].length ?? 0;
  return { start, end, key: text.slice(start, markAt).trim(), valueStart: markAt + 1 + blanks };
}

/** A key without its quotes. */
const plainKey = (key: string): string => key.trim().replace(/^(["'])([\s\S]*)\1$/, '$2');

/** Where the entry of a key is, the last where several have it, or the one at a place of a list; of none, no index of an item. */
export const itemIndex = ({ items }: Flow, step: string | number): number =>
  typeof step === 'number' ? step : items.findLastIndex(({ key }) => key !== null && plainKey(key) === step);
