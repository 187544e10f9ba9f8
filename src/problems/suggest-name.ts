import { distance } from 'fastest-levenshtein';

/** Two words of which the longer has so many letters may be so many edits apart; shorter ones may have two neighbours exchanged. */
const SHORTEST = [
  { letters: 12, edits: 3 },
  { letters: 7, edits: 2 },
  { letters: 4, edits: 1 },
] as const;

/**
 * Finds the candidate that a misspelt word most likely meant: few edits for its length, and the same first letter, unless
 * that alone is too much or missing. Two neighbours that stand the other way round are one edit. Short words are near to
 * too many: `nid` is no `id`, `link` no `lang`, `path` no `date`.
 * Returns null when none is near enough.
 */
export function suggestName(word: string, candidates: Iterable<string>): string | null {
  if (word.length > 60) return null;
  const wanted = word.toLowerCase();
  let best: string | null = null;
  let bestEdits = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = editsTo(wanted, candidate.toLowerCase());
    if (edits < bestEdits) {
      best = candidate;
      bestEdits = edits;
    }
  }
  return best;
}

/** How far a candidate is; infinite where it is too far. */
function editsTo(wanted: string, candidate: string): number {
  if (wanted === candidate) return 0;
  if (wanted.length > 2 && isExchanged(wanted, candidate)) return 1;
  const letters = Math.max(wanted.length, candidate.length);
  const most = SHORTEST.find((one) => letters >= one.letters)?.edits ?? 0;
  if (most === 0 || Math.abs(wanted.length - candidate.length) > most) return Number.POSITIVE_INFINITY;
  const isNear = wanted[0] === candidate[0] || wanted.slice(1) === candidate || wanted === candidate.slice(1);
  const edits = isNear ? distance(wanted, candidate) : most + 1;
  return edits <= most ? edits : Number.POSITIVE_INFINITY;
}

/** Whether two neighbouring letters stand the other way round. */
function isExchanged(word: string, name: string): boolean {
  if (word.length !== name.length) return false;
  const at = [...word].findIndex((_, index) => word[index] !== name[index]);
  return (
    at >= 0 &&
    word[at] === name[at + 1] &&
    word[at + 1] === name[at] &&
    word.slice(at + 2) === name.slice(at + 2)
  );
}

/** `Did you mean "topics"? ` or '' where nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const suggestion = suggestName(word, candidates);
  return suggestion === null ? '' : `Did you mean "${suggestion}"? `;
}
