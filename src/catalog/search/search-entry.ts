import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { FoldedWord } from './fold-word.ts';
import { EVERY_ARTICLE, labelToken } from './label-token.ts';
import { isAcronym } from './acronyms.ts';
import { isCompound } from './compound-word.ts';
import { type ReadWord, readWord } from './read-word.ts';
import { BESIDE } from './shouted-word.ts';
import { inPlace, writtenWords } from './split-words.ts';
import { type Stemming, stemmingOf } from './stemming.ts';

/** An article as the search index takes it: stems with spaces between, in the order of the words. */
export interface SearchDocument {
  /** BCP 47 tag, by whose rules its words are stemmed. */
  readonly language: string;
  readonly title: string;
  readonly description: string;
  readonly body: string;
  /**
   * Each stem that the body has three times or more, once; and the stems of each such word of several parts, and of each
   * such pair of characters in scripts without spaces.
   */
  readonly often: string;
  /** Its language, section, topics and authors as tokens; and the words of its topics. */
  readonly labels: string;
  /** The body as plain text, packed. */
  readonly packedText: Uint8Array;
}

/** An article for the index, and its words, each once. */
export interface SearchEntry {
  readonly document: SearchDocument;
  readonly words: readonly FoldedWord[];
}

/** A topic or author of an article. */
export interface IndexedLabel {
  readonly kind: 'topic' | 'author';
  readonly slug: string;
  readonly name: string;
}

/** What of an article is indexed beside its body. */
interface Indexed {
  readonly title: string;
  readonly description: string;
  readonly section: string | null;
  readonly labels: readonly IndexedLabel[];
}

/** So often a story says what it is about. */
const OFTEN = 3;

/** Folds an article for the index; `language` is a BCP 47 tag. `collect` is told each of its words, some several times. */
export function toSearchDocument(
  { title, description, section, labels }: Indexed,
  plainText: string,
  language: string,
  collect: (word: FoldedWord) => void,
): SearchDocument {
  const stemming = stemmingOf(language);
  const counts = new Map<string, number>();
  const count = (stem: string): void => void counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const stemsOf = (text: string, told?: (stem: string) => void): string[] => {
    const stems: string[] = [];
    const words = writtenWords(text);
    let afterCharacter = false;
    for (let at = 0; at < words.length; at += 1) {
      const read = readWord(words[at] ?? '', stemming);
      if (read.only !== null) {
        collect(read.only);
        told?.(read.only.stem);
        // Most words of such scripts are of two characters.
        if (read.isCharacter && afterCharacter) told?.(`${stems.at(-1)} ${read.only.stem}`);
        afterCharacter = read.isCharacter;
        stems.push(read.only.stem);
        continue;
      }
      afterCharacter = false;
      const { parts, rows } = read.hasAcronym ? readInPlace(words, at, stemming) : read;
      for (const part of parts) {
        collect(part);
        told?.(part.stem);
        stems.push(part.stem);
      }
      for (const row of rows) collect(row);
      if (rows[0] !== undefined) told?.(rows[0].stem);
    }
    return stems;
  };
  const body = stemsOf(plainText, count);
  const tokens = labels.flatMap(({ kind, slug, name }) => [
    labelToken(kind, slug),
    ...(kind === 'topic' ? stemsOf(name) : []),
  ]);
  const places = [
    EVERY_ARTICLE,
    labelToken('language', language),
    ...(section === null ? [] : [labelToken('section', section)]),
  ];
  return {
    language,
    title: stemsOf(title).join(' '),
    description: stemsOf(description).join(' '),
    body: body.join(' '),
    often: frequent(counts).join(' '),
    labels: [...places, ...tokens].join(' '),
    packedText: zstdCompressSync(plainText),
  };
}

/** The same document of an article whose authors are shown otherwise. */
export function withAuthorTokens(document: SearchDocument, labels: readonly IndexedLabel[]): SearchDocument {
  const isOthers = (token: string): boolean => !token.startsWith(AUTHOR);
  const authors = labels.flatMap(({ kind, slug }) => (kind === 'author' ? [labelToken(kind, slug)] : []));
  return { ...document, labels: [...document.labels.split(' ').filter(isOthers), ...authors].join(' ') };
}

const AUTHOR = labelToken('author', '');

/** A word with its capitals judged by those of the words beside it. */
function readInPlace(words: readonly string[], at: number, stemming: Stemming): ReadWord {
  return readWord(inPlace(words[at] ?? '', words.slice(Math.max(0, at - BESIDE), at + BESIDE + 1)), stemming);
}

/** The same with the article's words. */
export function toSearchEntry(article: Indexed, plainText: string, language: string): SearchEntry {
  const { words, collect } = createWordCollector();
  const document = toSearchDocument(article, plainText, language, collect);
  return { document, words: words() };
}

/**
 * Tells a row of the table of words from others; words of one form have one stem, but for those of several parts and those
 * that have rules of their language.
 */
export const wordKey = ({ form, stem, isOfLanguage }: FoldedWord): string =>
  isOfLanguage === true || isCompound(stem) || isAcronym(stem) ? `${form} ${stem}` : form;

/** Gathers words, each once. */
export function createWordCollector(): {
  readonly collect: (word: FoldedWord) => void;
  readonly words: () => readonly FoldedWord[];
} {
  // By object first, which is quicker than by text: foldWord gives the same one for the same word.
  const found = new Set<FoldedWord>();
  return {
    collect: (word) => void found.add(word),
    words: () => [...new Map([...found].map((word) => [wordKey(word), word])).values()],
  };
}

/** The text that was packed. @throws Error from zlib for a damaged one. */
export const unpackText = (packed: Uint8Array): string => zstdDecompressSync(packed).toString();

const frequent = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].filter(([, count]) => count >= OFTEN).map(([stem]) => stem);
