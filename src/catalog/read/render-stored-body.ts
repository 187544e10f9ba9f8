import type { ArticleBody, ArticleRecord } from '../../domain/article.ts';
import type { ArticleText } from '../store/article-store.ts';

/** Gives the body of a stored article: as it was kept, or rendered from its text. */
export type RenderStoredBody = (record: ArticleRecord, stored: StoredText) => ArticleBody;

/** An article's text as it is stored. */
export interface StoredText extends Omit<ArticleText, 'search'> {
  /** Of the text, and so of all that is rendered from it. */
  readonly digest: string;
}

/** Uses the kept body where there is one, and `render` where there is none. */
export function bodyRenderer(
  render: (record: ArticleRecord, stored: StoredText) => ArticleBody,
): RenderStoredBody {
  return (record, stored) => {
    const { bodyHtml, wordCount } = stored;
    return bodyHtml !== null && wordCount !== null ? { bodyHtml, wordCount } : render(record, stored);
  };
}
