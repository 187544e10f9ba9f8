import type { FeedContext } from './build-feed-model.ts';
import type { KnownFile } from '../catalog/store/picture-queries.ts';
import type { Site } from '../config/site.ts';
import type { ArticleRecord, LabelledSource } from '../domain/article.ts';
import type { Moment } from '../domain/moment.ts';
import { classifyClip } from '../domain/marks/clip-source.ts';
import { recogniseEmbed } from '../domain/embeds/recognise-embed.ts';
import { ownHosts } from '../domain/hosts/own-hosts.ts';
import { siteHosts } from '../domain/hosts/site-hosts.ts';
import { fetchedSrc } from '../domain/fetched-src.ts';
import { classifyMedia, classifyPicture } from '../domain/picture-source.ts';
import type { PictureFacts } from '../media/pictures/picture-facts.ts';
import { plainFile } from '../media/pictures/plain-file.ts';
import { sizeNote } from '../words/say-downloads.ts';
import type { SlotKey } from '../words/word-keys.ts';
import { markdownLinks } from './markdown-links.ts';
import { markdownPictures } from './markdown-pictures.ts';
import { markdownAround, markdownLink, markdownText } from './markdown-text.ts';
import { publicMarkdown } from './public-markdown.ts';

type ArticleMarkdownContext = Pick<FeedContext, 'site' | 'words' | 'origin' | 'picture'> & {
  /** What is known of another file of the site; null for one that is not there. */
  readonly file: (src: string) => KnownFile | null;
  /** Where a mark of the text leads, a path of the site; null for nowhere. */
  readonly linkedPath: (mark: string) => string | null;
};

/**
 * Writes a story as Markdown for machines that would rather read it so: headline, standfirst, byline and
 * dates, then the body as its editor wrote it, source and corrections. Of the front matter it tells only
 * what the page tells, and of pictures only those that it shows, as the files that it shows. `bodyMarkdown` is the
 * file's text after the front matter, in our own plain Markdown.
 */
export function articleMarkdown(
  article: ArticleRecord,
  bodyMarkdown: string,
  context: ArticleMarkdownContext,
): string {
  const { site, words } = context;
  const { title, subtitle, description, source, license, corrections } = article;
  const blocks = [
    `# ${markdownText(title)}`,
    subtitle === undefined ? '' : markdownText(subtitle),
    description === null ? '' : `> ${markdownText(description)}`,
    factLines(article, context).join('\n'),
    ...pointBlocks(article, context),
    withoutHeadline(
      publicMarkdown(withLinks(article, withPictures(article, bodyMarkdown, context), context)),
      title,
    ),
    source === null ? '' : markdownAround(words.around('story-source'), creditText(source)),
    license === undefined ? '' : markdownAround(words.around('story-license'), creditText(license)),
    corrections.length === 0 ? '' : `## ${markdownText(words.plain('corrections'))}`,
    corrections.map(({ date, text }) => `- ${shownMoment(date, site)}: ${markdownText(text)}`).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** What the story says in short: its heading and its list; nothing for most. */
function pointBlocks(article: ArticleRecord, context: ArticleMarkdownContext): string[] {
  const { points = [] } = article;
  if (points.length === 0) return [];
  const list = points.map(({ markdown }) => `- ${markdown}`).join('\n');
  return [
    `**${markdownText(context.words.plain('story-points'))}**`,
    withLinks(article, publicMarkdown(list), context),
  ];
}

/** Links to articles and files of the site at their absolute addresses, those to files with their sizes. */
function withLinks(
  { file }: ArticleRecord,
  markdown: string,
  { origin, linkedPath, file: findFile, words, site }: ArticleMarkdownContext,
): string {
  const lead = (mark: string): string | null => {
    const path = linkedPath(mark);
    return path === null ? null : origin + path;
  };
  return markdownLinks(markdown, lead, (address, text) => {
    const source = classifyMedia(address, file, ownHosts(site));
    const found = source.kind === 'served' ? findFile(source.src) : null;
    if (found === null) return null;
    const isPicture = /!\[/.test(text);
    const note = isPicture ? '' : sizeNote(text, found, { words, locale: site.locale });
    return { url: origin + found.src, note };
  });
}

/** Pictures of the site at their absolute addresses, and links to clips; what the page leaves to its words, left to them. */
function withPictures(
  { file }: ArticleRecord,
  markdown: string,
  { site, origin, picture, file: findFile }: ArticleMarkdownContext,
): string {
  return markdownPictures(markdown, (written) => {
    const clip = classifyClip(written, file, ownHosts(site));
    if (clip !== null) {
      const found = findFile(clip.src);
      return found && { link: origin + found.src };
    }
    const embed = recogniseEmbed(written);
    if (embed !== null) return { link: embed.url };
    const source = classifyPicture(written, file, siteHosts(site));
    const src =
      source.kind === 'web' ? fetchedSrc(source.href) : source.kind === 'served' ? source.src : null;
    const facts = src === null ? null : picture(src);
    if (source.kind === 'web' && facts === null) return undefined;
    return facts === null ? null : origin + plainFile(facts, { mayMove: true }).path;
  });
}

function factLines(
  article: ArticleRecord,
  { site, words, origin, picture }: ArticleMarkdownContext,
): string[] {
  const { authors, translators, section, location, published, updated, image, canonical, path } = article;
  const sectionName = site.sections.find(({ slug }) => slug === section)?.name;
  const url = origin + path;
  const facts = image === null ? null : picture(image.src);
  const pictureLink = (shown: PictureFacts): string =>
    markdownLink(image?.alt || words.plain('markdown-picture-untitled'), origin + plainFile(shown).path);
  const line = (key: SlotKey, value: string): string => `- ${markdownAround(words.around(key), value)}`;
  const names = (all: readonly string[]): string => all.map(markdownText).join(', ');
  return [
    ...(authors.length === 0 ? [] : [line('markdown-by', names(authors.map(({ name }) => name)))]),
    ...(translators === undefined ? [] : [line('markdown-translated', names(translators))]),
    line('markdown-published', shownMoment(published, site)),
    ...(updated === null ? [] : [line('markdown-updated', shownMoment(updated, site))]),
    ...(sectionName === undefined ? [] : [line('markdown-section', markdownText(sectionName))]),
    ...(location === null ? [] : [line('markdown-place', markdownText(location))]),
    ...(facts === null ? [] : [line('markdown-picture', pictureLink(facts))]),
    line('markdown-address', `<${canonical ?? url}>`),
    line('markdown-publisher', markdownText(site.name)),
  ];
}

/** `2016-07-15 09:30 +04:00 (Asia/Yerevan)`; a moment of a whole day has no time. */
function shownMoment({ iso, day, precision }: Moment, site: Site): string {
  if (precision === 'day') return `${day} (${site.timeZone})`;
  return `${day} ${iso.slice(11, 16)} ${iso.slice(19)} (${site.timeZone})`;
}

const creditText = ({ name, url }: LabelledSource): string =>
  url === null ? markdownText(name) : markdownLink(name, url);

/** A first heading that says the title again is the headline of a file without a title of its own. */
function withoutHeadline(body: string, title: string): string {
  const [, heading = '', rest = ''] = /^#[ \t]+(.*?)[ \t]*#*\n([\s\S]*)$/.exec(body) ?? [];
  return heading.replace(/\\(?=\W)/g, '') === title ? rest.trim() : body;
}
