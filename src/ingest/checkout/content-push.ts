import type { Problem } from '../../problems/problem.ts';
import type { FileStamp } from '../watch/watch-look.ts';

/** A push, as it was heard of. */
export interface Heard {
  /** The commit that the folder has after it, whole. */
  readonly commit: string;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** Files that come and go together, and that readers are to see at once. Paths are below the content folder. */
export interface ContentPush {
  readonly heard: Heard;
  /** Those that come or change, by path, and how they will be on the disk. */
  readonly changed: ReadonlyMap<string, FileStamp>;
  readonly gone: readonly string[];
  /** What is wrong with files that are not put into the folder. */
  readonly refused: readonly Problem[];
  /** Puts them into the folder. */
  swap(): Promise<void>;
}

/** What became of a push. */
export interface PushOutcome {
  /** The catalog’s version since then. */
  readonly version: number;
  /** Files that came, changed or went. */
  readonly filesChanged: number;
  /** Articles among them that readers see now. */
  readonly articlesLive: number;
  /** Of its files; those of none of them were told before. */
  readonly problems: readonly Problem[];
  /** Where readers see articles of files that something is wrong with, by file. */
  readonly paths: ReadonlyMap<string, string>;
}

/** Where the files of the content folder come from, where it is not an editor’s. */
export interface ContentSource {
  /** Brings the folder to what is to be served first; DATA_DIR is held. Resolves to what is wrong with files that are left out. */
  open(): Promise<readonly Problem[]>;
  /** Told of files that are not as the source said, or that could not be published: it hands them in once more. */
  strayed(paths: readonly string[]): void;
}
