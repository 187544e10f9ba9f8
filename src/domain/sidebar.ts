/** How many top stories pages show. */
export const TOP_STORIES_SHOWN = 5;

/** One entry of `content/top-stories.yaml` or of that of another edition: a text of its own, an article, or a link. */
export interface TopStoryPin {
  /** In which edition it is pinned; absent for the site's own. */
  readonly edition?: string;
  /** What readers see; null means the headline of the article that `article` names. */
  readonly text: string | null;
  /** Path of an article file below the content folder, or its path on the site. */
  readonly article: string | null;
  /** A link elsewhere: an absolute http(s) URL or a path of this site. */
  readonly url: string | null;
  /** From when on it is pinned no more, in milliseconds since 1970; null for as long as it stands in the file. */
  readonly untilMs: number | null;
}

export interface PartnerItem {
  readonly title: string;
  /** Absolute http(s) URL. */
  readonly url: string;
  readonly published: string | null;
}

/** One outlet of `content/partners.yaml` or of that of another edition. */
export interface PartnerOutlet {
  /** Which edition shows it; absent for the site's own. */
  readonly edition?: string;
  readonly name: string;
  /** Its home page; absolute http(s) URL. */
  readonly homePage: string;
  /** Its RSS, Atom or JSON feed; absolute http(s) URL. */
  readonly feed: string | null;
  /** How many items the sidebar shows. */
  readonly show: number;
  /** Items that are always shown. */
  readonly items: readonly PartnerItem[];
}
