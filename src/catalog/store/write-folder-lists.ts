import type { DatabaseSync } from 'node:sqlite';
import type { AuthorProfile, StandingPage } from '../../domain/article.ts';
import { type Banner, type FrontFile, frontMoments } from '../../domain/front.ts';
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
  /** What the files of fronts say, by the fronts' names; the names of those that differ now are returned. */
  putFronts(fronts: Readonly<Record<string, FrontFile>>): readonly string[];
  putBanner(banner: Banner | null): boolean;
  fronts(): Readonly<Record<string, FrontFile>>;
  banner(): Banner | null;
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

  const frontFiles = database.prepare('SELECT name, record FROM front_file ORDER BY name');
  const putFront = database.prepare('INSERT OR REPLACE INTO front_file (name, record) VALUES (?, ?)');
  const dropFront = database.prepare('DELETE FROM front_file WHERE name = ?');
  const dropMoments = database.prepare('DELETE FROM front_event WHERE name = ?');
  const insertMoment = database.prepare('INSERT INTO front_event (at_ms, name) VALUES (?, ?)');
  const insertBanner = database.prepare('INSERT INTO banner (position, record, until_ms) VALUES (0, ?, ?)');
  const bannerRow = database.prepare('SELECT record FROM banner');

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
    putFronts(given) {
      // A section may be called like something that every object has: constructor.
      const ofName = (name: string) => (Object.hasOwn(given, name) ? given[name] : undefined);
      const before = new Map(
        frontFiles.all().map((row) => [requiredText(row, 'name'), requiredText(row, 'record')]),
      );
      const names = new Set([...before.keys(), ...Object.keys(given)]);
      const differing = [...names].filter((name) => {
        const front = ofName(name);
        return before.get(name) !== (front === undefined ? undefined : JSON.stringify(front));
      });
      for (const name of differing) {
        dropMoments.run(name);
        const front = ofName(name);
        if (front === undefined) dropFront.run(name);
        else putFront.run(name, JSON.stringify(front));
        for (const moment of front === undefined ? [] : frontMoments(front)) insertMoment.run(moment, name);
      }
      return differing;
    },
    putBanner: (banner) =>
      replace('banner', () => {
        if (banner !== null) insertBanner.run(JSON.stringify(banner), banner.untilMs);
      }),
    fronts: () =>
      Object.fromEntries(
        frontFiles
          .all()
          .map((row) => [requiredText(row, 'name'), JSON.parse(requiredText(row, 'record')) as FrontFile]),
      ),
    banner() {
      const row = bannerRow.get();
      return row === undefined ? null : (JSON.parse(requiredText(row, 'record')) as Banner);
    },
    standingPages: () => pages.all().map(readStandingPage),
    authorProfiles: () => profiles.all().map(readAuthorProfile),
  };
}

type ListTable = 'standing_page' | 'author_profile' | 'top_story' | 'partner_outlet' | 'most_read' | 'banner';

/** Whether a page under another file name is the same page: it has its title or its text. */
export const isSamePage = (old: StandingPage, page: StandingPage): boolean =>
  old.title === page.title || old.bodyHtml === page.bodyHtml;

/** Puts together again what was stored as a record and its body. */
const readStored = <Thing extends { readonly bodyHtml: string }>(row: Record<string, unknown>): Thing =>
  ({ ...JSON.parse(requiredText(row, 'record')), bodyHtml: requiredText(row, 'body_html') }) as Thing;

export const readStandingPage = readStored<StandingPage>;
export const readAuthorProfile = readStored<AuthorProfile>;
