import type { Position } from './line-index.ts';
import type { Fix } from './problem.ts';

/** What may stand plain beside other values: no quote, bracket or mark, no colon before a blank. */
const PLAIN = /^[\p{L}\p{N}_/.](?:[^\s"'[\]{},#&*!|>%@`\\:]|[ :](?=[^\s#:]))*$/u;

/** A text that YAML reads as it stands, without quotes, where it has its line to itself. */
const PLAIN_LINE =
  /^(?![-?:,[\]{}#&*!|>'"%@`\s~])(?!.*(?:: | #))(?!(?:null|true|false|yes|no|on|off)$).*[^\s:]$/i;

/** What ends a value: its line, a comment, or the list or map that it stands in. */
const END = /^(?:[ \t]*(?:$|\n|[,\]}])|[ \t]+#)/;
const LINE_END = /^[ \t]*(?:$|\n)/;

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
 * The `fix` of a finding that writes `repaired` where a value begins which reads `written`: plain or in quotes, which stay. A
 * plain one that has its line to itself gets quotes where `repaired` needs them. Without one where the source is any other, so
 * that it cannot be told where the value ends. `text` is the whole file with LF line ends.
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
  const rest = text.slice(start + old.length, start + old.length + 80);
  if (written === '' || !text.startsWith(old, start) || !END.test(rest)) return {};
  if (quote !== '') {
    // Where none of the two has an escape, what stands between the quotes is the value.
    const isSimple = ![written, repaired].some((value) => value.includes(quote) || /[\\\n]/.test(value));
    return isSimple ? { fix: { old, repaired: quote + repaired + quote } } : {};
  }
  if (!LINE_END.test(rest)) {
    // Beside a comment or other values a mark may be the file's own.
    return PLAIN.test(written) && PLAIN.test(repaired) ? { fix: { old, repaired } } : {};
  }
  return { fix: { old, repaired: PLAIN_LINE.test(repaired) ? repaired : JSON.stringify(repaired) } };
}
