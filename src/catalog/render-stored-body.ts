import type { ArticleBody, ArticleRecord } from '../domain/article.ts';
import type { ArticleText } from './article-store.ts';

/** Gives the body of a stored article: as it was kept, or rendered from its text. */
export type RenderStoredBody = (record: ArticleRecord, stored: Omit<ArticleText, 'plainText'>) => ArticleBody;

/** Uses the kept body where there is one, and `render` where there is none. */
export function bodyRenderer(
  render: (record: ArticleRecord, text: string, bodyStart: number) => ArticleBody,
): RenderStoredBody {
  return (record, { text, bodyStart, bodyHtml, wordCount }) =>
    bodyHtml !== null && wordCount !== null ? { bodyHtml, wordCount } : render(record, text, bodyStart);
}
