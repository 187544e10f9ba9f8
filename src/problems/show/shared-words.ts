/** What stands for words that differ. */
const GAP = '…';
const SAME_WORDS = 2;

/** Quoted texts are one word, however many blanks they hold. */
const WORDS = /"[^"]*"|'[^']*'|[^\s"']+|\s+|["']/g;

/** What many sentences have in common: `The link to "…" was removed; its text was kept.` */
export interface SharedWords {
  /** Takes another sentence in. */
  add(sentence: string): void;
  /** The sentence that they share, with … for what differs; the first of them where they share too little to be understood. */
  text(): string;
}

/** Begins with the first of them. Costs nothing for each further one that is the same. */
export function sharedWords(first: string): SharedWords {
  let shared: string[] | null = null;
  const seen = new Set([first]);
  return {
    add(sentence) {
      if (seen.has(sentence)) return;
      if (seen.size < MAX_SEEN) seen.add(sentence);
      shared = intersect(shared ?? split(first), split(sentence));
    },
    text() {
      if (shared === null) return first;
      const words = shared.filter((word) => /\p{L}/u.test(word)).length;
      return words < SAME_WORDS ? first : shared.join('').replace(/…(?:\s+…)+/g, GAP);
    },
  };
}

const MAX_SEEN = 1000;

const split = (sentence: string): string[] => sentence.match(WORDS) ?? [];
const isQuoted = (word: string): boolean => /^(["']).*\1$/s.test(word) && word.length > 1;

/** The words that both have, with … between. Sentences of one form have as many words. */
function intersect(a: readonly string[], b: readonly string[]): string[] {
  if (a.length === b.length)
    return a.map((word, index) => (word === b[index] ? word : gapFor(word, b[index] ?? '')));
  const most = Math.min(a.length, b.length);
  let before = 0;
  while (before < most && a[before] === b[before]) before += 1;
  let after = 0;
  while (after < most - before && a.at(-1 - after) === b.at(-1 - after)) after += 1;
  const between = [...a.slice(before, a.length - after), ...b.slice(before, b.length - after)].filter(
    (word) => word.trim() !== '',
  );
  const gap =
    between.length > 0 && between.every((word) => isQuoted(word) || word === `"${GAP}"`) ? `"${GAP}"` : GAP;
  return [...a.slice(0, before), gap, ...(after === 0 ? [] : a.slice(-after))];
}

/** Marks at the end of both words stay: `media/a.jpg.` and `media/b.jpg.` share `….` */
function gapFor(a: string, b: string): string {
  if (isQuoted(a) && isQuoted(b)) return `"${GAP}"`;
  const mark = /[.,;:!?)]+$/.exec(a)?.[0] ?? '';
  return mark !== '' && b.endsWith(mark) ? GAP + mark : GAP;
}
