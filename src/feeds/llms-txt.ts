import type { Catalog } from '../catalog/read/catalog.ts';
import type { Site } from '../config/site.ts';
import { summaryOf } from '../domain/article.ts';
import { markdownPath, sectionPath } from '../domain/urls.ts';
import { markdownLink, markdownText } from './markdown-text.ts';

export interface LlmsTxtContext {
  readonly site: Site;
  readonly catalog: Pick<Catalog, 'list' | 'standingPages'>;
  /** Public origin without a trailing slash. */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const STORIES = 30;

/**
 * Writes `/llms.txt` (llmstxt.org): what the site is, and where a language model finds its sections, newest
 * stories as Markdown, feeds and sitemaps.
 */
export function buildLlmsTxt({ site, catalog, origin, now }: LlmsTxtContext): string {
  const stories = catalog.list({ kind: 'all' }, { now, limit: STORIES, offset: 0 });
  const line = (text: string, path: string, note: string | null): string =>
    `- ${markdownLink(text, origin + path)}${note === null ? '' : `: ${markdownText(note)}`}`;
  const groups: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    [
      'Sections',
      site.sections.map(({ name, slug, description }) => line(name, sectionPath(slug), description)),
    ],
    ['Newest stories', stories.map((story) => line(story.title, markdownPath(story.path), summaryOf(story)))],
    ['About', catalog.standingPages().map(({ title, path }) => line(title, path, null))],
    [
      'Feeds',
      [
        line('RSS', '/feed.xml', 'the newest stories, whole'),
        line('Atom', '/feed.atom', null),
        line('JSON Feed', '/feed.json', null),
        line('Corrections', '/corrections/feed.xml', 'what was wrong, and what is right'),
      ],
    ],
    [
      'Optional',
      [line('Sitemap', '/sitemap.xml', 'every story'), line('News sitemap', '/sitemap-news.xml', null)],
    ],
  ];
  const blocks = [
    `# ${markdownText(site.name)}`,
    ...(site.description === null ? [] : [`> ${markdownText(site.description)}`]),
    'Each story is there as Markdown as well: its address with `.md` at the end. Name the author and the site, and link to the story.',
    ...groups
      .filter(([, lines]) => lines.length > 0)
      .map(([heading, lines]) => `## ${heading}\n\n${lines.join('\n')}`),
  ];
  return `${blocks.join('\n\n')}\n`;
}
