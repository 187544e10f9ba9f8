import { distance } from 'fastest-levenshtein';

/**
 * Finds the candidate that a misspelt word most likely meant: at most one edit for each three
 * letters begun.
 * Returns null when none is near enough.
 */
export function suggestName(word: string, candidates: Iterable<string>): string | null {
  if (word.length > 60) return null;
  const wanted = word.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.ceil(wanted.length / 3) + 1;
  for (const candidate of candidates) {
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits < bestDistance) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best;
}

/** `Did you mean "topics"? ` or '' where nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const suggestion = suggestName(word, candidates);
  return suggestion === null ? '' : `Did you mean "${suggestion}"? `;
}
