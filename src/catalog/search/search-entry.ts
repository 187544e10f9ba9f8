import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { ArticleRow } from '../article-row.ts';
import { type FoldedWord, foldWord } from './fold-word.ts';
import { EVERY_ARTICLE, labelToken } from './label-token.ts';
import { wordsOf } from './split-words.ts';

/** An article as the search index takes it: stems with spaces between, in the order of the words. */
export interface SearchDocument {
  readonly title: string;
  readonly description: string;
  readonly body: string;
  /** Each stem that the body has three times or more, once. */
  readonly often: string;
  /** Its section, topics and authors as tokens; and the words of its topics. */
  readonly labels: string;
  /** The body as plain text, packed. */
  readonly packedText: Uint8Array;
}

/** An article for the index, and its words, each once. */
export interface SearchEntry {
  readonly document: SearchDocument;
  readonly words: readonly FoldedWord[];
}

type Indexed = Pick<ArticleRow, 'title' | 'description' | 'section' | 'labels'>;

/** So often a story says what it is about. */
const OFTEN = 3;

/** Folds an article for the index. `collect` is told each of its words, some several times. */
export function toSearchDocument(
  { title, description, section, labels }: Indexed,
  plainText: string,
  collect: (word: FoldedWord) => void,
): SearchDocument {
  const stemsOf = (text: string): string[] => {
    const stems: string[] = [];
    for (const word of wordsOf(text)) {
      const folded = foldWord(word);
      if (folded.stem === '') continue;
      collect(folded);
      stems.push(folded.stem);
    }
    return stems;
  };
  const body = stemsOf(plainText);
  const tokens = labels.flatMap(({ kind, slug, name }) => [
    labelToken(kind, slug),
    ...(kind === 'topic' ? stemsOf(name) : []),
  ]);
  const places = section === null ? [EVERY_ARTICLE] : [EVERY_ARTICLE, labelToken('section', section)];
  return {
    title: stemsOf(title).join(' '),
    description: stemsOf(description).join(' '),
    body: body.join(' '),
    often: frequent(body).join(' '),
    labels: [...places, ...tokens].join(' '),
    packedText: zstdCompressSync(plainText),
  };
}

/** The same with the article's words. */
export function toSearchEntry(article: Indexed, plainText: string): SearchEntry {
  const { words, collect } = createWordCollector();
  const document = toSearchDocument(article, plainText, collect);
  return { document, words: words() };
}

/** Gathers words, each once. */
export function createWordCollector(): {
  readonly collect: (word: FoldedWord) => void;
  readonly words: () => readonly FoldedWord[];
} {
  // By object first, which is quicker than by text: foldWord gives the same one for the same word.
  const found = new Set<FoldedWord>();
  return {
    collect: (word) => void found.add(word),
    words: () => [...new Map([...found].map((word) => [word.form, word])).values()],
  };
}

/** The text that was packed. @throws Error from zlib for a damaged one. */
export const unpackText = (packed: Uint8Array): string => zstdDecompressSync(packed).toString();

function frequent(stems: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= OFTEN).map(([stem]) => stem);
}
