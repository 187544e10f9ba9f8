import type { ArticleRecord } from '../../domain/article.ts';
import { SPACELESS } from '../search/spaceless-scripts.ts';

/** An article's words and topics, by their hashes of 32 bits, each with its weight within the article. */
export type TermWeights = ReadonlyMap<number, number>;

/** What of an article is looked at. */
export interface ArticleWords {
  readonly record: Pick<ArticleRecord, 'title' | 'description' | 'topics'>;
  /** The Markdown of its body. */
  readonly body: string;
}

/** How often a word counts by the place where it stands: news say first what they are about. */
const TITLE = 4;
const STANDFIRST = 2;
/** Of a topic; editors chose it. */
const TOPIC = 6;
/** UTF-16 code units of the body that are looked at. */
const BODY_LENGTH = 3_000;

/** Letters that are kept of a word: inflections of one word have one beginning in most languages. */
const STEM = 5;
const SHORTEST = 3;

const WORD = /\p{L}[\p{L}\p{M}\p{N}]*/gu;
/** Without spaces each pair of letters is a word. */
const UNSPACED = new RegExp(SPACELESS, 'u');
/** Tags, the targets of links, and bare addresses. */
const MARKUP = /<[^<>]*>|\]\([^()\s]*|https?:\/\/\S+/g;

/** Returns the words and topics of an article; takes a bounded time, however long the article is. */
export function readTerms({ record, body }: ArticleWords): TermWeights {
  const counts = new Map<number, number>();
  const add = (term: string, weight: number): void => {
    const hash = hashOf(term);
    counts.set(hash, (counts.get(hash) ?? 0) + weight);
  };
  const addAll = (text: string, weight: number): void => {
    for (const [word] of fold(text).matchAll(WORD)) for (const stem of stemsOf(word)) add(stem, weight);
  };
  addAll(record.title, TITLE);
  addAll(record.description ?? '', STANDFIRST);
  addAll(body.slice(0, BODY_LENGTH).replace(MARKUP, ' '), 1);
  for (const { slug } of record.topics) add(`#${slug}`, TOPIC);
  return new Map([...counts].map(([term, count]) => [term, 1 + Math.log(count)]));
}

/** Without case, the accents of Latin, Greek and Cyrillic letters, and what nobody sees. */
const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .normalize('NFC');

function stemsOf(word: string): readonly string[] {
  if (UNSPACED.test(word)) {
    const letters = [...word];
    return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
  }
  if (word.length < SHORTEST) return [];
  return [word.length < STEM ? word : word.slice(0, Math.min(STEM, word.length - 1))];
}

/** FNV-1a over UTF-16 code units, as an unsigned number of 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
