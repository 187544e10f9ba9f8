/** What of the newsroom's work somebody wants to be told. */
export type NewsTopic = 'problems' | 'live' | 'scheduled';

/** What is wrong with a file; as a Problem is. */
export interface NewsProblem {
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** A file with problems that somebody should know of. */
export interface NewsFile {
  /** Path below the content folder. */
  readonly file: string;
  /** Whether readers have an earlier, good version of it. */
  readonly isServed: boolean;
  /** None where it is mended. */
  readonly problems: readonly NewsProblem[];
}

export interface NewsStory {
  /** The article's permanent id. */
  readonly id: string;
  /** Where readers find it, now or then: a whole URL. */
  readonly url: string;
  readonly title: string;
  readonly file: string;
}

/** A story whose embargo was set, moved or lifted. Moments are ISO 8601 in UTC; null for none. */
export interface ScheduledStory extends NewsStory {
  readonly showsFrom: string | null;
  readonly previously: string | null;
}

/** `count` is of all files or articles; those that are named may be the first of them. `at` is ISO 8601 in UTC. */
type Said<Type extends string, Rest> = {
  readonly type: Type;
  readonly at: string;
  readonly count: number;
} & Rest;

/** What is told. */
export type NewsEvent =
  | Said<'problem.found', { readonly files: readonly NewsFile[] }>
  | Said<'problem.mended', { readonly files: readonly Omit<NewsFile, 'problems'>[] }>
  | Said<'article.live', { readonly articles: readonly NewsStory[] }>
  | Said<'article.scheduled', { readonly articles: readonly ScheduledStory[] }>;

/** The topic that an event belongs to. */
export const TOPIC_OF: Readonly<Record<NewsEvent['type'], NewsTopic>> = {
  'problem.found': 'problems',
  'problem.mended': 'problems',
  'article.live': 'live',
  'article.scheduled': 'scheduled',
};
