import type { DatabaseSync } from 'node:sqlite';
import type { Site } from '../../config/site.ts';
import { siteIn } from '../../config/site-in.ts';
import { type Banner, type BlockSource, type FrontFile, frontIn, splitFront } from '../../domain/front.ts';
import { toSitePath } from '../../domain/site-path.ts';
import { requiredText } from '../sqlite/columns.ts';
import { labelNames } from '../store/label-names.ts';
import type { NamedKind } from '../store/tally-entries.ts';
import { VISIBLE, VISIBLE_NAMED } from '../store/visible.ts';
import type { FrontMemory } from './front-memory.ts';
import type { FrontNotes } from './front-notes.ts';
import { frontStories } from './front-stories.ts';
import { resolveFront } from './resolve-front.ts';
import type { ResolvedFront } from './resolved-front.ts';

/** The line above every page, as readers see it. */
export interface ShownBanner {
  readonly text: string;
  /** An absolute http(s) URL or a path of this site; null where it leads nowhere. */
  readonly url: string | null;
  /** BCP 47 tag where the text is in another language than the site's; null for the site's own. */
  readonly language: string | null;
}

/** Queries for fronts. Times are milliseconds since 1970. */
export interface FrontQueries {
  /** What the front of this name shows: `` for the home front, else that of a section. */
  front(name: string, now: number): ResolvedFront;
  /** What stands above every page; null for nothing. */
  banner(now: number): ShownBanner | null;
}

/** Prepares the queries for fronts of an edition. */
export function frontQueries(
  database: DatabaseSync,
  site: () => Site | null,
): (edition: string) => FrontQueries {
  const choose = frontChooser(database, site);
  const record = database.prepare(
    'SELECT record FROM banner WHERE edition = :edition AND (until_ms IS NULL OR until_ms > :now)',
  );
  const path = database.prepare(`SELECT path FROM article WHERE ${VISIBLE_NAMED}`);
  const hidden = database.prepare(`SELECT 1 FROM article WHERE path = :path AND NOT (${VISIBLE})`);
  /** Whether a path of the site is that of an article which readers may not see, even where it came after the banner. */
  const isHidden = (url: string, now: number): boolean => {
    const path = toSitePath(url);
    return path !== null && hidden.get({ path, now }) !== undefined;
  };
  return (edition) => ({
    front: (name, now) => choose(frontIn(edition, name), now).front,
    banner(now) {
      const row = record.get({ edition, now });
      if (row === undefined) return null;
      const { text, url, article } = JSON.parse(requiredText(row, 'record')) as Banner;
      if (article === null)
        return { text, url: url === null || isHidden(url, now) ? null : url, language: null };
      const found = path.get({ article, now });
      return { text, url: found === undefined ? null : requiredText(found, 'path'), language: null };
    },
  });
}

/** Prepares choosing what a front shows, by its name with its edition, with what it was chosen from; `memory` is as for frontStories. */
export function frontChooser(
  database: DatabaseSync,
  site: () => Site | null,
  memory: FrontMemory | null = null,
): (name: string, now: number) => { readonly front: ResolvedFront; readonly notes: FrontNotes } {
  const fileOf = database.prepare('SELECT record FROM front_file WHERE name = ?');
  const storiesAt = frontStories(database, memory);
  const nameIn = labelNames(database);
  const profile = database.prepare("SELECT record ->> '$.name' AS name FROM author_profile WHERE slug = ?");
  return (full, now) => {
    const { edition, name } = splitFront(full);
    const known = site();
    const sections = known === null ? [] : siteIn(known, edition).sections;
    const row = fileOf.get(full);
    const file = row === undefined ? null : (JSON.parse(requiredText(row, 'record')) as FrontFile);
    const stories = storiesAt(edition, now);
    /** The newest story that has a label says how it is spelt: it decides, even where the block shows others. */
    const spelt = (kind: NamedKind, slug: string): string | null => {
      stories.newest({ kind, slug })[Symbol.iterator]().next();
      return nameIn(edition)(kind, slug, now);
    };
    const nameOf = (source: BlockSource): string | null => {
      switch (source.kind) {
        case 'section':
          return sections.find(({ slug }) => slug === source.slug)?.name ?? null;
        case 'author': {
          const found = profile.get(source.slug);
          return found === undefined ? spelt('author', source.slug) : requiredText(found, 'name');
        }
        case 'topic':
        case 'series':
          return spelt(source.kind, source.slug);
        default:
          return null;
      }
    };
    const front = resolveFront(stories, { name, file, sections, nameOf, now });
    return { front, notes: stories.notes() };
  };
}
