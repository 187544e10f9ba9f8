import type { Archive } from '../archive/archive.ts';
import { LANGUAGES } from '../archive/languages.ts';
import { createRandom, type Random } from '../archive/random.ts';

/** Queries of two words, all of one kind. */
export interface QueryKind {
  readonly name: string;
  readonly queries: readonly string[];
}

const LONG = 4;
const INVENTED = 8;

/** Writes `count` queries of each kind out of an archive; the same ones for the same archive. */
export function queryKinds(archive: Archive, count: number): QueryKind[] {
  const random = createRandom(archive.count, 23);
  const kind = (name: string, one: () => string): QueryKind => ({
    name,
    queries: Array.from({ length: count }, one),
  });
  return [
    kind('two words of a headline', () => fromTitle(archive, random, 'en')),
    kind('two frequent words', () => pair(wordsOf('en'), random)),
    kind('two rare words of a story', () => rareWords(archive, random)),
    kind('two words of a Russian headline', () => fromTitle(archive, random, 'ru')),
    kind('two words of an Armenian headline', () => fromTitle(archive, random, 'hy')),
  ];
}

function fromTitle(archive: Archive, random: Random, language: string): string {
  for (;;) {
    const { title, prose } = archive.outlineAt(random.below(archive.count));
    const words = title.split(' ').filter((word) => word.length >= LONG);
    if (prose.model.tag === language && words.length >= 2) return pair(words, random);
  }
}

function rareWords(archive: Archive, random: Random): string {
  for (;;) {
    const text = archive.textOf(archive.outlineAt(random.below(archive.count)));
    const words = text.match(/\b[a-z]+\b/g)?.filter((word) => word.length >= INVENTED) ?? [];
    if (words.length >= 2) return pair(words, random);
  }
}

/** Real words, of which most stories have some. */
function wordsOf(language: string): readonly string[] {
  return LANGUAGES.find(({ tag }) => tag === language)?.words ?? [];
}

const pair = (words: readonly string[], random: Random): string =>
  `${random.pick(words)} ${random.pick(words)}`;
