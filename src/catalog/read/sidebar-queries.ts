import type { DatabaseSync } from 'node:sqlite';
import type { FetchedNews, OutletNews } from '../../domain/partner-news.ts';
import { type PartnerOutlet, TOP_STORIES_SHOWN } from '../../domain/sidebar.ts';
import { optionalText, requiredText } from '../sqlite/columns.ts';
import { VISIBLE_IN, VISIBLE_NAMED } from '../store/visible.ts';
import { parseTeaser } from './list-queries.ts';

/** A line of the sidebar's top stories: what readers see, and where it leads, if anywhere. */
export interface TopStory {
  readonly text: string;
  readonly url: string | null;
  /** BCP 47 tag where the text is an article's headline in a language of its own. */
  readonly language: string | null;
}

/** Queries for the sidebar. Times are milliseconds since 1970. */
export interface SidebarQueries {
  /** The editors' pins first, then the most read, then the newest: as many as pages show, no article twice. */
  topStories(now: number): readonly TopStory[];
  partnerOutlets(): readonly PartnerOutlet[];
  /** The outlets of partners.yaml, in its order, with what their feeds brought. */
  partnerNews(): readonly OutletNews[];
}

/** Prepares the queries for the sidebar of an edition. */
export function sidebarQueries(database: DatabaseSync): (edition: string) => SidebarQueries {
  const pins = database.prepare(
    `SELECT text, article, url FROM top_story
     WHERE edition = :edition AND (until_ms IS NULL OR until_ms > :now) ORDER BY position`,
  );
  const pinned = database.prepare(`SELECT teaser FROM article WHERE ${VISIBLE_NAMED}`);
  const mostRead = database.prepare(
    `SELECT teaser FROM most_read CROSS JOIN article ON article.id = most_read.article_id
     WHERE ${VISIBLE_IN} ORDER BY position LIMIT :limit`,
  );
  const newest = database.prepare(
    `SELECT teaser FROM article WHERE ${VISIBLE_IN} ORDER BY published_ms DESC, id DESC LIMIT :limit`,
  );
  const outlets = database.prepare('SELECT record FROM partner_outlet WHERE edition = ? ORDER BY position');
  const fetched = database.prepare('SELECT record FROM partner_news WHERE feed = ?');
  const outletsOf = (edition: string): PartnerOutlet[] =>
    outlets.all(edition).map((row) => JSON.parse(requiredText(row, 'record')) as PartnerOutlet);

  return (edition) => ({
    topStories(now) {
      const stories = new Map<string, TopStory>();
      for (const row of pins.all({ edition, now })) {
        if (stories.size >= TOP_STORIES_SHOWN) break;
        const text = optionalText(row, 'text');
        const article = optionalText(row, 'article');
        const teaser = article === null ? null : parseTeaser(pinned.get({ article, now }));
        // A pin that names an article waits, unseen, until that article is visible.
        if (article !== null && teaser === null) continue;
        const url = teaser?.path ?? optionalText(row, 'url');
        const shown = text ?? teaser?.title ?? '';
        stories.set(url ?? shown, {
          text: shown,
          url,
          language: text === null ? (teaser?.language ?? null) : null,
        });
      }
      const fill = (rows: readonly Record<string, unknown>[]): void => {
        for (const row of rows) {
          if (stories.size >= TOP_STORIES_SHOWN) break;
          const teaser = parseTeaser(row);
          if (teaser === null || stories.has(teaser.path)) continue;
          stories.set(teaser.path, { text: teaser.title, url: teaser.path, language: teaser.language });
        }
      };
      // All pins may be among the first of them.
      if (stories.size < TOP_STORIES_SHOWN)
        fill(mostRead.all({ edition, limit: 2 * TOP_STORIES_SHOWN, now }));
      if (stories.size < TOP_STORIES_SHOWN) fill(newest.all({ edition, limit: TOP_STORIES_SHOWN, now }));
      return [...stories.values()];
    },
    partnerOutlets: () => outletsOf(edition),
    partnerNews() {
      return outletsOf(edition).map((outlet) => {
        const row = outlet.feed === null ? undefined : fetched.get(outlet.feed);
        const news = row === undefined ? null : (JSON.parse(requiredText(row, 'record')) as FetchedNews);
        return { outlet, fetched: news?.items ?? [], asOfMs: news?.asOfMs ?? null };
      });
    },
  });
}
