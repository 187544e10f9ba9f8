import type { DatabaseSync } from 'node:sqlite';
import type { AuthorProfile, StandingPage } from '../../domain/article.ts';
import type { PartnerOutlet, TopStoryPin } from '../../domain/sidebar.ts';
import { authorAliases } from './author-aliases.ts';
import { requiredText } from '../sqlite/columns.ts';

/** Replaces the parts of the catalog that are read whole. Each returns whether anything differs now. */
export interface FolderLists {
  putStandingPages(pages: readonly StandingPage[]): boolean;
  putAuthors(profiles: readonly AuthorProfile[]): boolean;
  putTopStories(pins: readonly TopStoryPin[]): boolean;
  putPartners(outlets: readonly PartnerOutlet[]): boolean;
  /** The ids of the articles that are read most, in order. */
  putMostRead(ids: readonly string[]): boolean;
  /** The standing pages that readers find now, drafts included. */
  standingPages(): readonly StandingPage[];
  authorProfiles(): readonly AuthorProfile[];
}

/** Prepares the statements; the caller has a transaction open. */
export function folderLists(database: DatabaseSync): FolderLists {
  const pages = database.prepare('SELECT record, body_html FROM standing_page ORDER BY path');
  const insertPage = database.prepare(
    `INSERT INTO standing_page (path, file, title, position, is_draft, record, body_html)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const profiles = database.prepare('SELECT record, body_html FROM author_profile ORDER BY slug');
  const insertProfile = database.prepare(
    'INSERT INTO author_profile (slug, file, record, body_html) VALUES (?, ?, ?, ?)',
  );
  const insertAlias = database.prepare('INSERT INTO author_alias (alias, slug, name) VALUES (?, ?, ?)');
  const insertPin = database.prepare(
    'INSERT INTO top_story (position, text, article, url, until_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const insertOutlet = database.prepare('INSERT INTO partner_outlet (position, record) VALUES (?, ?)');
  const insertRead = database.prepare('INSERT INTO most_read (position, article_id) VALUES (?, ?)');

  /** Writes a table anew unless it already says the same. */
  const replace = (table: ListTable, write: () => void): boolean => {
    const rows = database.prepare(`SELECT * FROM ${table} ORDER BY 1`);
    const before = JSON.stringify(rows.all());
    database.exec(`DELETE FROM ${table}`);
    write();
    return JSON.stringify(rows.all()) !== before;
  };

  return {
    putStandingPages: (given) =>
      replace('standing_page', () => {
        for (const page of given) {
          const { bodyHtml, ...record } = page;
          const { path, file, title, order, isDraft } = page;
          insertPage.run(path, file, title, order, isDraft ? 1 : 0, JSON.stringify(record), bodyHtml);
        }
      }),
    putAuthors(given) {
      const isOther = replace('author_profile', () => {
        for (const { bodyHtml, ...record } of given) {
          insertProfile.run(record.slug, record.file, JSON.stringify(record), bodyHtml);
        }
      });
      if (!isOther) return false;
      database.exec('DELETE FROM author_alias');
      for (const { alias, slug, name } of authorAliases(given)) insertAlias.run(alias, slug, name);
      return true;
    },
    putTopStories: (pins) =>
      replace('top_story', () => {
        pins.forEach((pin, position) => {
          insertPin.run(position, pin.text, pin.article, pin.url, pin.untilMs);
        });
      }),
    putPartners: (outlets) =>
      replace('partner_outlet', () => {
        outlets.forEach((outlet, position) => {
          insertOutlet.run(position, JSON.stringify(outlet));
        });
      }),
    putMostRead: (ids) =>
      replace('most_read', () => {
        ids.forEach((id, position) => {
          insertRead.run(position, id);
        });
      }),
    standingPages: () => pages.all().map(readStandingPage),
    authorProfiles: () => profiles.all().map(readAuthorProfile),
  };
}

type ListTable = 'standing_page' | 'author_profile' | 'top_story' | 'partner_outlet' | 'most_read';

/** Whether a page under another file name is the same page: it has its title or its text. */
export const isSamePage = (old: StandingPage, page: StandingPage): boolean =>
  old.title === page.title || old.bodyHtml === page.bodyHtml;

/** Puts together again what was stored as a record and its body. */
const readStored = <Thing extends { readonly bodyHtml: string }>(row: Record<string, unknown>): Thing =>
  ({ ...JSON.parse(requiredText(row, 'record')), bodyHtml: requiredText(row, 'body_html') }) as Thing;

export const readStandingPage = readStored<StandingPage>;
export const readAuthorProfile = readStored<AuthorProfile>;
