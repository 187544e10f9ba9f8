/** What is known of something on another site, as its provider told it: plain text and addresses, never markup. */
export interface EmbedFacts {
  readonly title: string | null;
  readonly author: string | null;
  /** The words of a post; null for none. */
  readonly text: string | null;
  /** An absolute https address of a picture; pages show the site’s own copy of it, and none until that is there. */
  readonly pictureUrl: string | null;
  /** How long it lasts, in seconds; null where nobody says. */
  readonly seconds: number | null;
}
