import type { DatabaseSync } from 'node:sqlite';
import type { StandingPage } from '../domain/article.ts';
import type { PartnerOutlet, TopStoryPin } from '../domain/sidebar.ts';
import { requiredText } from './columns.ts';

/** Replaces the parts of the catalog that are read whole. Each returns whether anything differs now. */
export interface FolderLists {
  putStandingPages(pages: readonly StandingPage[]): boolean;
  putTopStories(pins: readonly TopStoryPin[]): boolean;
  putPartners(outlets: readonly PartnerOutlet[]): boolean;
  /** The standing pages that readers find now, drafts included. */
  standingPages(): readonly StandingPage[];
}

/** Prepares the statements; the caller has a transaction open. */
export function folderLists(database: DatabaseSync): FolderLists {
  const pages = database.prepare('SELECT record, body_html FROM standing_page ORDER BY path');
  const insertPage = database.prepare(
    `INSERT INTO standing_page (path, file, title, position, is_draft, record, body_html)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertPin = database.prepare(
    'INSERT INTO top_story (position, text, article, url) VALUES (?, ?, ?, ?)',
  );
  const insertOutlet = database.prepare('INSERT INTO partner_outlet (position, record) VALUES (?, ?)');

  /** Writes a table anew unless it already says the same. */
  const replace = (table: 'standing_page' | 'top_story' | 'partner_outlet', write: () => void): boolean => {
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
    putTopStories: (pins) =>
      replace('top_story', () => {
        pins.forEach((pin, position) => {
          insertPin.run(position, pin.text, pin.article, pin.url);
        });
      }),
    putPartners: (outlets) =>
      replace('partner_outlet', () => {
        outlets.forEach((outlet, position) => {
          insertOutlet.run(position, JSON.stringify(outlet));
        });
      }),
    standingPages: () => pages.all().map(readStandingPage),
  };
}

/** Whether a page under another file name is the same page: it has its title or its text. */
export const isSamePage = (old: StandingPage, page: StandingPage): boolean =>
  old.title === page.title || old.bodyHtml === page.bodyHtml;

/** Puts a standing page of our own writing together again. */
export function readStandingPage(row: Record<string, unknown>): StandingPage {
  return {
    ...(JSON.parse(requiredText(row, 'record')) as Omit<StandingPage, 'bodyHtml'>),
    bodyHtml: requiredText(row, 'body_html'),
  };
}
