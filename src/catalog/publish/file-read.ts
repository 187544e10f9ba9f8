import type { Limits } from '../../domain/visibility.ts';
import type { Position } from '../../problems/line-index.ts';
import type { Problem } from '../../problems/problem.ts';
import type { ArticleRow } from '../store/article-row.ts';
import type { ArticleText } from '../store/article-store.ts';

/** What reading one file of `articles/` gave, ready to be published. Times in milliseconds since 1970. */
export interface FileRead {
  /** Path below the content folder. */
  readonly file: string;
  /** -1 where the file was too fresh for its time to tell a later change. */
  readonly mtimeMs: number;
  readonly sizeBytes: number;
  readonly createdMs: number;
  /** Digest of its text. */
  readonly digest: string;
  /** Null where a problem is an error. */
  readonly article: ReadArticle | null;
  /** Who may see it and when, as far as that could be read of a file with errors as well. */
  readonly limits?: Limits;
  readonly problems: readonly Problem[];
}

export interface ReadArticle {
  readonly row: ArticleRow;
  /** The file names its id; else the id comes from where the file is, or was first. */
  readonly hasOwnId: boolean;
  readonly text: ArticleText;
  /** Where each alias is written. */
  readonly aliasPlaces: ReadonlyMap<string, Position>;
  /** Where the number of its part of a series is written; null for none. */
  readonly partPlace: Position | null;
}
