import type { Position } from './line-index.ts';
import type { Fix } from './problem.ts';

/** What may stand plain in YAML with no meaning of its own: no quote, bracket or mark, no colon before a blank. */
const PLAIN = /^[\p{L}\p{N}_/.](?:[^\s"'[\]{},#&*!|>%@`\\:]|[ :](?=[^\s#:]))*$/u;

/** What ends a plain value: its line, a comment, or the list or map that it stands in. */
const END = /^(?=[ \t]*(?:$|\n|[,\]}])|[ \t]+#)/;

/** The offset of a place in a text with LF line ends; that of the text's end for a line behind it. */
export function offsetOf(text: string, { line, column }: Position): number {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const next = text.indexOf('\n', start);
    if (next === -1) return text.length;
    start = next + 1;
  }
  return Math.min(text.length, start + column - 1);
}

/**
 * The `fix` of a finding that writes `repaired` where a value begins which reads `written`: plain or in quotes, which stay. Without
 * one where the source is any other, so that it cannot be told where the value ends, and where `repaired` would need
 * quotes. `text` is the whole file with LF line ends.
 */
export function fixOfValue(
  text: string,
  at: Position,
  written: string,
  repaired: string,
): { readonly fix?: Fix } {
  const start = offsetOf(text, at);
  const quote = text[start] === '"' || text[start] === "'" ? text[start] : '';
  const old = quote + written + quote;
  if (written === '' || !text.startsWith(old, start)) return {};
  if (quote === '') {
    const isWhole = END.test(text.slice(start + old.length, start + old.length + 80));
    return isWhole && PLAIN.test(repaired) ? { fix: { old, repaired } } : {};
  }
  // Where none of the two has an escape, what stands between the quotes is the value.
  const isPlain = ![written, repaired].some((value) => /["'\\\n]/.test(value));
  return isPlain ? { fix: { old, repaired: quote + repaired + quote } } : {};
}
