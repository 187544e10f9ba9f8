import type { DatabaseSync } from 'node:sqlite';
import type { AuthorProfile, StandingPage } from '../../domain/article.ts';
import { OWN_EDITION } from '../../domain/edition.ts';
import { type Banner, type FrontFile, frontMoments } from '../../domain/front.ts';
import type { PartnerOutlet, TopStoryPin } from '../../domain/sidebar.ts';
import { authorAliases } from './author-aliases.ts';
import { optionalText, requiredText } from '../sqlite/columns.ts';

/**
 * Replaces the parts of the catalog that are read whole, those of all editions together. Each returns whether anything differs
 * now, or which editions or fronts differ.
 */
export interface FolderLists {
  putStandingPages(pages: readonly StandingPage[]): boolean;
  putAuthors(profiles: readonly AuthorProfile[]): boolean;
  putTopStories(pins: readonly TopStoryPin[]): readonly string[];
  putPartners(outlets: readonly PartnerOutlet[]): readonly string[];
  /** The ids of the articles that are read most, in order. */
  putMostRead(ids: readonly string[]): boolean;
  /** What the files of fronts say, by the fronts' names; the names of those that differ now are returned. */
  putFronts(fronts: Readonly<Record<string, FrontFile>>): readonly string[];
  /** By editions. */
  putBanners(banners: Readonly<Record<string, Banner>>): readonly string[];
  topStories(): readonly TopStoryPin[];
  partners(): readonly PartnerOutlet[];
  fronts(): Readonly<Record<string, FrontFile>>;
  /** By editions. */
  banners(): Readonly<Record<string, Banner>>;
  /** The standing pages that readers find now, drafts included. */
  standingPages(): readonly StandingPage[];
  authorProfiles(): readonly AuthorProfile[];
}

