import type { ArticleBody } from '../../domain/article.ts';
import type { SiteHosts } from '../../domain/hosts/site-hosts.ts';
import { renderBody } from '../markdown/render-body.ts';

/** Hosts are those of the site, as siteHosts gives them. */
export interface PlainBody extends SiteHosts {
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
}

/**
 * Renders a body that parseArticle found plain; the result is the one of its mode `full`. Under no
 * deadline: a plain body needs none.
 */
export function renderArticleBody({ text, bodyStart, ...source }: PlainBody): ArticleBody {
  const { html, wordCount } = renderBody({ ...source, text: text.slice(bodyStart) });
  return { bodyHtml: html, wordCount };
}
