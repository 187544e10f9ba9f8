import type { SiteSection } from '../../config/site.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import type { ArticleIndex, NamedArticle } from '../top-stories/named-article.ts';

/** What has pages of its own by the stories that name it. */
export type NamedKind = 'topic' | 'series' | 'author';

/** Which topics, series and authors stories name, embargoed ones included. */
export interface NameIndex {
  /** The slug of its page; null where no story has it. An author counts by a file as well, and may be called by an id. */
  readonly find: (kind: NamedKind, slug: string) => string | null;
  /** Slugs that may be meant. */
  readonly slugs: (kind: NamedKind) => Iterable<string>;
}

/** What the reading of one file shares. */
export interface FrontReading {
  readonly log: ProblemLog;
  readonly timeZone: string;
  readonly sections: readonly SiteSection[];
  readonly find: (written: string) => NamedArticle;
  /** Of which edition the file is, and of which a story. */
  readonly edition: string;
  readonly editionOf: ArticleIndex['editionOf'];
  readonly names: NameIndex;
}
