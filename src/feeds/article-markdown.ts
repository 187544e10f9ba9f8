import type { Site } from '../config/site.ts';
import type { ArticleRecord } from '../domain/article.ts';
import type { Moment } from '../domain/moment.ts';
import { markdownLink, markdownText } from './markdown-text.ts';
import { publicMarkdown } from './public-markdown.ts';

/**
 * Writes a story as Markdown for machines that would rather read it so: headline, standfirst, byline and
 * dates, then the body as its editor wrote it, source and corrections. Of the front matter it tells only
 * what the page tells. `bodyMarkdown` is the file's text after the front matter; `origin` is the public
 * origin without a trailing slash.
 */
export function articleMarkdown(
  article: ArticleRecord,
  bodyMarkdown: string,
  site: Site,
  origin: string,
): string {
  const { title, description, source, corrections } = article;
  const blocks = [
    `# ${markdownText(title)}`,
    description === null ? '' : `> ${markdownText(description)}`,
    factLines(article, site, origin).join('\n'),
    withoutHeadline(publicMarkdown(bodyMarkdown), title),
    source === null ? '' : `Source: ${creditText(source.name, source.url)}`,
    corrections.length === 0 ? '' : '## Corrections',
    corrections.map(({ date, text }) => `- ${shownMoment(date, site)}: ${markdownText(text)}`).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function factLines(article: ArticleRecord, site: Site, origin: string): string[] {
  const { authors, section, location, published, updated, image, canonical, path } = article;
  const sectionName = site.sections.find(({ slug }) => slug === section)?.name;
  const url = origin + path;
  return [
    ...(authors.length === 0 ? [] : [`- By: ${authors.map(({ name }) => markdownText(name)).join(', ')}`]),
    `- Published: ${shownMoment(published, site)}`,
    ...(updated === null ? [] : [`- Updated: ${shownMoment(updated, site)}`]),
    ...(sectionName === undefined ? [] : [`- Section: ${markdownText(sectionName)}`]),
    ...(location === null ? [] : [`- Place: ${markdownText(location)}`]),
    ...(image === null
      ? []
      : [`- Picture: ${markdownLink(image.alt || 'picture', new URL(image.src, `${origin}/`).href)}`]),
    `- Address: <${canonical ?? url}>`,
    `- Publisher: ${markdownText(site.name)}`,
  ];
}

/** `2016-07-15 09:30 +04:00 (Asia/Yerevan)`; a moment of a whole day has no time. */
function shownMoment({ iso, day, precision }: Moment, site: Site): string {
  if (precision === 'day') return `${day} (${site.timeZone})`;
  return `${day} ${iso.slice(11, 16)} ${iso.slice(19)} (${site.timeZone})`;
}

const creditText = (name: string, url: string | null): string =>
  url === null ? markdownText(name) : markdownLink(name, url);

/** A first heading that says the title again is the headline of a file without a title of its own. */
function withoutHeadline(body: string, title: string): string {
  const [, heading = '', rest = ''] = /^#[ \t]+(.*?)[ \t]*#*\n([\s\S]*)$/.exec(body) ?? [];
  return heading.replace(/\\(?=\W)/g, '') === title ? rest.trim() : body;
}
