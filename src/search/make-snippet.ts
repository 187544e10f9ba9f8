import { isCharacter } from '../catalog/search/split-words.ts';
import type { Stemming } from '../catalog/search/stemming.ts';
import { markText, type Occurrence, type ReadText, readText } from './mark-words.ts';
import type { MarkedText } from './search-answer.ts';
import type { ResolvedTerm } from './resolve-terms.ts';

/** How many words a snippet has, and how many of them stand ahead of the first match, so that it is read in its sentence. */
interface Size {
  readonly width: number;
  readonly lead: number;
}

const IN_WORDS: Size = { width: 32, lead: 8 };
/** Where each character is a word. */
const IN_CHARACTERS: Size = { width: 90, lead: 24 };

/** Words around the best place of a text: where most of the terms stand together. Empty where none is found. */
export function makeSnippet(given: string, terms: readonly ResolvedTerm[], stemming: Stemming): MarkedText {
  const text = given.replace(/\s+/g, ' ').trim();
  const read = readText(text, terms, stemming);
  const match = read.words[read.occurrences[0]?.first ?? -1];
  const size = match !== undefined && isCharacter(match.text) ? IN_CHARACTERS : IN_WORDS;
  const best = bestPlace(read, size);
  if (best === null) return [];
  const first = beginning(text, read, best, size);
  const last = Math.min(first + size.width, read.words.length) - 1;
  const from = first === 0 ? 0 : (read.words[first]?.start ?? 0);
  const isEnd = last === read.words.length - 1 && !read.isCut;
  const to = isEnd ? text.length : (read.words[last]?.end ?? text.length);
  const marked = markText(text, read, from, to);
  return joined([
    ...(first === 0 ? [] : [{ text: '… ', isMatch: false }]),
    ...marked,
    ...(isEnd ? [] : [{ text: ' …', isMatch: false }]),
  ]);
}

/** The occurrence that a window of words should begin with. */
function bestPlace({ occurrences }: ReadText, { width, lead }: Size): Occurrence | null {
  let best: Occurrence | null = null;
  let most = 0;
  occurrences.forEach((start, index) => {
    const terms = new Set<number>();
    let count = 0;
    for (let next = index; next < occurrences.length; next += 1) {
      const one = occurrences[next];
      if (one === undefined || one.last >= start.first + width - lead) break;
      terms.add(one.term);
      count += 1;
    }
    const worth = terms.size * width + Math.min(count, width - 1);
    if (worth > most) {
      most = worth;
      best = start;
    }
  });
  return best;
}

/** The sentence's first word, where it is near. */
function beginning(text: string, { words }: ReadText, { first }: Occurrence, { lead }: Size): number {
  const earliest = Math.max(0, first - lead);
  for (let at = first; at > earliest; at -= 1) {
    const between = text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? 0);
    if (/[.!?։…؟۔।॥។။]\S*\s|[。！？]/.test(between)) return at;
  }
  return earliest;
}

function joined(pieces: MarkedText): MarkedText {
  const result: { text: string; isMatch: boolean }[] = [];
  for (const { text, isMatch } of pieces) {
    const last = result.at(-1);
    if (last !== undefined && last.isMatch === isMatch) last.text += text;
    else result.push({ text, isMatch });
  }
  return result;
}
