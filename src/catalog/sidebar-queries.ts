import type { DatabaseSync } from 'node:sqlite';
import { type PartnerOutlet, TOP_STORIES_SHOWN } from '../domain/sidebar.ts';
import { optionalText, requiredText } from './columns.ts';
import { parseTeaser, VISIBLE } from './list-queries.ts';

/** A line of the sidebar's top stories: what readers see, and where it leads, if anywhere. */
export interface TopStory {
  readonly text: string;
  readonly url: string | null;
  /** BCP 47 tag where the text is an article's headline in a language of its own. */
  readonly language: string | null;
}

/** Queries for the sidebar. Times are milliseconds since 1970. */
export interface SidebarQueries {
  /** The editors' pins first, then the newest articles: as many as pages show, no article twice. */
  topStories(now: number): readonly TopStory[];
  partnerOutlets(): readonly PartnerOutlet[];
}

/** Prepares the queries for the sidebar. */
export function sidebarQueries(database: DatabaseSync): SidebarQueries {
  const pins = database.prepare('SELECT text, article, url FROM top_story ORDER BY position');
  const pinned = database.prepare(
    `SELECT teaser FROM article WHERE (file = :article OR path = :article) AND ${VISIBLE}`,
  );
  const newest = database.prepare(
    `SELECT teaser FROM article WHERE ${VISIBLE} ORDER BY published_ms DESC, id DESC LIMIT :limit`,
  );
  const outlets = database.prepare('SELECT record FROM partner_outlet ORDER BY position');

  return {
    topStories(now) {
      const stories = new Map<string, TopStory>();
      for (const row of pins.all()) {
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
      for (const row of newest.all({ limit: TOP_STORIES_SHOWN, now })) {
        const teaser = parseTeaser(row);
        if (teaser === null || stories.size >= TOP_STORIES_SHOWN || stories.has(teaser.path)) continue;
        stories.set(teaser.path, { text: teaser.title, url: teaser.path, language: teaser.language });
      }
      return [...stories.values()];
    },
    partnerOutlets() {
      return outlets.all().map((row) => JSON.parse(requiredText(row, 'record')) as PartnerOutlet);
    },
  };
}
