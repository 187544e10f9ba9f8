import { LANGUAGES, type LanguageModel } from './languages.ts';
import { createRandom, type Random } from './random.ts';
import { createZipfSampler } from './zipf.ts';

/** Writes the invented prose of one language; every text is plain, with no Markdown in it. */
export interface Prose {
  readonly model: LanguageModel;
  readonly word: (random: Random) => string;
  /** Words with spaces between, the first one with a capital where the script has them. */
  readonly phrase: (random: Random, words: number) => string;
  /** A sentence of this many words, with commas and its stop. */
  readonly sentence: (random: Random, words: number) => string;
}

const RARE_WORDS = { en: 12_000, other: 4_000 } as const;

/** Makes the prose of each language of the archive, in the order of LANGUAGES. */
export function createProses(): Prose[] {
  return LANGUAGES.map((model, index) => createProse(model, createRandom(index, 4_711)));
}

function createProse(model: LanguageModel, random: Random): Prose {
  const words = [...model.words, ...inventWords(model, random)];
  const rankOf = createZipfSampler(words.length, 2.7);
  const word = (from: Random): string => words[rankOf(from)] ?? '';
  const join = (from: Random, count: number, commas: boolean): string => {
    let text = capitalise(word(from));
    for (let at = 1; at < count; at += 1) {
      const isAfterComma = commas && at > 3 && at < count - 2 && from.chance(0.09);
      text += (isAfterComma ? model.comma : model.space) + word(from);
    }
    return text;
  };
  return {
    model,
    word,
    phrase: (from, count) => join(from, count, false),
    sentence: (from, count) => join(from, count, true) + model.stop,
  };
}

/** The long tail of a vocabulary: words of two to four syllables, each one once. */
function inventWords({ tag, words, syllables }: LanguageModel, random: Random): string[] {
  const known = new Set(words);
  const invented = new Set<string>();
  const wanted = tag === 'en' ? RARE_WORDS.en : RARE_WORDS.other;
  while (invented.size < wanted) {
    const parts = Array.from({ length: 2 + random.below(3) }, () => random.pick(syllables));
    const word = parts.join('');
    if (!known.has(word)) invented.add(word);
  }
  return [...invented];
}

/** Independent of the machine's locale. */
const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
