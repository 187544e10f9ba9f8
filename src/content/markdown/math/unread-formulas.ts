import { quoteText } from '../../../problems/quote-text.ts';
import { warning } from '../inspect/body-finding.ts';
import type { PlacedFinding } from '../inspect/inspect-tokens.ts';

/** What editors should know of formulas that could not be set: the first, and how many more there are. */
export function unreadFormulas(refused: readonly string[], text: string): PlacedFinding[] {
  const [first] = refused;
  if (first === undefined) return [];
  const others = refused.length === 1 ? '' : ` So are ${refused.length - 1} more.`;
  const finding = warning(
    'formula-unread',
    `The formula ${quoteText(first)} cannot be read as TeX; it is shown as code.${others}`,
    'Correct it, or write \\$ for a dollar sign that is none of a formula.',
  );
  return [{ ...finding, offset: Math.max(0, text.indexOf(first)) }];
}
