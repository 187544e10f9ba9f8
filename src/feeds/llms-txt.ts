import type { SiteContext } from './feed-model.ts';
import type { Words } from '../words/words.ts';
import type { Catalog } from '../catalog/read/catalog.ts';
import { summaryOf } from '../domain/article.ts';
import { FEED_FORMATS } from '../domain/feed-formats.ts';
import { LLMS_SHOWN } from '../domain/surrogate-keys.ts';
import { markdownPath, sectionPath } from '../domain/urls.ts';
import { markdownLink, markdownText } from './markdown-text.ts';

export interface LlmsTxtContext extends SiteContext {
  readonly words: Words;
  readonly catalog: Pick<Catalog, 'list' | 'standingPages'>;
}

/**
 * Writes `/llms.txt` (llmstxt.org): what the site is, and where a language model finds its sections, newest
 * stories as Markdown, feeds and sitemaps.
 */
export function buildLlmsTxt({ at, site, words, catalog, origin, now }: LlmsTxtContext): string {
  const stories = catalog.list({ kind: 'all' }, { now, limit: LLMS_SHOWN, offset: 0 });
  const line = (text: string, path: string, note: string | null): string =>
    `- ${markdownLink(text, origin + path)}${note === null ? '' : `: ${markdownText(note)}`}`;
  const groups: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    [
      words.plain('sections-label'),
      site.sections.map(({ name, slug, description }) => line(name, at(sectionPath(slug)), description)),
    ],
    [
      words.plain('stories-newest'),
      stories.map((story) => line(story.title, markdownPath(story.path), summaryOf(story))),
    ],
    [words.plain('llms-about'), catalog.standingPages().map(({ title, path }) => line(title, path, null))],
    [
      words.plain('llms-feeds'),
      [
        ...Object.values(FEED_FORMATS).map(({ name, file }, index) =>
          line(name, at(`/${file}`), index === 0 ? words.plain('llms-feeds-text') : null),
        ),
        line(words.plain('corrections'), at('/corrections/feed.xml'), words.plain('llms-corrections-text')),
      ],
    ],
    [
      words.plain('llms-optional'),
      [
        line(words.plain('llms-sitemap'), at('/sitemap.xml'), words.plain('llms-sitemap-text')),
        line(words.plain('llms-news-sitemap'), at('/sitemap-news.xml'), null),
      ],
    ],
  ];
  const blocks = [
    `# ${markdownText(site.name)}`,
    ...(site.description === null ? [] : [`> ${markdownText(site.description)}`]),
    words.plain('llms-markdown'),
    ...groups
      .filter(([, lines]) => lines.length > 0)
      .map(([heading, lines]) => `## ${heading}\n\n${lines.join('\n')}`),
  ];
  return `${blocks.join('\n\n')}\n`;
}
