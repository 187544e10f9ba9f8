import type { SiteSection } from '../../config/site.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import type { LocatedData } from '../../problems/reading/located-data.ts';
import { skippedByClock } from '../articles/check-article.ts';
import type { WrittenTime } from '../articles/article-fields.ts';
import type { NamedArticle } from '../top-stories/named-article.ts';

/** What has pages of its own by the stories that name it. */
export type NamedKind = 'topic' | 'series' | 'author';

/** Which topics, series and authors stories name, drafts and embargoed ones included. */
export interface NameIndex {
  /** Whether any story has it; an author counts by a file as well. */
  readonly has: (kind: NamedKind, slug: string) => boolean;
  /** Slugs of those that have most stories. */
  readonly slugs: (kind: NamedKind) => Iterable<string>;
}

/** What the reading of one file shares. */
export interface FrontReading {
  readonly log: ProblemLog;
  readonly timeZone: string;
  readonly sections: readonly SiteSection[];
  readonly find: (written: string) => NamedArticle;
  readonly names: NameIndex;
}

/** The moment of an `until`, in milliseconds since 1970; null for none. One that clocks skip is told. */
export function untilOf(
  until: WrittenTime | undefined,
  located: LocatedData,
  log: ProblemLog,
): number | null {
  if (until === undefined) return null;
  if (until.isSkippedByClock) log.warn(skippedByClock('until', until), located.at(['until']).value);
  return until.moment.epochMs;
}
