import type { ArticleRecord } from '../../domain/article.ts';
import type { PlacedLink } from '../../domain/marks/text-link.ts';

/** A story as its file says it, saved or not. */
export interface LintedStory {
  readonly article: ArticleRecord;
  /** The words of its body, a line for each block. */
  readonly plainText: string;
  readonly bodyHtml: string;
  /** Where its body links to within the site. */
  readonly links: readonly PlacedLink[];
  /** Whether readers have it already. */
  readonly isPublic: boolean;
}
