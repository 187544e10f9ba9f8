import type { DatabaseSync } from 'node:sqlite';
import type { Site } from '../../config/site.ts';
import { siteEditions } from '../../domain/edition.ts';
import type { Labels } from '../../domain/labels.ts';
import { requiredText } from './columns.ts';

/**
 * Facts about the whole catalog. `site`: the Site as JSON. `labels`: the Labels as JSON. `parsed-for`: what of site.yaml the articles
 * were read with. `clock`: the moment up to which timed events were published. `published`: when
 * something last changed. Both in milliseconds since 1970. `version`: how many publishes changed pages.
 * `unsynced`: see open-catalog.ts. `pictures-from`: the key of the last article, newest first, whose
 * pictures have been read since the first build; 0 when all have. `pictures-by`: what read those that are known. `tallied`: the moment whose state the
 * table `tally` has. `followed`: since when another
 * catalog has its place, in milliseconds since 1970. `web-for`: for which hosts, and which list of fetched pictures, all articles were looked through.
 */
export type SettingName =
  | 'site'
  | 'labels'
  | 'parsed-for'
  | 'clock'
  | 'published'
  | 'version'
  | 'unsynced'
  | 'pictures-from'
  | 'pictures-by'
  | 'tallied'
  | 'followed'
  | 'web-for';

export interface CatalogSettings {
  get(name: SettingName): string | null;
  put(name: SettingName, value: string): void;
  remove(name: SettingName): void;
}

/**
 * Prepares reading the site that is stored, null where none is. It is one object until it changes: what is
 * made once for each site, such as the schema of its articles, is found by that.
 */
export function siteReader(settings: Pick<CatalogSettings, 'get'>): () => Site | null {
  let known = { json: '', site: null as Site | null };
  return () => {
    const json = settings.get('site');
    if (json === null) return null;
    if (json !== known.json) known = { json, site: JSON.parse(json) as Site };
    return known.site;
  };
}

/** Prepares reading the site that is stored. What it returns throws an Error where none is. */
export function requiredSiteReader(settings: Pick<CatalogSettings, 'get'>): () => Site {
  const stored = siteReader(settings);
  return () => {
    const site = stored();
    if (site === null) throw new Error('the catalog holds no site');
    return site;
  };
}

/** Prepares reading the names of all editions of the site that is stored, its own first; that alone where none is. */
export function editionsReader(settings: Pick<CatalogSettings, 'get'>): () => readonly string[] {
  const stored = siteReader(settings);
  return () => siteEditions(stored() ?? {});
}

/** Prepares reading the newsroom's own words that are stored: one object until they change. */
export function labelsReader(settings: Pick<CatalogSettings, 'get'>): () => Labels {
  let known = { json: '{}', labels: {} as Labels };
  return () => {
    const json = settings.get('labels') ?? '{}';
    if (json !== known.json) known = { json, labels: JSON.parse(json) as Labels };
    return known.labels;
  };
}

/** How many publishes have changed pages since the catalog was made: each state of the pages has its number. */
export function catalogVersion(settings: Pick<CatalogSettings, 'get'>): number {
  return Number(settings.get('version') ?? 0);
}

/**
 * Notes that pages changed at `now`, in the transaction that changes them; null where it is another day and nothing else
 * changed, which documents do not show. Returns the new version.
 */
export function raiseVersion(settings: Pick<CatalogSettings, 'get' | 'put'>, now: number | null): number {
  const version = catalogVersion(settings) + 1;
  // Never back with the clock: whoever asks by a date would miss what was published since.
  const published = Number(settings.get('published') ?? 0);
  if (now !== null) settings.put('published', String(Math.max(now, published)));
  settings.put('version', String(version));
  return version;
}

/** Prepares reading and writing of the settings; a read-only database refuses `put`. */
export function catalogSettings(database: DatabaseSync): CatalogSettings {
  const get = database.prepare('SELECT value FROM setting WHERE name = ?');
  const put = database.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const remove = database.prepare('DELETE FROM setting WHERE name = ?');
  return {
    remove(name) {
      remove.run(name);
    },
    get(name) {
      const row = get.get(name);
      return row === undefined ? null : requiredText(row, 'value');
    },
    put(name, value) {
      put.run(name, value);
    },
  };
}
