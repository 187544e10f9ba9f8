import type { DatabaseSync } from 'node:sqlite';
import type { AuthorProfile } from '../../domain/article.ts';
import { requiredText } from '../sqlite/columns.ts';
import { fillLinks } from './fill-links.ts';
import type { LinkQueries } from './link-queries.ts';
import { readAuthorProfile } from '../store/write-folder-lists.ts';

/** Queries for what the files of `authors/` say. */
export interface AuthorQueries {
  /** The profile of an author as its links to files lead at `now` (ms since 1970); null where no file has one. */
  authorProfile(slug: string, now: number): AuthorProfile | null;
  /** The slug of the author whom this one means otherwise: an id, a file's name; null for none. */
  authorMeant(slug: string): string | null;
  /** Every author who has a profile, in the order of their slugs. */
  profiledAuthors(): readonly Pick<AuthorProfile, 'slug' | 'name'>[];
}

/** Prepares the queries for authors. */
export function authorQueries(database: DatabaseSync, links: LinkQueries): AuthorQueries {
  const bySlug = database.prepare('SELECT record, body_html FROM author_profile WHERE slug = ?');
  const all = database.prepare("SELECT slug, record ->> '$.name' AS name FROM author_profile ORDER BY slug");
  const meant = database.prepare('SELECT slug FROM author_alias WHERE alias = ? AND slug <> alias');
  return {
    authorProfile(slug, now) {
      const row = bySlug.get(slug);
      const profile = row === undefined ? null : readAuthorProfile(row);
      return profile && fillLinks(profile, profile.file, links, now);
    },
    authorMeant(slug) {
      const row = meant.get(slug);
      return row === undefined ? null : requiredText(row, 'slug');
    },
    profiledAuthors: () =>
      all.all().map((row) => ({ slug: requiredText(row, 'slug'), name: requiredText(row, 'name') })),
  };
}
