import type { Site } from '../config/site.ts';
import type { FeedArticlesScope } from '../catalog/read/feed-queries.ts';
import { type FeedFormat, feedPathOf } from '../domain/feed-formats.ts';
import type { Moment } from '../domain/moment.ts';
import { CORRECTIONS_PATH, LIST_PATHS } from '../domain/urls.ts';

/** What every document for machines is made of. */
export interface SiteContext {
  /** In the words of the edition. */
  readonly site: Site;
  /** Where something of the edition stands: `/ru/topics` for `/topics`. */
  readonly at: (path: string) => string;
  /** Public origin without a trailing slash. */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What a feed holds: the newest stories of the site or of one list, or the newest corrections. */
export type FeedScope = FeedArticlesScope | { readonly kind: 'corrections' };

/** A feed before it is written in a format. Texts are plain and hold nothing that XML forbids; URLs are absolute. */
export interface FeedModel {
  /** A tag URI that outlives moves to another origin. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** The page whose stories these are. */
  readonly homeUrl: string;
  /** The feed's own address in each format. */
  readonly selfUrls: Readonly<Record<FeedFormat, string>>;
  /** Who stands behind stories that name no author. */
  readonly publisher: FeedAuthor;
  /** WebSub hubs that tell of changes. */
  readonly hubs: readonly string[];
  /** The newest change of any item; 1970 for an empty feed. */
  readonly updated: Moment;
  readonly items: readonly FeedItem[];
}

export interface FeedAuthor {
  readonly name: string;
  readonly url: string;
}

export interface FeedItem {
  /** A tag URI, which neither edits nor a new slug or origin change. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly summary: string | null;
  readonly contentHtml: string;
  readonly language: string;
  readonly published: Moment;
  /** The last real change. */
  readonly modified: Moment;
  readonly authors: readonly FeedAuthor[];
  readonly categories: readonly string[];
  readonly picture: FeedPicture | null;
  /** The first film or recording of the story. */
  readonly attachment: FeedAttachment | null;
}

/** A film or recording that comes with an item: podcast programs play it. */
export interface FeedAttachment {
  /** Absolute. */
  readonly url: string;
  /** Such as `audio/mpeg`. */
  readonly type: string;
  readonly bytes: number;
}

/** The picture of an item: upright, of a size for reading, in a format that everybody knows. */
export interface FeedPicture {
  /** Absolute. */
  readonly url: string;
  /** Such as `image/jpeg`. */
  readonly type: string;
  /** Px. */
  readonly width: number;
  readonly height: number;
  /** The caption, else what stands for the picture where it is not seen; null for neither. */
  readonly description: string | null;
  readonly credit: string | null;
}

/** The path of the page that a feed belongs to. */
export function feedHomePath(scope: FeedScope): string {
  switch (scope.kind) {
    case 'all':
      return '/';
    case 'corrections':
      return CORRECTIONS_PATH;
    default:
      return LIST_PATHS[scope.kind](scope.slug);
  }
}

/** The path of a feed: `/feed.xml`, `/sections/world/feed.atom`, `/corrections/feed.json`. */
export function feedPath(scope: FeedScope, format: FeedFormat): string {
  return feedPathOf(feedHomePath(scope), format);
}
