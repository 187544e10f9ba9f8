import type { ArticleBody } from '../../domain/article.ts';
import type { IsOwnHost } from '../../domain/hosts/own-hosts.ts';
import { renderBody } from '../markdown/render-body.ts';

export interface PlainBody {
  /** The file's text with LF line ends, as parseArticle returns it. */
  readonly text: string;
  /** Where the body begins in it, in UTF-16 code units. */
  readonly bodyStart: number;
  /** Path of the file below the content folder. */
  readonly file: string;
  /** The article's title. */
  readonly title: string;
  /** BCP 47 tag of the article's language. */
  readonly language: string;
  /** Whether a host is, or was, the site’s own; absent where none is known. */
  readonly isOwnHost?: IsOwnHost | undefined;
}

/**
 * Renders a body that parseArticle found plain; the result is the one of its mode `full`. Under no
 * deadline: a plain body needs none.
 */
export function renderArticleBody({
  text,
  bodyStart,
  file,
  title,
  language,
  isOwnHost,
}: PlainBody): ArticleBody {
  const { html, wordCount } = renderBody({ text: text.slice(bodyStart), file, title, language, isOwnHost });
  return { bodyHtml: html, wordCount };
}
