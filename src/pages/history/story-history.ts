/** What readers saw of a story at one time. */
export interface StoryVersion {
  /** Of no meaning but to be another for another text. */
  readonly id: string;
  /** When readers had it first, in milliseconds since 1970. */
  readonly at: number;
  readonly isMinor: boolean;
  /** What it said; null where the newsroom took it away, and where it is too large to be read here. */
  readonly said: VersionText | null;
  /** Why the newsroom took it away, '' where it does not say; null where it did not. */
  readonly removed: string | null;
}

/** The words of a version, without any marks. */
export interface VersionText {
  readonly title: string;
  readonly standfirst: string | null;
  /** A line for each block. */
  readonly body: string;
}

/** Where the versions of stories are found. */
export interface StoryHistory {
  /**
   * The versions of a file that readers had, newest first; at most `most`, where that is asked. Null where there was no time to read
   * them all: what was read is known when it is asked again.
   */
  versions(file: string, now: number, most?: number): readonly StoryVersion[] | null;
}

/** Of a site that shows no versions. */
export const NO_HISTORY: StoryHistory = { versions: () => [] };
