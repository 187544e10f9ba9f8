import type { Site } from '../../config/site.ts';
import type { ArticleRecord } from '../../domain/article.ts';
import { siteHosts } from '../../domain/hosts/site-hosts.ts';
import { webMarksIn } from '../../domain/marks/web-marks.ts';
import { decodeReferences } from '../../html/escape.ts';
import { renderArticleBody } from './render-article-body.ts';

/** An article as the catalog stores it. */
export interface StoredArticleText {
  readonly record: Pick<ArticleRecord, 'file' | 'title' | 'language' | 'image'>;
  readonly text: string;
  readonly bodyStart: number;
  /** Null for a plain body, which is rendered when it is asked for. */
  readonly bodyHtml: string | null;
}

/** Most of one text. */
const MOST = 500;

/** The addresses of the pictures of other hosts that a body shows, each once, in order; at most 500. */
export const webPicturesIn = (bodyHtml: string): string[] => [
  ...new Set(webMarksIn(bodyHtml).slice(0, MOST).map(decodeReferences)),
];

/**
 * The addresses of the pictures of other hosts that an article shows, its lead picture first. A body
 * that is not kept is rendered for it, where it may have any.
 */
export function webPicturesOf(
  { record, text, bodyStart, bodyHtml }: StoredArticleText,
  site: Pick<Site, 'language' | 'publisher' | 'formerHosts' | 'pictureHosts'>,
): string[] {
  const { file, title, image } = record;
  const html = bodyHtml ?? (mayShowOne(text) ? render() : '');
  const lead = image?.web === undefined ? [] : [image.web];
  return [...new Set([...lead, ...webPicturesIn(html)])];

  function render(): string {
    const language = record.language ?? site.language;
    return renderArticleBody({ text, bodyStart, file, title, language, ...siteHosts(site) }).bodyHtml;
  }
}

/** Whether a plain body may show a picture of another host. Looks the text through once or twice, whatever is in it. */
function mayShowOne(text: string): boolean {
  if (!text.includes('//')) return false;
  const first = text.indexOf('![');
  return (first !== -1 && text.includes('//', first)) || /<img\s/i.test(text);
}
