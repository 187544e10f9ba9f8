import type { ArticleRecord } from '../../domain/article.ts';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import type { LintedStory } from './linted-story.ts';
import { lintHeadline, lintStandfirst } from './lint-words.ts';
import { lintPicture, type PictureSize } from './lint-picture.ts';
import { lintText } from './lint-text.ts';
import { lintTimes } from './lint-times.ts';
import { good, hint, type LintFinding } from './lint-finding.ts';

/** What only the catalog knows. */
export interface LintAsks {
  /** The size of a picture by its path on the site; null where it is not known as yet. */
  readonly pictureSize: (src: string) => PictureSize | null;
  /** Whether an author has a file in `authors/`. */
  readonly hasProfile: (slug: string) => boolean;
  /** Whether a path of the site leads somewhere; one to a file is given as the mark of that file. */
  readonly leadsSomewhere: (link: PlacedLink) => boolean;
  /** Another story of the last days with this headline; null for none. */
  readonly sameHeadline: (title: string, file: string) => string | null;
}

/**
 * What a news desk would say of a story, in the order of the page. Pure: `now` is in milliseconds since 1970, and what is asked of
 * others is handed in. Lengths are counted as readers see them, in every script.
 */
export function lintStory(story: LintedStory, asks: LintAsks, now: number): LintFinding[] {
  const { article } = story;
  return [
    ...lintHeadline(article, asks.sameHeadline(article.title, article.file)),
    ...lintStandfirst(article),
    ...lintAuthors(article, asks),
    ...lintPlace(article),
    ...lintPicture(article.image, asks.pictureSize),
    ...lintTimes(story, now),
    ...lintText(story, asks.leadsSomewhere),
  ];
}

function lintAuthors({ authors }: ArticleRecord, { hasProfile }: LintAsks): LintFinding[] {
  if (authors.length === 0) return [hint('lint-author-none', { field: 'authors' })];
  const strangers = authors.filter(({ slug }) => !hasProfile(slug));
  if (strangers.length === 0) return [good('lint-author-good', { field: 'authors' })];
  return strangers.map(({ name, slug }) =>
    hint('lint-author-unknown', { field: 'authors', values: { name, file: `authors/${slug}.md` } }),
  );
}

const lintPlace = ({ section, topics }: ArticleRecord): LintFinding[] => [
  ...(section === null ? [hint('lint-section-none', { field: 'section' })] : []),
  ...(topics.length === 0 ? [hint('lint-topics-none', { field: 'topics' })] : []),
];
