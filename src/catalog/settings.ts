import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from './columns.ts';

/**
 * Facts about the whole catalog. `site`: the Site as JSON. `parsed-for`: what of site.yaml the articles
 * were read with. `clock`: the moment up to which timed events were published. `published`: when
 * something last changed. Both in milliseconds since 1970. `unsynced`: see open-catalog.ts.
 */
export type SettingName = 'site' | 'parsed-for' | 'clock' | 'published' | 'unsynced';

export interface CatalogSettings {
  get(name: SettingName): string | null;
  put(name: SettingName, value: string): void;
  remove(name: SettingName): void;
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
