import type { Catalog } from '../../catalog/read/catalog.ts';
import type { Site } from '../../config/site.ts';
import type { CardColours } from '../../media/cards/card-colours.ts';
import type { Words } from '../../words/words.ts';
import type { LayoutMeasures } from './layout-measures.ts';

/** What every page is built from. */
export interface PageContext {
  /** The edition in which the page stands: `` for the site's own. */
  readonly edition: string;
  /** Where something of the edition stands: `/ru/topics` for `/topics`. */
  readonly at: (path: string) => string;
  /** In the words of the edition. */
  readonly site: Site;
  /** What the edition has. */
  readonly catalog: Catalog;
  /** What the interface says, in the edition's language. */
  readonly words: Words;
  /** Public origin without a trailing slash. */
  readonly origin: string;
  /** Milliseconds since 1970: the moment whose state the page shows. */
  readonly now: number;
  /** Path of a static file of `public/`, such as `icons/logo.png`, under its hashed URL. */
  readonly assetUrl: (name: string) => string;
  /** What share cards are drawn in; their URLs tell it. */
  readonly cardColours: CardColours;
  /** How wide what is, of which pictures tell browsers. */
  readonly measures: LayoutMeasures;
  /** Notes the surrogate key of something that the page shows besides its own subject: a picture. */
  readonly uses: (key: string) => void;
  /** Set where times are whole dates, as the page is kept over midnight: an article’s. */
  readonly wholeDates?: boolean;
}

/** A link as views print it. */
export interface Link {
  readonly text: string;
  readonly url: string;
}
