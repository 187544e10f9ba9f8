import { distance } from 'fastest-levenshtein';
import { LIMIT_NAMES, type LimitMeaning, limitKey, limitOf } from './limit-keys.ts';

/** What a misspelt key most likely meant, in compact spelling; `date` has no meaning of a limit, but of a time. */
export interface NearLimit {
  readonly name: string;
  readonly meaning: LimitMeaning;
}

const DATE: LimitMeaning = { kind: 'from', isStrict: true };

/** Keys that are one letter off, and mean what they say. */
const EVERYDAY: ReadonlySet<string> = new Set(
  `data rate dates dated dater late gate fate mate hate kate pate date2 dare dale dame daze craft crafts graft draught
   drift raft drafts statue statues statute stats statuses state states excess success process abscess primate pirate
   climate crossword midden ridden bidden lister listen lasted tested tasted misted twisted fisted visited risible
   viable risked hired hike hire tide side wide ride republish publisher publishers publics pubic rules holes poles
   soles roles empires inspires required active actives passwords words`.split(/\s+/),
);

/** Shorter keys are near to too much. */
const MIN_LENGTH = 4;

/**
 * The limits that an unknown key is a slip of the pen for, the nearest first: one letter too many, too few,
 * another or exchanged with its neighbour; two in keys of eight letters and more.
 */
export function nearLimits(key: string): readonly NearLimit[] {
  let near = known.get(key);
  if (near === undefined) {
    near = findNear(limitKey(key));
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, near);
  }
  return near;
}

/** The same keys come again and again. */
const known = new Map<string, readonly NearLimit[]>();
const MAX_KNOWN = 2_000;

function findNear(word: string): NearLimit[] {
  if (word.length < MIN_LENGTH - 1 || word.length > 40 || EVERYDAY.has(word)) return [];
  const found: { near: NearLimit; edits: number }[] = [];
  const consider = (name: string, meaning: LimitMeaning | null): void => {
    if (meaning === null || !isFirm(name, meaning)) return;
    const edits = isExchanged(word, name) ? 1 : distance(word, name);
    if (edits <= (name.length >= 8 ? 2 : 1)) found.push({ near: { name, meaning }, edits });
  };
  consider('date', DATE);
  for (const name of LIMIT_NAMES) consider(name, limitOf(name));
  return found.sort((a, b) => a.edits - b.edits).map(({ near }) => near);
}

/** Keys with everyday meanings have everyday neighbours. */
const isFirm = (name: string, { isStrict }: LimitMeaning): boolean => isStrict && name.length >= MIN_LENGTH;

/** Whether two neighbouring letters stand the other way round. */
function isExchanged(word: string, name: string): boolean {
  if (word.length !== name.length) return false;
  const at = [...word].findIndex((letter, index) => letter !== name[index]);
  return (
    at >= 0 &&
    word[at] === name[at + 1] &&
    word[at + 1] === name[at] &&
    word.slice(at + 2) === name.slice(at + 2)
  );
}
