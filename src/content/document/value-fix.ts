import type { Position } from '../../problems/line-index.ts';
import type { Fix } from '../../problems/problem.ts';

/** A text that YAML reads as it stands, without quotes. */
const PLAIN = /^(?![-?:,[\]{}#&*!|>'"%@`\s~])(?!.*(?:: | #))(?!(?:null|true|false|yes|no|on|off)$).*[^\s:]$/i;

/**
 * The repair that puts `repaired` in the place of the value that stands at a place of a text with LF line ends; undefined where
 * the value is not written there just so, on one line and without escapes.
 */
export function valueFix(text: string, at: Position, written: string, repaired: string): Fix | undefined {
  const line = lineOf(text, at.line).slice(at.column - 1);
  const quote = line.charAt(0);
  if (quote === '"' || quote === "'") {
    const old = quote + written + quote;
    const isWhole = line.startsWith(old) && /^\s*(?:$|#|[,}\]])/.test(line.slice(old.length));
    const isSimple = !/["'\\]/.test(written.replaceAll(quote === '"' ? "'" : '"', ''));
    if (!isWhole || !isSimple || repaired.includes(quote) || repaired.includes('\\')) return undefined;
    return { old, repaired: quote + repaired + quote };
  }
  if (line.trimEnd() !== written || written === '') return undefined;
  return { old: written, repaired: PLAIN.test(repaired) ? repaired : JSON.stringify(repaired) };
}

function lineOf(text: string, line: number): string {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const next = text.indexOf('\n', start);
    if (next === -1) return '';
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return end === -1 ? text.slice(start) : text.slice(start, end);
}
