import type { Revision } from '../revisions/revision.ts';

/** In whose name something is written and committed. */
export interface Author {
  readonly name: string;
  readonly email: string;
}

/** What is to become of one file. A digest is the SHA-256 of its bytes in hex; see digestOf. */
export interface FileChange {
  /** Path below the content folder, with forward slashes. */
  readonly file: string;
  /** Null to delete it. */
  readonly bytes: Uint8Array | null;
  /** What the file had when the writer began; null where there was none, and must be none. */
  readonly base: string | null;
  /** The bytes of `base`, where the writer has them still. */
  readonly baseBytes?: Uint8Array | null;
}

/** One save of a tab in which somebody writes. */
export interface TabSave {
  /** Any text that no other tab has, of at most 100 characters. */
  readonly tab: string;
  /** Grows with each save of the tab, so that of two under way the later stays. */
  readonly nth: number;
}

/**
 * Whether somebody may change a file from the one text to the other, null for none. It is asked of the file as it is then and of what
 * it would become, with what others changed in it, so that nothing that was looked at before decides.
 */
export type Permits = (change: {
  readonly file: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}) => boolean;

export interface WriteRequest {
  /** All of them are made, or none. */
  readonly changes: readonly FileChange[];
  readonly by: Author;
  /** A line that says what was done: the subject of a commit. */
  readonly why: string;
  readonly isMinor?: boolean;
  /** Everything is permitted without it; what is not is refused as `not-permitted`. */
  readonly permits?: Permits;
  /** From whose tab it comes; without it, a second save that was sent before the first was answered is as anybody's. */
  readonly save?: TabSave;
}

export interface RenameRequest {
  /** `…/index.md` takes its folder along, with the pictures beside it. */
  readonly from: string;
  readonly to: string;
  /** What the file had when the writer began. */
  readonly base: string;
  readonly by: Author;
  readonly why: string;
}

export interface WrittenFile {
  readonly file: string;
  /** Null where it is deleted. */
  readonly digest: string | null;
  /** Whether somebody else's changes are in it as well. */
  readonly isMerged: boolean;
}

export interface ConflictingFile {
  readonly file: string;
  readonly base: string | null;
  /** Texts; of files that are no text, the empty one. Null where the file is to be deleted, or is. */
  readonly yours: string | null;
  readonly theirs: string | null;
  readonly theirDigest: string | null;
  /** One text with both, marked as git marks them; of files that are no text, the empty one. */
  readonly merged: string;
  /** The revision under which what was refused is kept; null where nothing was to be kept, or could be. */
  readonly kept: string | null;
}

export type WriteOutcome =
  | {
      readonly kind: 'written';
      readonly files: readonly WrittenFile[];
      readonly commit?: string;
      /** What did not go as it should though everything is saved, each with its cure: a commit that has to wait. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'conflict'; readonly files: readonly ConflictingFile[] }
  | {
      readonly kind: 'refused';
      readonly code: string;
      /** Why, and the cure. */
      readonly message: string;
      readonly hint: string;
      readonly file: string;
    };

/** A file as it is. */
export interface FileAsRead {
  readonly bytes: Buffer;
  readonly digest: string;
  /** Milliseconds since 1970; of a file that is read from a commit, when it was read. */
  readonly changedMs: number;
}

/** A file that is gone and can be brought back. */
export interface DeletedFile {
  readonly file: string;
  /** When it was seen to be gone, in milliseconds since 1970. */
  readonly at: number;
  readonly by: string | null;
  /** The revision that has its last text, for `textOf`. */
  readonly revision: string;
}

/**
 * The one way in which the desk writes the content folder. Nothing that somebody wrote is ever lost by it: what would replace a
 * text that the writer has not seen is merged with it, or refused and kept. Its methods throw nothing for what people do.
 */
export interface ContentWriting {
  /** Null where there is no such file, or none that the newsroom may have. */
  read(file: string): Promise<FileAsRead | null>;
  write(request: WriteRequest): Promise<WriteOutcome>;
  rename(request: RenameRequest): Promise<WriteOutcome>;
  /** Takes back the last write of a person, all its files; what others changed since stays. Refused where there is none. */
  undo(by: Author, permits?: Permits): Promise<WriteOutcome>;
  /** Files below a folder, sorted; of '' all that the newsroom may write. */
  list(folder: string): Promise<readonly string[]>;
  /** Newest first, each text once, at most `most` (50). */
  history(file: string, most?: number): Promise<readonly Revision[]>;
  /** The bytes of a revision of this file's history; null for any other. */
  textOf(file: string, revision: string): Promise<Buffer | null>;
  /** Newest first, at most `most` (50). */
  deleted(most?: number): Promise<readonly DeletedFile[]>;
  /** Resolves when nothing is under way. */
  close(): Promise<void>;
}