/** Prepares the statements; the caller has a transaction open. */
export function folderLists(database: DatabaseSync): FolderLists {
  const pages = database.prepare('SELECT record, body_html FROM standing_page ORDER BY path');
  const insertPage = database.prepare(
    `INSERT INTO standing_page (path, edition, file, title, position, is_draft, record, body_html)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const profiles = database.prepare('SELECT record, body_html FROM author_profile ORDER BY slug');
  const insertProfile = database.prepare(
    'INSERT INTO author_profile (slug, file, record, body_html) VALUES (?, ?, ?, ?)',
  );
  const insertAlias = database.prepare('INSERT INTO author_alias (alias, slug, name) VALUES (?, ?, ?)');
  const pins = database.prepare(
    'SELECT edition, text, article, url, until_ms FROM top_story ORDER BY edition, position',
  );
  const insertPin = database.prepare(
    'INSERT INTO top_story (edition, position, text, article, url, until_ms) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const outlets = database.prepare('SELECT record FROM partner_outlet ORDER BY edition, position');
  const insertOutlet = database.prepare(
    'INSERT INTO partner_outlet (edition, position, record) VALUES (?, ?, ?)',
  );
  const insertRead = database.prepare('INSERT INTO most_read (position, article_id) VALUES (?, ?)');

  const frontFiles = database.prepare('SELECT name, record FROM front_file ORDER BY name');
  const putFront = database.prepare('INSERT OR REPLACE INTO front_file (name, record) VALUES (?, ?)');
  const dropFront = database.prepare('DELETE FROM front_file WHERE name = ?');
  const dropMoments = database.prepare('DELETE FROM front_event WHERE name = ?');
  const insertMoment = database.prepare('INSERT INTO front_event (at_ms, name) VALUES (?, ?)');
  const insertBanner = database.prepare('INSERT INTO banner (edition, record, until_ms) VALUES (?, ?, ?)');
  const bannerRows = database.prepare('SELECT edition, record FROM banner ORDER BY edition');

  /** Writes a table anew, and returns its rows as they were and as they are. */
  const rewrite = (table: string, write: () => void) => {
    const rows = database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`);
    const before = rows.all();
    database.exec(`DELETE FROM ${table}`);
    write();
    return { before, after: rows.all() };
  };
  const replace = (table: 'standing_page' | 'author_profile' | 'most_read', write: () => void): boolean => {
    const { before, after } = rewrite(table, write);
    return JSON.stringify(after) !== JSON.stringify(before);
  };
  /** The same for a table whose rows are of editions, of which those that differ are returned. */
  const replaceIn = (table: 'top_story' | 'partner_outlet' | 'banner', write: () => void): string[] => {
    const { before, after } = rewrite(table, write);
    const edition = (row: Record<string, unknown>): string => requiredText(row, 'edition');
    const [old, now] = [before, after].map((rows) => Map.groupBy(rows, edition));
    return [...new Set([...before, ...after].map(edition))].filter(
      (name) => JSON.stringify(old?.get(name)) !== JSON.stringify(now?.get(name)),
    );
  };

  return {
    putStandingPages: (given) =>
      replace('standing_page', () => {
        for (const page of given) {
          const { bodyHtml, ...record } = page;
          const { path, edition = OWN_EDITION, file, title, order, isDraft } = page;
          const stored = JSON.stringify(record);
          insertPage.run(path, edition, file, title, order, isDraft ? 1 : 0, stored, bodyHtml);
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
    putTopStories: (given) =>
      replaceIn('top_story', () => {
        for (const [pin, edition, position] of placed(given)) {
          insertPin.run(edition, position, pin.text, pin.article, pin.url, pin.untilMs);
        }
      }),
    putPartners: (given) =>
      replaceIn('partner_outlet', () => {
        for (const [outlet, edition, position] of placed(given)) {
          insertOutlet.run(edition, position, JSON.stringify(outlet));
        }
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
    putBanners: (given) =>
      replaceIn('banner', () => {
        for (const [edition, banner] of Object.entries(given))
          insertBanner.run(edition, JSON.stringify(banner), banner.untilMs);
      }),
    topStories: () => pins.all().map(readPin),
    partners: () => outlets.all().map((row) => JSON.parse(requiredText(row, 'record')) as PartnerOutlet),
    fronts: () =>
      Object.fromEntries(
        frontFiles
          .all()
          .map((row) => [requiredText(row, 'name'), JSON.parse(requiredText(row, 'record')) as FrontFile]),
      ),
    banners: () =>
      Object.fromEntries(
        bannerRows
          .all()
          .map((row) => [requiredText(row, 'edition'), JSON.parse(requiredText(row, 'record')) as Banner]),
      ),
    standingPages: () => pages.all().map(readStandingPage),
    authorProfiles: () => profiles.all().map(readAuthorProfile),
  };
}

/** Each with its edition and its place there. */
function placed<Entry extends { readonly edition?: string }>(
  entries: readonly Entry[],
): readonly (readonly [Entry, string, number])[] {
  const all = [...Map.groupBy(entries, ({ edition = OWN_EDITION }) => edition)];
  return all.flatMap(([edition, ofEdition]) =>
    ofEdition.map((entry, position) => [entry, edition, position] as const),
  );
}

function readPin(row: Record<string, unknown>): TopStoryPin {
  const edition = requiredText(row, 'edition');
  return {
    ...(edition === OWN_EDITION ? {} : { edition }),
    text: optionalText(row, 'text'),
    article: optionalText(row, 'article'),
    url: optionalText(row, 'url'),
    untilMs: row['until_ms'] === null ? null : Number(row['until_ms']),
  };
}

/** Whether a page under another file name is the same page: it has its title or its text. */
export const isSamePage = (old: StandingPage, page: StandingPage): boolean =>
  old.title === page.title || old.bodyHtml === page.bodyHtml;

/** Puts together again what was stored as a record and its body. */
const readStored = <Thing extends { readonly bodyHtml: string }>(row: Record<string, unknown>): Thing =>
  ({ ...JSON.parse(requiredText(row, 'record')), bodyHtml: requiredText(row, 'body_html') }) as Thing;

export const readStandingPage = readStored<StandingPage>;
export const readAuthorProfile = readStored<AuthorProfile>;
