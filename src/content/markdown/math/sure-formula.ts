/** Longest formula, in characters. */
export const MAX_FORMULA = 2000;

/** What only formulas have. */
const SIGN = /\\[a-zA-Z]|\\[,;:!{}|\\]|[_^=<>≤≥≈≠∈∑∫√±×÷→∞]/;
/** What only programs have: ends of statements, comments. */
const PROGRAM = /;[ \t]*(?:\n|$)|\/\/|\{[ \t]*\n/;
/** Words, which formulas have only within \text{…} and their like. */
const WORDS = /\p{L}{3,}/u;

/**
 * Whether what stands between two dollar signs is a formula, and not what lies between two prices or two names: it has a sign
 * that only formulas have, or is as short as `x`, `2n`, `f(x)` and `n-1` are.
 */
export function isSureFormula(text: string): boolean {
  if (text.length > MAX_FORMULA || PROGRAM.test(text)) return false;
  if (SIGN.test(text)) return true;
  return (
    !WORDS.test(text) && /^[\p{L}\p{N}().,+\-−*/|'′!: ]{1,40}$/u.test(text) && !/\d \p{L}{2}/u.test(text)
  );
}
