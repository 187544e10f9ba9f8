import type { PlacedLink } from '../../domain/marks/text-link.ts';
import type { Limits } from '../../domain/visibility.ts';
import type { Position } from '../../problems/line-index.ts';
import type { ArticleRow } from '../store/article-row.ts';
import type { ArticleText } from '../store/article-store.ts';
import type { SourceState } from '../store/source-store.ts';

/** What reading one file of `articles/` gave, ready to be published. Times in milliseconds since 1970. */
export interface FileRead extends Omit<SourceState, 'wanted'> {
  /** Null where a problem is an error. */
  readonly article: ReadArticle | null;
  /** Who may see it and when, as far as that could be read of a file with errors as well. */
  readonly limits?: Limits;
}

/**
 * The digests of files that are read together and hold an article, by which a story is known that left its file for another.
 * A broken file holds its last good version still.
 */
export function digestsOf(reads: readonly FileRead[]): ReadonlyMap<string, string> {
  return new Map(reads.flatMap(({ file, digest, article }) => (article === null ? [] : [[file, digest]])));
}

export interface ReadArticle {
  readonly row: ArticleRow;
  /** The file names its id; else the id comes from where the file is, or was first. */
  readonly hasOwnId: boolean;
  /** The id that the file names, of a last good version that readers know by another one. */
  readonly wantedId?: string;
  readonly text: ArticleText;
  /** Where each alias is written. */
  readonly aliasPlaces: ReadonlyMap<string, Position>;
  /** Where the number of its part of a series is written; null for none. */
  readonly partPlace: Position | null;
  /** Where its text links to within the site, as far as that is known. */
  readonly textLinks: readonly PlacedLink[];
}
